"""The tense a time expression stands in: that of the verb that governs it.

With a parse, the verb is the nearest one above the expression; without, the words of its
sentence before it are looked over. What stays unclear is UNKNOWN, and so is a past tense
that reaches the expression only through a noun: "declared a dividend payable Dec. 15".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

from onrecord.lexicon import load_words
from onrecord.records import Token

_CLAUSE = re.compile(r"[^.!?;\n]*\Z")
_WORDS = re.compile(r"[a-z']+")
# How far up a parse the governing verb is looked for.
_REACH = 12
# Tags of the words that may stand between a verb and its time without a noun's doing.
_LINKS = ("IN", "TO", "RB", "RBR", "RP")
_ABOUT = ("following", "after", "since", "over", "about", "despite", "amid", "because")
_LIMITS = ("until", "till", "through", "by", "to")
_HAVE = ("have", "has", "'ve", "’ve", "had", "having")


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
        self._helpers: dict[int, list[Token]] = {}
        for index, token in enumerate(tokens):
            if token.dep in ("aux", "auxpass", "neg", "acomp") and token.head != index:
                self._helpers.setdefault(token.head, []).append(token)

    def find_tense(self, start: int, end: int) -> Tense:
        """Return the tense that governs the characters from `start` to `end`."""
        if not self._tokens:
            return self._guess_tense(start)
        index = bisect_right(self._starts, start) - 1
        if index < 0 or self._tokens[index].end <= start:
            return Tense.UNKNOWN
        saying = self._find_saying(index)
        path = [saying] if saying is not None else self._climb(index, start, end)
        if not path or self._tokens[path[-1]].tag[:2] not in ("VB", "MD"):
            return Tense.UNKNOWN
        tense = self._read_verb(path[-1])
        return self._weigh(tense, index, path)

    def _find_saying(self, index: int) -> int | None:
        """Return the verb of saying that a day right after it belongs to.

        In "told reporters Thursday it could help" the parse often hangs the day on "help".
        """
        tokens = self._tokens
        before = index - 1
        if before >= 0 and tokens[before].text.lower() == "on":
            before -= 1
        if before >= 0 and tokens[before].tag in ("NNS", "PRP", "NNP"):
            before -= 1
        same = before >= 0 and tokens[before].sentence == tokens[index].sentence
        said = same and tokens[before].tag in ("VBD", "VBG")
        told = said and tokens[before].lemma.lower() in load_words("reporting")
        return before if told else None

    def _weigh(self, tense: Tense, index: int, path: list[int]) -> Tense:
        """Doubt a tense that reaches the expression by a noun or a limiting preposition."""
        tokens = self._tokens
        verb, between = tokens[path[-1]], [tokens[i] for i in path[:-1]]
        prepositions = {token.text.lower() for token in between if token.tag in ("IN", "TO")}
        if between and between[0].text.lower() == "since":
            return Tense.PAST
        if not prepositions.isdisjoint(_LIMITS) and tense is Tense.PAST:
            extends = verb.lemma.lower() in load_words("timex_extending")
            return Tense.FUTURE if extends else Tense.UNKNOWN
        if verb.lemma.lower() == "set" and tense is Tense.FUTURE and "for" not in prepositions:
            return Tense.UNKNOWN
        if all(token.tag in _LINKS for token in between):
            return tense
        if tense is not Tense.FUTURE:
            return Tense.UNKNOWN
        if any(token.text.lower() in _ABOUT for token in between):
            return Tense.UNKNOWN  # "will be tried over the killing Thursday"
        # "Wednesday's ruling" has been made, unless it is itself what will happen.
        noun = between[0]
        modifies = tokens[self._top(index)].dep in ("poss", "compound", "nmod", "amod", "nummod")
        return Tense.UNKNOWN if modifies and noun.dep not in ("nsubj", "nsubjpass") else tense

    def _top(self, index: int) -> int:
        """Return the word of an expression's own phrase that hangs on something else."""
        tokens = self._tokens
        while tokens[tokens[index].head].tag in ("NNP", "CD") and tokens[index].head != index \
                and tokens[index].dep in ("nummod", "compound"):  # fmt: skip
            index = tokens[index].head
        return index

    def _climb(self, index: int, start: int, end: int) -> list[int]:
        """Return the words above the expression, up to the nearest verb."""
        tokens = self._tokens
        path: list[int] = []
        for _ in range(_REACH):
            token = tokens[index]
            if not start <= token.start < end:
                path.append(index)
                # "Following" and "including" are tagged as verbs and stand as prepositions.
                if token.tag[:2] in ("VB", "MD") and token.dep != "prep":
                    break
            if token.head == index:
                break
            index = token.head
        return path

    def find_tag(self, start: int) -> str:
        """Return the Penn tag of the word that begins at `start`, or nothing."""
        index = bisect_right(self._starts, start) - 1
        found = index >= 0 and self._tokens[index].start == start
        return self._tokens[index].tag if found else ""

    def _read_verb(self, verb: int, depth: int = 0) -> Tense:
        """Read the tense of a verb off its tag, its auxiliaries and what governs it."""
        token = self._tokens[verb]
        helpers = self._helpers.get(verb, [])
        words = {helper.text.lower() for helper in helpers}
        tags = {helper.tag for helper in helpers}
        lemma = token.lemma.lower()
        if "MD" in tags or token.tag == "MD":
            done = token.tag == "VBN" and not words.isdisjoint(_HAVE)
            # "Could not be reached Friday", "would not comment": told of what has been.
            failed = self._is_negated(verb) and not words.isdisjoint(("could", "would"))
            return Tense.PAST if done or failed else Tense.FUTURE
        if lemma in load_words("timex_scheduled") and "had" not in words and token.tag != "VB":
            return Tense.FUTURE
        if lemma in load_words("timex_reporting") and "TO" not in tags and token.tag != "VBG":
            return Tense.PAST
        if token.tag == "VBD" or "VBD" in tags:
            return Tense.PAST
        if "TO" in tags:
            return self._read_infinitive(verb, depth)
        return self._read_other(verb, words, tags, depth)

    def _is_negated(self, verb: int) -> bool:
        tokens = self._tokens
        if any(token.dep == "neg" for token in self._helpers.get(verb, ())):
            return True
        left = tokens[max(0, verb - _REACH) : verb]
        return any(
            t.sentence == tokens[verb].sentence and t.text.lower() in ("neither", "nobody", "none")
            for t in left
        )

    def _read_other(self, verb: int, words: set[str], tags: set[str], depth: int) -> Tense:
        token = self._tokens[verb]
        if token.tag == "VBN":
            return Tense.UNKNOWN if tags & {"VBZ", "VBP"} and words.isdisjoint(_HAVE) \
                and not words & {"'s", "’s"} else Tense.PAST  # fmt: skip
        if token.lemma.lower() in ("be", "have") and token.tag in ("VBZ", "VBP"):
            due = not words.isdisjoint(load_words("timex_scheduled"))
            return Tense.FUTURE if due else Tense.UNKNOWN
        if token.tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
            return Tense.FUTURE if token.lemma.lower() in load_words("timex_future") \
                else Tense.PRESENT  # fmt: skip
        if token.lemma.lower() in load_words("timex_reporting"):
            return Tense.PAST
        if token.tag == "VB" and token.dep == "ROOT":
            return Tense.FUTURE  # "Tune in Friday"
        return self._read_above(verb, depth)

    def _read_infinitive(self, verb: int, depth: int) -> Tense:
        """An infinitive lies ahead; under a past verb that is no plan, who can tell."""
        head = self._tokens[verb].head
        if head == verb:
            return Tense.FUTURE
        if self._tokens[head].lemma.lower() in load_words("timex_future"):
            helpers = self._helpers.get(head, [])
            return Tense.PAST if any(h.text.lower() == "had" for h in helpers) else Tense.FUTURE
        above = self._read_above(verb, depth)
        return Tense.UNKNOWN if above is Tense.PAST else Tense.FUTURE

    def _read_above(self, verb: int, depth: int) -> Tense:
        index = self._tokens[verb].head
        if depth > 3 or index == verb:
            return Tense.UNKNOWN
        for _ in range(_REACH):
            if self._tokens[index].tag[:2] in ("VB", "MD"):
                above = self._read_verb(index, depth + 1)
                return Tense.UNKNOWN if above is Tense.PRESENT else above
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
