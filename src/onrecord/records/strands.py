"""A mixed pile split into stories: which reports go together, and the records made of them."""

from dataclasses import dataclass

from onrecord.records.annotations import Reason
from onrecord.records.texts import Document, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A report of a stream and the earlier one it goes with, or might, with what speaks for it.

    `score` is the log-odds of one story for the two. `joined` is False for a link too weak or
    too contested to act on: shown as unsure, and the two are in different strands.
    """

    document_id: str
    near_id: str
    joined: bool
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The reports of a mixed pile that tell one story, in order, and why each is among them."""

    id: str
    document_ids: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The record made of one strand: its folder, and the story's name in the reports' own words."""

    strand: Strand
    folder: str
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPile:
    """A mixed pile after splitting: every report is in a volume, alone, or not read.

    `singles` are the strands of one report, which have no record of their own; `left` names
    folders of records that stand there from an earlier run and are no volume now.
    """

    documents: tuple[Document, ...] = ()
    volumes: tuple[Volume, ...] = ()
    singles: tuple[Strand, ...] = ()
    unread: tuple[Unread, ...] = ()
    left: tuple[str, ...] = ()
