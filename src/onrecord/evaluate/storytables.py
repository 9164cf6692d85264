"""The tables in which a person marks a story, read into places: exact words instead of offsets.

The tables and what is marked in them are described in `tests/stories/README.md`. Words that
are not in their file are an error with file and line, never skipped.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.storymarks import (
    OPTIONAL,
    MarkedClaim,
    MarkedStory,
    Named,
    Pair,
    Place,
    Point,
    Position,
    Taking,
)
from onrecord.records import Act, DerivationKind, Document, Qualifier, Verdict

Row = Mapping[str, str]
Texts = Mapping[str, str]
CLAIMS = "claims.tsv"
HELD_BACK = "HELD-BACK.md"


def list_marked(path: Path) -> list[Path]:
    """Return the folders of the marked stories in `path`, or `path` itself if it is one."""
    folders = (
        [path] if (path / CLAIMS).is_file() else sorted(p.parent for p in path.glob(f"*/{CLAIMS}"))
    )
    if not folders:
        raise EvaluationError(
            f"{path}: no folder with a {CLAIMS} here; the project's own stories are in "
            "tests/stories, their tables are described in its README.md."
        )
    return folders


def load_marked(folder: Path, documents: Mapping[str, Document]) -> MarkedStory:
    """Read a story's tables; `documents` are its reports by file name."""
    texts = {file: document.text for file, document in documents.items()}
    return MarkedStory(
        name=folder.name,
        texts=texts,
        outlets={file: d.publisher or file for file, d in documents.items()},
        held_back=(folder / HELD_BACK).is_file(),
        claims=_read_claims(folder, texts),
        takings=_read_takings(folder, texts),
        origins=_read_origins(folder, texts),
        series=_read_series(folder, texts),
        drifts=_read_pairs(folder / "drifts.tsv", texts, "signs"),
        comparisons=_read_pairs(folder / "contradictions.tsv", texts, "verdict"),
        entities=_read_entities(folder / "entities.tsv", texts),
    )


