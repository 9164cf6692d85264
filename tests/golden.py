"""Golden stories: what a whole story must hold, by hand, and all it holds, frozen.

Each folder in `stories/` with an `expected.txt` is such a story; the others are marked across
their reports and scored by `onrecord evaluate stories`. `statements.tsv` and `figures.tsv` are
written by hand and strict: every row must be there. `expected.txt` is everything that was read,
to be looked at as a diff; run this file (or `make golden`) to write it anew.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from onrecord.demo import find_demo
from onrecord.pipeline import build_story
from onrecord.records import Act, Evidence, Figure, Statement, Story

STORIES = Path(__file__).parent / "stories"
SAMPLE = "tarsk-dam"  # its reports ship with the package
SILENCES = (Act.COULD_NOT_CONFIRM, Act.DECLINED_TO_COMMENT, Act.NO_RESPONSE)
_HEAD = 60


class Row(NamedTuple):
    """A row that must be there: of which story and table, its cells, why it is known to fail."""

    story: str
    table: str
    cells: tuple[str, ...]
    known: str | None


def list_stories() -> list[str]:
    """Return the names of the golden stories."""
    return sorted(path.parent.name for path in STORIES.glob("*/expected.txt"))


@cache
def load_golden(slug: str) -> Story:
    """Build a golden story from its reports, once for a test run."""
    return build_story([find_demo() if slug == SAMPLE else STORIES / slug / "reports"])


def read_rows() -> list[Row]:
    """Return the hand-written rows of all stories: tab-separated, `#` comments, heading first."""
    rows = []
    for slug in list_stories():
        for table in ("statements", "figures"):
            lines = (STORIES / slug / f"{table}.tsv").read_text("utf-8").splitlines()
            kept = [line.split("\t") for line in lines if line.strip() and line[0] != "#"]
            rows += [Row(slug, table, tuple(c[:5]), c[5] if c[5:] else None) for c in kept[1:]]
    return rows


def judge_row(row: Row) -> str | None:
    """Return None if the row is there, else what was found in its place."""
    story = load_golden(row.story)
    judge = _judge_statement if row.table == "statements" else _judge_figure
    return judge([e for e in story.evidence if name_file(e) == row.cells[0]], row.cells)


def _judge_statement(reports: list[Evidence], cells: tuple[str, ...]) -> str | None:
    _, speaker, act, said, holds = cells
    near = []
    for evidence in reports:
        for s in evidence.statements:
            # In a refusal it is a matter of taste where the cue ends and the content begins.
            parts = ((s.cue,) if s.cue and s.act in SILENCES else ()) + s.contents
            if holds in " ".join(span.of(evidence.document.text) for span in parts):
                name = s.attribution.speaker.name if s.attribution.speaker else "-"
                near.append((name, s.act.value, s.said.value if s.said else "-"))
    fits = any(speaker in n[0] and n[1] == act and n[2].startswith(said) for n in near)
    return None if fits else f"found {near}"


def _judge_figure(reports: list[Evidence], cells: tuple[str, ...]) -> str | None:
    _, words, qualifier, counted, speaker = cells
    near = []
    for evidence in reports:
        for figure in evidence.figures:
            q = figure.quantity
            start = min(q.span.start, (q.qualifier_span or q.span).start)
            if evidence.document.text[start : q.span.end] == words:
                name = figure.speaker.name if figure.speaker else "-"
                near.append((q.qualifier.value, q.head or "-", name))
    fits = any(
        n[0] == qualifier and counted in ("-", n[1]) and (speaker == "-" or speaker in n[2])
        for n in near
    )
    return None if fits else f"found {near}"


def name_file(evidence: Evidence) -> str:
    """Return the file a report came from, without folder and line number."""
    return Path(evidence.document.path.partition("#")[0]).name


def dump_story(story: Story) -> str:
    """Write a story as text to be read by eye: statements, figures, missed, people, series."""
    lines: list[str] = []
    for evidence in story.evidence:
        lines += ["", f"## {name_file(evidence)}", ""]
        lines += [show_statement(evidence, s) for s in evidence.statements]
        lines += ["", *(show_figure(evidence, f) for f in evidence.figures)]
        text = evidence.document.text
        lines += ["", *(f"missed {m.kind}: {_head(m.span.of(text))}" for m in evidence.missed)]
    lines += ["", "## across reports", ""]
    lines += [f"{e.name} ({e.kind}): {', '.join(e.names)}" for e in story.entities]
    lines += ["", *(f"{s.name} [{s.unit or 'count'}]: {len(s.figure_ids)}" for s in story.series)]
    return "\n".join(lines).strip() + "\n"


def show_statement(evidence: Evidence, statement: Statement) -> str:
    """Show a statement on one line: speaker | act | date said | via | how its content opens."""
    speaker = statement.attribution.speaker
    name = speaker.name if speaker else "-"
    via = " > ".join(hop.name for hop in statement.attribution.via) or "-"
    said = statement.said.value if statement.said else "-"
    content = " … ".join(span.of(evidence.document.text) for span in statement.contents)
    return f"{name} | {statement.act} | {said} | {via} | {_head(content)}"


def show_figure(evidence: Evidence, figure: Figure) -> str:
    """Show a figure on one line: words | low | high | qualifier | counted | property | whose."""
    quantity, text = figure.quantity, evidence.document.text
    cells = (
        quantity.span.of(text),
        show_number(quantity.low),
        show_number(quantity.high),
        quantity.qualifier,
        quantity.head or "-",
        quantity.property or "-",
        figure.speaker.name if figure.speaker else "-",
    )
    return "figure " + " | ".join(cells)


def show_number(value: float | None) -> str:
    """Show a bound, `-` where the words leave it open."""
    return "-" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _head(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _HEAD else flat[:_HEAD] + "…"


def main() -> None:
    """Write every story's `expected.txt` anew; say which rows changed sides."""
    for slug in list_stories():
        path = STORIES / slug / "expected.txt"
        path.write_text(dump_story(load_golden(slug)), encoding="utf-8")
        print(path)
    for row in read_rows():
        found = judge_row(row)
        if found and not row.known:
            print(f"not there: {' | '.join(row.cells)}: {found}")
        elif row.known and not found:
            print(f"there now, take its sixth column away: {' | '.join(row.cells)}")


if __name__ == "__main__":
    main()
