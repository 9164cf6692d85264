"""The parse as a tree to walk: children, subtrees, and the noun phrase around a noun.

A thin view over the tokens of one text, made once per text; children are listed only for
the sentences that hold a number.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from onrecord.records import Token

NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset(
    {
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "quantmod",
        "npadvmod",
        "punct",
        "advmod",
        "case",
    }
)

_OPENERS = frozenset({"strong", "more", "other", "another", "least", "such", "total"})


class Tree:
    """Tokens with their children; token numbers run over the whole text."""

    def __init__(self, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.sentences = sentences
        self._children: dict[int, dict[int, list[int]]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def find(self, start: int, end: int) -> range:
        """Return the numbers of the tokens that overlap the characters `start`–`end`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        while first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the token range of the sentence of token `number`."""
        sentence = self.tokens[number].sentence
        if 0 <= sentence < len(self.sentences):
            return self.sentences[sentence]
        return number, number + 1

    def children(self, number: int) -> list[int]:
        """Return the children of a token, in text order."""
        sentence = self.tokens[number].sentence
        if sentence not in self._children:
            table: dict[int, list[int]] = {}
            for index in range(*self.bounds(number)):
                head = self.tokens[index].head
                if head != index:
                    table.setdefault(head, []).append(index)
            self._children[sentence] = table
        return self._children[sentence].get(number, [])

    def has(self, number: int, *relations: str) -> list[int]:
        """Return the children of a token that stand in one of `relations` to it."""
        return [child for child in self.children(number) if self.tokens[child].dep in relations]

    def climb(self, number: int) -> Iterator[int]:
        """Yield a token's head, its head's head and so on to the root."""
        seen = 0
        while self.tokens[number].head != number and seen < 60:
            number = self.tokens[number].head
            seen += 1
            yield number

    def phrase(self, noun: int, floor: int = -1) -> tuple[int, int]:
        """Return the characters of the words right before a noun that belong to it, and it.

        Determiners are left out; `floor` is a token number the phrase must start after.
        """
        first = noun
        while first - 1 > floor and self._belongs(first - 1, noun):
            first -= 1
        while first < noun and (
            self.tokens[first].pos in ("PUNCT", "NUM", "DET", "SYM", "ADP")
            or self.tokens[first].text.lower() in _OPENERS
            or self.tokens[first].text.startswith("-")
            or (first > 0 and self.tokens[first - 1].text == "-")
        ):
            first += 1
        return self.tokens[first].start, self.tokens[noun].end

    def _belongs(self, number: int, noun: int) -> bool:
        token = self.tokens[number]
        if token.sentence != self.tokens[noun].sentence or token.dep not in _INSIDE:
            return False
        head = token.head
        while head != noun and number < head < noun and self.tokens[head].dep in _INSIDE:
            head = self.tokens[head].head
        return head == noun
