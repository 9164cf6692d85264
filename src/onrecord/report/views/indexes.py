"""The index of a split pile: its stories with their reports, the reports alone, those not read.

The largest stories come first. Why a report is among a story's is said in the words the reports
share; where we are unsure whether two belong together, that is said, and they stay apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import Document, Link, SplitPile, Strand, Unread
from onrecord.report.views.places import PlaceView, describe_place


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report as the index lists it: where from, its headline, why here, where else perhaps."""

    place: PlaceView
    title: str
    because: tuple[str, ...]
    perhaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStory:
    """A story of two or more reports: its name, the address of its page, its reports."""

    name: tuple[str, ...]
    href: str
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Everything the template of the index is given."""

    stories: tuple[ListedStory, ...]
    singles: tuple[ListedReport, ...]
    unread: tuple[Unread, ...]
    left: tuple[str, ...]

    @property
    def reports(self) -> int:
        """How many reports are in stories."""
        return sum(len(story.reports) for story in self.stories)


def describe_index(pile: SplitPile) -> Index:
    """Return the index of a split pile."""
    documents = {each.id: each for each in pile.documents}
    homes = {
        each: (volume.folder, f"{volume.folder}/report.html")
        for volume in pile.volumes
        for each in volume.strand.document_ids
    }
    stories = [
        ListedStory(
            name=volume.name,
            href=f"{volume.folder}/report.html",
            reports=tuple(_list_reports(volume.strand, documents, homes)),
        )
        for volume in pile.volumes
    ]
    return Index(
        stories=tuple(sorted(stories, key=lambda story: -len(story.reports))),
        singles=tuple(
            report for strand in pile.singles for report in _list_reports(strand, documents, homes)
        ),
        unread=pile.unread,
        left=pile.left,
    )


def _list_reports(
    strand: Strand, documents: dict[str, Document], homes: dict[str, tuple[str, str]]
) -> Iterator[ListedReport]:
    links: dict[str, list[Link]] = {}
    for link in strand.links:
        links.setdefault(link.document_id, []).append(link)
    for each in strand.document_ids:
        document = documents[each]
        found = links.get(each, [])
        yield ListedReport(
            place=describe_place(document),
            title=document.title or document.path,
            because=tuple(
                reason.detail for link in found if link.joined for reason in link.reasons
            ),
            perhaps=tuple(
                (
                    documents[link.near_id].title or documents[link.near_id].path,
                    homes.get(link.near_id, ("", ""))[1],
                )
                for link in found
                if not link.joined
            ),
        )
