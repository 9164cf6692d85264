"""Labels: the verbatim words by which a claim is shown, chosen so that they can be read alone.

The best is a clause that opens with its subject; the shortest of those wins. Where no wording is
one, the words are cut or widened within their own sentence: "to comment on" falls away, a relative
clause takes in whom it tells of, a pronoun takes in its speaker. No word is ever put in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from onrecord.lexicon import load_map, load_table
from onrecord.records import Span
from onrecord.story.claims.wordings import ANSWERS, Wording
from onrecord.text import SENTENCE_STOP

# A label of fewer words is hard to understand by itself.
LEAST_WORDS = 4
# A label opens with its subject, up to an article and a quotation mark.
OPENING = 6
# Words taken in before a clause; more would bury it.
MOST_WIDENED = 140
# Characters taken in after a clause that breaks off.
MOST_FINISHED = 90
# Ends of sentences, and line ends: words beyond one say something else.
_BREAK = re.compile(rf"{SENTENCE_STOP}|\n")
# Where a clause that goes on is over.
_CLOSE = re.compile(rf"{SENTENCE_STOP}|[,;:\n—–]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# What may stand before a clause that is a sentence, or the whole of what somebody says.
_OPENED = re.compile(r"(?:^|[.!?…:;\n“\"‘«„]|\b(?:that|said|says)[,:]?)\s*$")
_LAST_WORD = re.compile(r"(\w+)\s+$")
# What turns a whole sentence stands before its subject, and goes with it.
_TURNED = re.compile(r"\b(?:neither|nor|no|none of|not|hardly|few)\s+(?:the\s+)?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([a-z]+)")
_MARKS = {"“": "”", "«": "»", "„": "“", "(": ")", "[": "]"}


class _Hard(IntEnum):
    """How hard words are to read alone, and whether they were changed to make them easier."""

    PLAIN = 0
    CUT = 1
    SPOKEN = 2  # with its speaker, or with the "if" before it
    HEADED = 3  # with whom it tells of
    POINTING = 4
    SENTENCE = 5  # with all of its sentence before it
    BARE = 6
    LEANING = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to show a wording: its words, and how hard they are to read alone."""

    span: Span
    hard: _Hard
    wording: Wording


def choose_label(members: Sequence[Wording], texts: Mapping[str, str]) -> Span:
    """Return the words of a claim's members that are best read alone; `texts` by document."""
    weighty = [w for w in members if w.weighs] or list(members)
    ways = (way for w in weighty for way in _find_ways(w, texts[w.proposition.document_id]))
    best = min(ways, key=lambda way: _rank(way, texts[way.span.document_id]))
    text = texts[best.span.document_id]
    return _close_marks(_finish(best, text), text)


def _rank(way: _Way, text: str) -> tuple[int, bool, bool, int, bool, int, Span]:
    """Rank a way to show a wording; of those equally easy, the shortest that opens a clause."""
    span = way.span
    opened = bool(_OPENED.search(text[max(0, span.start - 12) : span.start]))
    short = len(_WORD.findall(text, span.start, span.end)) < LEAST_WORDS
    nominal, broken = way.wording.reading.nominal, _rate_break(way, text)
    hard = max(way.hard, _Hard.CUT) if broken else way.hard
    return hard, nominal, short, broken, not opened, span.end - span.start, span


def _rate_break(way: _Way, text: str) -> int:
    """Rate by how much the words that follow belong to the clause: "put the number | moved at 10".

    Most after a bare verb, even where they only lean on it: "the aid comes | as ties deepen".
    """
    found = _NEXT_WORD.match(text, way.span.end)
    kind = load_map("label_openings").get(found.group(1), "tells") if found else ""
    ends_bare = way.wording.proposition.predicate.end == way.span.end
    return 2 * (ends_bare and kind in ("leans", "tells")) or int(kind == "tells")


def _finish(way: _Way, text: str) -> Span:
    """Take in what a clause breaks off before: "because of the risk | that he would flee".

    Up to the next comma or the sentence's end, and only if that is near.
    """
    if not _rate_break(way, text):
        return way.span
    end = way.span.end
    found = _CLOSE.search(text, end, end + MOST_FINISHED)
    return replace(way.span, end=found.start()) if found else way.span


def _find_ways(wording: Wording, text: str) -> Iterator[_Way]:
    """Yield the ways to show a wording, none outside its sentence."""
    span = wording.proposition.span
    bare = _judge(wording, text)
    yield _Way(span=span, hard=bare, wording=wording)
    if wording.statement and wording.statement.act in ANSWERS:
        topic = _cut_answer(span, text)
        cut = topic.start if topic else None
    else:
        cut = _cut_opening(wording, text)
    starts = [(cut, _Hard.CUT)]
    if bare > _Hard.CUT:
        starts += [(_find_speaker(wording, text), _Hard.SPOKEN)]
        starts += [(_find_condition(wording, text), _Hard.SPOKEN)]
        starts += [(_find_head(wording, text), _Hard.HEADED)]
        starts += [(_find_sentence(span, text), _Hard.SENTENCE)]
    for start, hard in starts:
        if start is not None:
            # Never further on: what follows from a condition is another claim, of other parties.
            shown = Span(document_id=span.document_id, start=start, end=span.end)
            yield _Way(span=shown, hard=hard, wording=wording)


