"""Real stories: reports of several outlets on one event, with the claims that were marked in them.

usage: news.py NEWSARTICLES_ZIP OUT_JSONL      Writes the stories that teach as marked.py writes
invented ones. Run with the project's own virtualenv: it needs no torch.

`training/news_claims/*.tsv` hold places and no words: kind (same, against, open), number, side, report, start,
end. The places of one `same` number are one claim; an `against` number sets its left places against its right
ones; of the places of an `open` number nobody is to learn whether they are one claim. What no row names is a
claim of its own. The reports are those of News Articles (`corpora.read_news_rows`), by their number there.
"""

import json
import sys
import tempfile
from itertools import product
from pathlib import Path

from corpora import read_news_rows
from families import CONTRADICTS, NOT_JUDGED, SAME
from readings import SETTINGS, Pair, Relations, list_words, relate_all, see_reports

from onrecord.read import read_reports
from onrecord.records import Document
from onrecord.story.claims.sightings import Sightings

MARKS = Path(__file__).parent / "news_claims"
LEFT_OUT = "# left out"
# Later rows of this list outweigh earlier ones.
KINDS = {"open": NOT_JUDGED, "against": CONTRADICTS, "same": SAME}
Place = tuple[str, int, int]  # a report's number, and half-open code points in its text
Marks = dict[tuple[str, str], tuple[list[Place], list[Place]]]  # by kind and number: left and right


def split_news() -> tuple[list[Path], list[Path]]:
    """The real stories that teach, and those left out of that to measure on (`# left out`)."""
    taught, left = [], []
    for path in sorted(MARKS.glob("*.tsv")):
        (left if LEFT_OUT in path.read_text("utf-8").splitlines() else taught).append(path)
    return taught, left


def see_news(archive: Path, path: Path) -> tuple[Sightings, Relations]:
    """A real story's readings and how each two stand."""
    keys, marks = read_marks(path)
    documents, names = read_documents(archive, keys)
    seen = see_reports(documents)
    return seen, relate_marks(seen, marks, names, path.name)


def relate_marks(seen: Sightings, marks: Marks, names: dict[str, str], where: str) -> Relations:
    """How each two readings stand by the marks; `names` are the reports' numbers by id."""
    places: dict[Place, int] = {}
    for number, held in enumerate(seen.wordings):
        for wording in held:
            span = wording.proposition.span
            places[names[span.document_id], span.start, span.end] = number
    related: dict[Pair, int] = {}
    for kind, relation in KINDS.items():
        for (named, _), sides in marks.items():
            if named == kind:
                left, right = ([places[p] for p in side if p in places] for side in sides)
                related |= {(min(pair), max(pair)): relation for pair in product(left, right)}
    lost = sum(place not in places for sides in marks.values() for side in sides for place in side)
    if lost:
        print(f"{where}: {lost} marked places are no clauses any more", file=sys.stderr)
    return relate_all(seen, related)


def read_documents(archive: Path, keys: set[str]) -> tuple[list[Document], dict[str, str]]:
    """The reports of these numbers as onrecord reads them, and the number of each by its id."""
    rows = [row for row in read_news_rows(archive) if row["id"] in keys]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        documents, unread = read_reports([file], SETTINGS)
    if unread or len(documents) != len(keys):
        raise SystemExit(f"{archive}: of {len(keys)} reports {len(documents)} were read")
    by_url = {row["url"]: row["id"] for row in rows}
    return documents, {document.id: by_url[document.url or ""] for document in documents}


def read_marks(path: Path) -> tuple[set[str], Marks]:
    """The reports of a story (`# reports:`), and by kind and number the places set beside each other."""
    reports: set[str] = set()
    held: Marks = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# reports:"):
            reports = set(line.split()[2:])
        elif line and not line.startswith("#"):
            kind, number, side, report, start, end = line.split("\t")
            left, right = held.setdefault((kind, number), ([], []))
            place = report, int(start), int(end)
            left.extend([place] if side != "right" else [])
            right.extend([place] if side != "left" else [])
    return reports, held


def main(archive: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for path in split_news()[0]:
            seen, relations = see_news(archive, path)
            row = {"texts": list_words(seen), "relations": relations.tolist()}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
