"""The tense a time expression stands in: that of the verb that governs it.

With a parse, the verb is the nearest one above the expression; without, the words of its
sentence before it are looked over. What stays unclear is UNKNOWN.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

from onrecord.lexicon import load_words
from onrecord.records import Token

_CLAUSE = re.compile(r"[^.!?;\n]*\Z")
_WORDS = re.compile(r"[a-z']+")


class Tense(StrEnum):
    """When a clause says something is: before, at or after the time of writing."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


class TenseReader:
    """Answers for one text in what tense a place in it stands."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._children: dict[int, list[int]] = {}
        for index, token in enumerate(tokens):
            if token.dep in ("aux", "auxpass", "mark") and token.head != index:
                self._children.setdefault(token.head, []).append(index)

    def find_tense(self, start: int, end: int) -> Tense:
        """Return the tense that governs the characters from `start` to `end`."""
        verb = self._find_verb(start, end)
        if verb is None:
            return self._guess_tense(start) if not self._tokens else Tense.UNKNOWN
        return self._read_verb(verb, 0)

    def _find_verb(self, start: int, end: int) -> int | None:
        index = bisect_right(self._starts, start) - 1
        tokens = self._tokens
        if not 0 <= index < len(tokens) or tokens[index].end <= start:
            return None
        for _ in range(12):
            if tokens[index].tag[:2] in ("VB", "MD") and not start <= tokens[index].start < end:
                return index
            if tokens[index].head == index:
                return None
            index = tokens[index].head
        return None

    def _read_verb(self, verb: int, depth: int) -> Tense:
        """Read the tense of a verb off its tag, its auxiliaries and what governs it."""
        tokens = self._tokens
        token = tokens[verb]
        helpers = [tokens[i] for i in self._children.get(verb, ())]
        lemmas = {helper.text.lower() for helper in helpers}
        tags = {helper.tag for helper in helpers}
        if "MD" in tags or token.tag == "MD":
            done = "have" in lemmas and token.tag == "VBN"
            return Tense.PAST if done else Tense.FUTURE
        if token.lemma.lower() in load_words("timex_future") and depth:
            return Tense.FUTURE
        if token.tag == "VBD" or "VBD" in tags:
            return Tense.PAST
        if "TO" in tags:
            return self._read_infinitive(verb, depth)
        if tags & {"VBZ", "VBP"}:
            return Tense.PAST if token.tag == "VBN" and lemmas & {"has", "have", "'ve", "'s"} \
                else Tense.PRESENT  # fmt: skip
        if token.tag in ("VBZ", "VBP"):
            return Tense.PRESENT
        if token.tag == "VBN":
            scheduled = token.lemma.lower() in load_words("timex_future")
            return Tense.FUTURE if scheduled else Tense.PAST
        if token.head != verb and depth < 4:
            return self._read_above(verb, depth)
        return Tense.UNKNOWN

    def _read_infinitive(self, verb: int, depth: int) -> Tense:
        head = self._tokens[verb].head
        if head != verb and self._tokens[head].lemma.lower() in load_words("timex_future"):
            return Tense.FUTURE
        above = self._read_above(verb, depth) if head != verb and depth < 4 else Tense.UNKNOWN
        return above if above is Tense.PAST else Tense.FUTURE

    def _read_above(self, verb: int, depth: int) -> Tense:
        index = self._tokens[verb].head
        for _ in range(8):
            if self._tokens[index].tag[:2] in ("VB", "MD"):
                return self._read_verb(index, depth + 1)
            if self._tokens[index].head == index:
                break
            index = self._tokens[index].head
        return Tense.UNKNOWN

    def _guess_tense(self, start: int) -> Tense:
        """Look at the words before the expression in its own sentence."""
        clause = _CLAUSE.search(self._text[max(0, start - 120) : start].lower())
        words = _WORDS.findall(clause.group() if clause else "")
        future = load_words("timex_future_cues")
        for word in reversed(words):
            if word in future:
                return Tense.FUTURE
            if word.endswith("ed") or word in ("was", "were", "had", "said", "did", "told"):
                return Tense.PAST
        return Tense.UNKNOWN
