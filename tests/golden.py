"""Golden stories: what a whole story must hold, by hand, and all it holds, frozen.

Each folder in `stories/` is a story. `statements.tsv` and `figures.tsv` are written by hand
and strict: every row must be there. `expected.txt` is everything that was read, to be looked
at as a diff; run this file (or `make golden`) to write it anew.
"""

from functools import cache
from pathlib import Path

from onrecord.demo import find_demo
from onrecord.pipeline import build_story
from onrecord.records import Evidence, Figure, Statement, Story

STORIES = Path(__file__).parent / "stories"
SAMPLE = "tarsk-dam"  # its reports ship with the package
_HEAD = 60


def list_stories() -> list[str]:
    """Return the names of the golden stories."""
    return sorted(path.name for path in STORIES.iterdir() if path.is_dir())


@cache
def load_golden(slug: str) -> Story:
    """Build a golden story from its reports, once for a test run."""
    return build_story([find_demo() if slug == SAMPLE else STORIES / slug / "reports"])


def read_rows(slug: str, name: str) -> list[tuple[str, ...]]:
    """Return the rows of a hand-written table: tab-separated, `#` comments, heading first."""
    path = STORIES / slug / f"{name}.tsv"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    rows = [tuple(line.split("\t")) for line in lines if line.strip() and line[0] != "#"]
    return rows[1:]


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
    """Write every story's `expected.txt` anew."""
    for slug in list_stories():
        path = STORIES / slug / "expected.txt"
        path.write_text(dump_story(load_golden(slug)), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
