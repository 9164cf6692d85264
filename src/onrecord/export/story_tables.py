"""The stories of a split pile as one table, and as a screen: a row for every report given.

`stories.csv` says of each report whether it is in a story, alone or not read, what speaks for
its place, and which other story it could belong to where that is unsure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.export.csv_tables import Row, dump_table
from onrecord.export.summaries import render_unread
from onrecord.records import Link, SplitPile, Strand

COLUMNS = (
    "place", "record", "story", "published", "outlet", "title", "file", "sha256",
    "with", "because", "could_be_with", "why_unsure",
)  # fmt: skip
IN_STORY, ALONE, NOT_READ = "in a story", "alone", "not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of a split pile, as its screen shows them."""

    read: int
    not_read: int
    stories: int
    in_stories: int
    alone: int
    unsure: int


def dump_stories(pile: SplitPile) -> bytes:
    """Return `stories.csv`: every report, by story, then those alone, then those not read."""
    return dump_table(COLUMNS, _list_rows(pile))


def _list_rows(pile: SplitPile) -> Iterator[Row]:
    for volume in pile.volumes:
        held: Row = {"place": IN_STORY, "record": volume.folder, "story": ", ".join(volume.name)}
        yield from _list_strand(pile, volume.strand, held)
    for strand in pile.singles:
        yield from _list_strand(pile, strand, {"place": ALONE})
    for each in pile.unread:
        yield {"place": NOT_READ, "file": each.path, "because": f"{each.reason}. {each.remedy}"}


def _list_strand(pile: SplitPile, strand: Strand, held: Row) -> Iterator[Row]:
    documents = {each.id: each for each in pile.documents}
    for each in strand.document_ids:
        document = documents[each]
        links = [link for link in strand.links if link.document_id == each]
        joined = next((link for link in links if link.joined), None)
        unsure = next((link for link in links if not link.joined), None)
        yield held | {
            "published": document.published,
            "outlet": document.publisher,
            "title": document.title,
            "file": document.path,
            "sha256": document.sha256,
            "with": documents[joined.near_id].path if joined else None,
            "because": _explain(joined),
            "could_be_with": documents[unsure.near_id].path if unsure else None,
            "why_unsure": _explain(unsure),
        }


def _explain(link: Link | None) -> str | None:
    return "; ".join(reason.detail for reason in link.reasons) if link else None


def count_stories(pile: SplitPile) -> Counts:
    """Count a split pile."""
    strands = (*(volume.strand for volume in pile.volumes), *pile.singles)
    doubtful = {link.document_id for strand in strands for link in strand.links if not link.joined}
    return Counts(
        read=len(pile.documents),
        not_read=len(pile.unread),
        stories=len(pile.volumes),
        in_stories=sum(len(volume.strand.document_ids) for volume in pile.volumes),
        alone=len(pile.singles),
        unsure=len(doubtful),
    )


def render_stories(pile: SplitPile, out: Path) -> str:
    """Render the screen that ends a run over a mixed pile."""
    counts = count_stories(pile)
    lines = [f"Read {counts.read:,} reports; {counts.not_read or 'none'} not read."]
    lines += [*render_unread(pile.unread), ""]
    for number, label in (
        (counts.stories, f"stories of two or more, of {counts.in_stories:,} reports"),
        (counts.alone, "reports that stand alone"),
        (counts.unsure, "reports that could belong to another story too: unsure, kept apart"),
    ):
        lines.append(f"  {number:>7,}  {label}")
    if pile.left:
        lines += ["", f"Left from an earlier run, no story now: {', '.join(pile.left)}"]
    return "\n".join([*lines, "", f"The page: {out / 'index.html'}"])


def stories_to_json(pile: SplitPile, out: Path) -> dict[str, Any]:
    """Return the same for other programs."""
    counts = count_stories(pile)
    return {
        **{name: getattr(counts, name) for name in Counts.__slots__},
        "page": str(out / "index.html"),
        "records": [str(out / volume.folder) for volume in pile.volumes],
    }