def _judge(wording: Wording, text: str) -> _Hard:
    """Say how hard the bare words of a wording are to read alone."""
    made, opening = wording.proposition, _read_opening(wording.proposition.span, text)
    if wording.relative or opening in ("leans", "tells", "asks", "supposes"):
        return _Hard.LEANING
    who = _find_subject(wording)
    if who is None or not made.span.covers(who) or not _is_finite(wording, text):
        return _Hard.BARE
    if opening == "points":
        return _Hard.CUT if wording.whole else _Hard.POINTING
    if _find_condition(wording, text) is not None:
        return _Hard.POINTING
    if who.start - made.span.start <= OPENING:
        return _Hard.PLAIN
    opened = _OPENED.search(text[max(0, made.span.start - 12) : made.span.start])
    return _Hard.CUT if opened and opening != "cut" else _Hard.BARE


def _find_subject(wording: Wording) -> Span | None:
    """Return who a clause is about: its subject, or what stands before a passive verb."""
    made = wording.proposition
    if made.subject is not None:
        return made.subject
    if made.object is not None and made.object.start < made.predicate.start:
        return made.object
    return None


def _is_finite(wording: Wording, text: str) -> bool:
    """Say whether a clause has a verb of its own: not "forces fighting there"."""
    made, who = wording.proposition, _find_subject(wording)
    if who is None or not made.predicate.of(text).endswith("ing"):
        return True
    return bool(_WORD.search(text, who.end, made.predicate.start))


def _read_opening(span: Span, text: str) -> str:
    """Return the kind of a clause's first words, empty where they are nothing special."""
    kinds = load_map("label_openings")
    words = [w.lower() for w in _WORD.findall(text, span.start, min(span.end, span.start + 60))]
    tries = (" ".join(words[:many]) for many in (3, 2, 1) if len(words) >= many)
    return next((kinds[each] for each in tries if each in kinds), "")


def _cut_opening(wording: Wording, text: str) -> int | None:
    """Leave out "thus far," before a subject, and the "that" before what somebody says."""
    span, who = wording.proposition.span, _find_subject(wording)
    if who is None or not span.start < who.start < span.end or not wording.whole:
        return None
    before = " ".join(_WORD.findall(text, span.start, who.start)).lower()
    said = wording.statement is not None and span.start in {
        content.start for content in wording.statement.contents
    }
    if load_map("label_openings").get(before) == "cut" or (before == "that" and said):
        return who.start
    return None


def _cut_answer(span: Span, text: str) -> Span | None:
    """Return what a refusal is about: what follows "to comment on"."""
    for pattern in _load_answers():
        found = pattern.match(text, span.start, span.end)
        if found and len(_WORD.findall(text, found.end(), span.end)) > 1:
            return Span(document_id=span.document_id, start=found.end(), end=span.end)
    return None


@cache
def _load_answers() -> tuple[re.Pattern[str], ...]:
    rows = load_table("answer_openings")
    return tuple(re.compile(rf"{row[0]}\s+", re.IGNORECASE) for row in rows)


def _find_speaker(wording: Wording, text: str) -> int | None:
    """Return where the naming of the speaker opens, if it stands before these words."""
    statement, span = wording.statement, wording.proposition.span
    source = statement.attribution.source if statement else None
    if statement is None or source is None or statement.cue is None:
        return None
    first = min((c.start for c in statement.contents), default=statement.cue.start)
    if source.end > statement.cue.start or _read_opening(span, text) == "asks":
        return None
    who = _find_subject(wording)
    told = who is not None and first <= who.start < span.start
    if statement.contents and not told and not 0 <= span.start - first <= OPENING:
        return None  # said, but not as the first thing said
    return _reach(source, span, text)


def _find_condition(wording: Wording, text: str) -> int | None:
    """Return where "if" stands right before a clause; whether it is so is open, and is shown."""
    span = wording.proposition.span
    found = _LAST_WORD.search(text, max(0, span.start - 20), span.start)
    if found is None or load_map("label_openings").get(found.group(1).lower()) != "supposes":
        return None
    answers = wording.statement is not None and wording.statement.act in ANSWERS
    return None if answers else found.start()


def _find_head(wording: Wording, text: str) -> int | None:
    """Return where whom a clause tells of opens, if it stands close before the clause."""
    who = wording.proposition.subject or wording.proposition.object
    if who is None or who.start >= wording.proposition.span.start:
        return None
    return _reach(who, wording.proposition.span, text)


def _find_sentence(span: Span, text: str) -> int | None:
    """Return where the sentence of a clause opens, if that is not far before it."""
    earliest = max(0, span.start - MOST_WIDENED)
    ends = [found.end() for found in _BREAK.finditer(text, earliest, span.start)]
    start = ends[-1] if ends else 0 if earliest == 0 else None
    return start if start is not None and start < span.start else None


def _reach(who: Span, span: Span, text: str) -> int | None:
    """Return the start of `who`, a name, if one sentence reads on from there to `span`."""
    points = load_map("label_openings").get(who.of(text).lower())
    if points or who.start >= span.start or span.start - who.start > MOST_WIDENED:
        return None
    if _BREAK.search(text, who.end, span.start):
        return None
    turned = _TURNED.search(text, max(0, who.start - 16), who.start)
    return turned.start() if turned else who.start


def _close_marks(span: Span, text: str) -> Span:
    """Take in a mark that closes one opened in the words, and the comma before it."""
    words = span.of(text)
    ends = [close for open_, close in _MARKS.items() if words.count(open_) > words.count(close)]
    if words.count('"') % 2:
        ends.append('"')
    for close in ends:
        found = re.compile(rf"[,.]?{re.escape(close)}").match(text, span.end)
        if found:
            return Span(document_id=span.document_id, start=span.start, end=found.end())
    return span