def read_table(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield each row of a tab-separated table with where it stands; none if there is no table.

    The first line that is no comment names the columns; cells left off at the end are empty.
    """
    if not path.is_file():
        return
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    kept = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    names = kept[0][1].split("\t") if kept else []
    cells = csv.reader((line for _, line in kept[1:]), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(kept[1:], cells, strict=True):
        where = f"{path}, line {number}"
        if len(row) > len(names):
            raise EvaluationError(f"{where}: {len(row)} cells, at most {len(names)} expected.")
        yield where, dict.fromkeys(names, "") | dict(zip(names, row, strict=False))


def find_place(where: str, texts: Texts, file: str, words: str, nth: str) -> Place:
    """Return where the words stand, the `nth` time (the first, if empty); EvaluationError if not.

    >>> find_place("", {"a.txt": "two and two"}, "a.txt", "two", "2")
    Place(file='a.txt', start=8, end=11)
    """
    if file not in texts:
        raise EvaluationError(f"{where}: no report “{file}” in this story.")
    at = -1
    for _ in range(int(nth or 1)):
        at = texts[file].find(words, at + 1)
        if at < 0 or not words:
            raise EvaluationError(f"{where}: “{words}” ({nth or 'first'}) is not in {file}.")
    return Place(file, at, at + len(words))


def _place(where: str, row: Row, texts: Texts, side: str = "") -> Place:
    file, words, nth = (row[side + name] for name in ("file", "words", "nth"))
    return find_place(where, texts, file, words, nth)


def _read_claims(folder: Path, texts: Texts) -> tuple[MarkedClaim, ...]:
    wordings: dict[str, list[Place]] = {}
    for where, row in read_table(folder / CLAIMS):
        wordings.setdefault(row["claim"], []).append(_place(where, row, texts))
    positions: dict[str, list[Position]] = {claim: [] for claim in wordings}
    for where, row in read_table(folder / "stances.tsv"):
        if row["claim"] not in wordings:
            raise EvaluationError(f"{where}: no claim “{row['claim']}” in {CLAIMS}.")
        act = _check(where, row["act"].removesuffix("?"), Act)
        _known_file(where, row, texts)
        positions[row["claim"]].append(
            Position(
                names=(row["party"],),
                act=act,
                file=row["file"],
                optional=row["act"].endswith("?"),
            )
        )
    support = {row["claim"]: int(row["origins"]) for _, row in read_table(folder / "support.tsv")}
    names = _names_of(folder)
    return tuple(
        MarkedClaim(
            wordings=tuple(places),
            positions=tuple(_spell(position, names) for position in positions[claim]),
            origins=support.get(claim),
        )
        for claim, places in wordings.items()
    )


def _names_of(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return every name of each entity by its full name; a name that two share is left out."""
    spelled: dict[str, list[str]] = {}
    for _, row in read_table(folder / "entities.tsv"):
        spelled.setdefault(row["entity"], [row["entity"]]).append(row["variant"])
    bearers: dict[str, set[str]] = {}
    for entity, names in spelled.items():
        for name in names:
            bearers.setdefault(name, set()).add(entity)
    return {
        entity: tuple(dict.fromkeys(name for name in names if bearers[name] == {entity}))
        for entity, names in spelled.items()
    }


def _spell(position: Position, names: Mapping[str, tuple[str, ...]]) -> Position:
    (party,) = position.names
    return Position(
        names=names.get(party, (party,)),
        act=position.act,
        file=position.file,
        optional=position.optional,
    )


def _read_takings(folder: Path, texts: Texts) -> tuple[Taking, ...]:
    takings = []
    names = _names_of(folder)
    for where, row in read_table(folder / "copies.tsv"):
        _known_file(where, row, texts)
        kind = _check(where, row["kind"], DerivationKind)
        takings.append(
            Taking(file=row["file"], taken_from=names.get(row["from"], (row["from"],)), kind=kind)
        )
    return tuple(takings)


def _read_origins(folder: Path, texts: Texts) -> tuple[frozenset[str], ...]:
    groups: dict[str, set[str]] = {}
    for where, row in read_table(folder / "origins.tsv"):
        _known_file(where, row, texts)
        groups.setdefault(row["origin"], set()).add(row["file"])
    return tuple(frozenset(files) for files in groups.values())


def _read_series(folder: Path, texts: Texts) -> tuple[tuple[Point, ...], ...]:
    series: dict[str, list[Point]] = {}
    names = _names_of(folder)
    for where, row in read_table(folder / "series.tsv"):
        point = Point(
            place=_place(where, row, texts),
            low=_number(where, row["low"]),
            high=_number(where, row["high"]),
            qualifier=_check(where, row["qualifier"], Qualifier),
            speakers=names.get(row["speaker"], (row["speaker"],)),
        )
        series.setdefault(row["series"], []).append(point)
    return tuple(tuple(points) for points in series.values())


def _number(where: str, cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError as error:
        raise EvaluationError(f"{where}: “{cell}” is not a number.") from error


def _read_pairs(path: Path, texts: Texts, says: str) -> tuple[Pair, ...]:
    pairs = []
    for where, row in read_table(path):
        left, right = (_place(where, row, texts, side) for side in ("left_", "right_"))
        said = tuple(word.strip() for word in row[says].split(";") if word.strip())
        if says == "verdict":
            said = tuple(
                mark
                for word in said
                for mark in (_check(where, word.removesuffix("?"), Verdict), word[-1:])
                if len(mark) > 1 or mark == OPTIONAL
            )
        pairs.append(Pair(left=(left,), right=(right,), says=said))
    return tuple(pairs)


def _read_entities(path: Path, texts: Texts) -> tuple[Named, ...]:
    uses: dict[str, list[tuple[str, str]]] = {}
    for where, row in read_table(path):
        find_place(where, texts, row["file"], row["variant"], "")
        uses.setdefault(row["entity"], []).append((row["variant"], row["file"]))
    return tuple(Named(names=(name,), uses=tuple(found)) for name, found in uses.items())


def _known_file(where: str, row: Row, texts: Texts) -> None:
    if row["file"] not in texts:
        raise EvaluationError(f"{where}: no report “{row['file']}” in this story.")


def _check(where: str, word: str, allowed: type[Act | DerivationKind | Qualifier | Verdict]) -> str:
    known = [member.value for member in allowed]
    if word not in known:
        raise EvaluationError(f"{where}: “{word}” is none of {', '.join(known)}.")
    return word
