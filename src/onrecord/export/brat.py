"""Labels for brat: a text and a standoff file for each report, and the schema.

Offsets are code points. Words of several stretches are one discontinuous annotation; brat cuts
stretches at the ends of lines, so the exact ones stand in a note, with the row, the speaker and
whether a person looked at it. See https://brat.nlplab.org/standoff.html.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.export.labels import list_labelled
from onrecord.records import Label, LabelledReport, Span, Story

SCHEMA = """\
[entities]
Source
Cue
Content

[relations]
said_by Arg1:Content, Arg2:Source
with_verb Arg1:Content, Arg2:Cue

[events]

[attributes]
"""


def save_brat(story: Story, directory: Path) -> tuple[str, ...]:
    """Write two files a report and the schema into `directory` and return their names."""
    names = ["annotation.conf"]
    (directory / names[0]).write_text(SCHEMA, encoding="utf-8")
    for number, report in enumerate(list_labelled(story)):
        stem = f"{number:04}_{report.id[:16]}"
        # No line end is translated: every offset counts what is there.
        (directory / f"{stem}.txt").write_bytes(report.text.encode("utf-8", "replace"))
        (directory / f"{stem}.ann").write_bytes(render_brat(report).encode("utf-8", "replace"))
        names += [f"{stem}.txt", f"{stem}.ann"]
    return tuple(names)


def render_brat(report: LabelledReport) -> str:
    """Write the standoff file of one report."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: LabelledReport) -> Iterator[str]:
    texts = relations = 0
    for number, label in enumerate(report.labels):
        ids: dict[str, str] = {}
        for role, spans in _roles(label, report.text):
            texts += 1
            ids[role] = f"T{texts}"
            yield _text_bound(ids[role], role, spans, report.text)
        head = ids.get("Content")
        for role, name in (("Source", "said_by"), ("Cue", "with_verb")):
            if head and role in ids:
                relations += 1
                yield f"R{relations}\t{name} Arg1:{head} Arg2:{ids[role]}"
        if head:
            yield f"#{number + 1}\tAnnotatorNotes {head}\t{_note(label)}"


def _roles(label: Label, text: str) -> list[tuple[str, tuple[Span, ...]]]:
    given = [("Content", label.content), ("Source", label.source), ("Cue", label.cue)]
    return [(role, s) for role, s in given if cut_at_lines(text, [(x.start, x.end) for x in s])]


def _text_bound(id_: str, role: str, spans: Sequence[Span], text: str) -> str:
    pieces = cut_at_lines(text, [(span.start, span.end) for span in spans])
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{id_}\t{role} {places}\t{' '.join(text[start:end] for start, end in pieces)}"


def cut_at_lines(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut stretches at what a line of a standoff file cannot hold: line ends and tabs.

    >>> cut_at_lines("one\\ntwo", [(0, 7)])
    [(0, 3), (4, 7)]
    """
    pieces = []
    for start, end in places:
        begin = None
        for at in range(start, end):
            if text[at] in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
                if begin is not None:
                    pieces.append((begin, at))
                begin = None
            elif begin is None:
                begin = at
        if begin is not None:
            pieces.append((begin, end))
    return pieces


def _note(label: Label) -> str:
    held = {
        "row": label.id,
        "speaker": label.speaker,
        "checked": label.checked,
        "content": [[span.start, span.end] for span in label.content],
        "source": [[span.start, span.end] for span in label.source],
        "cue": [[span.start, span.end] for span in label.cue],
    }
    return json.dumps(held)
