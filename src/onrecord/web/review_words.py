"""Words that a reviewer marked or typed, found in the report: no words, no span.

A form says the words and, where they were marked, the offset at which they begin. Where those
agree, that is the place; else it is where the words stand nearest to the row. Words that are
not in the report are refused with a line that says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.records import Document, Span, Wording
from onrecord.story.corrections.wordings import find_problem

# Any white space will do between words: a browser shows a line's end as a blank.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The words found, or what is the matter with them, in words for the reviewer."""

    wordings: tuple[Wording, ...] = ()
    problem: str = ""


def read_marked(document: Document, form: Mapping[str, str], near: int) -> Marked:
    """Find source, cue and contents of a form in a report; contents stand one a line."""
    found: list[Wording] = []
    for role, field in (("source", "source"), ("cue", "cue"), ("content", "content")):
        lines = form.get(field, "").replace("\r\n", "\n").split("\n")
        offsets = form.get(f"{field}_at", "").split(",")
        stretches = [line for line in lines if line.strip()]
        for number, words in enumerate(stretches if role == "content" else stretches[:1]):
            at = offsets[number] if number < len(offsets) else ""
            span = find_words(document, words.strip(), int(at) if at.isdecimal() else None, near)
            if span is None:
                return Marked(problem=f"“{_shorten(words)}” is not in this report, word for word")
            found.append(Wording(role=role, span=span, words=span.of(document.text)))
    problem = find_problem(document, found, form.get("forced") == "yes")
    return Marked(problem=problem) if problem else Marked(wordings=tuple(found))


def find_words(document: Document, words: str, at: int | None, near: int) -> Span | None:
    """Return where words stand: at the offset given if they are there, else nearest to `near`.

    >>> document = Document(id="d0", path="a.txt", text="He said so. She said so.")
    >>> find_words(document, "said so", None, 15).start
    16
    """
    parts = words[:_LONGEST].split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    if at is not None and (exact := pattern.match(document.text, at)):
        return Span(document_id=document.id, start=exact.start(), end=exact.end())
    matches = list(pattern.finditer(document.text))
    if not matches:
        return None
    best = min(matches, key=lambda m: (abs(m.start() - near), m.start()))
    return Span(document_id=document.id, start=best.start(), end=best.end())


def _shorten(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= 60 else f"{joined[:59]}…"
