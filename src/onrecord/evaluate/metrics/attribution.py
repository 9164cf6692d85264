"""Scores attributions found in one article against gold ones, as tallies that add up over articles.

Roles are compared as sets of word tokens, in five ways, and attributions as wholes; the definitions
are those of the project's reference scorer, with which every figure agrees to the digit. `kind`
narrows the attribution-level scores to direct, mixed, indirect or quoted speech.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.evaluate.metrics.tallies import Tallies, Tally

Offsets: TypeAlias = tuple[int, int]
Words: TypeAlias = frozenset[int]

ROLES = ("source", "cue", "content")
KINDS = ("direct", "mixed", "indirect", "quoted")
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
# A source's head is looked for before the first of these, or before a comma, dash or bracket.
_MODIFIERS = "of for from in at on with who that which and to by whose whom"
HEAD_ENDS = frozenset([*_MODIFIERS.split(), *",–—-(;:"])
WHOLE_OVERLAP = 0.8
DIRECT_SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """One attribution as character offsets of its roles; an absent role is empty."""

    source: tuple[Offsets, ...] = ()
    cue: tuple[Offsets, ...] = ()
    content: tuple[Offsets, ...] = ()


class Article:
    """A text's word tokens: where they are, which are words, and which stand in quotation marks."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.is_word: list[bool] = []
        self.quoted: list[bool] = []
        self._at: dict[int, int] = {}
        inside = _inside_quotes(text)
        for number, match in enumerate(WORD.finditer(text)):
            word = match.group()
            self.words.append(word)
            self.is_word.append(word[0].isalnum() or word[0] == "_")
            self.quoted.append(inside[match.start()])
            self._at.update(dict.fromkeys(range(*match.span()), number))

    def covered(self, spans: Iterable[Offsets]) -> Words:
        """Tokens that share a character with the spans."""
        at = self._at
        return frozenset(at[i] for start, end in spans for i in range(start, end) if i in at)

    def spoken(self, tokens: Words) -> Words:
        """The tokens that are words; all of them where none is."""
        return frozenset(t for t in tokens if self.is_word[t]) or tokens

    def kind(self, content: Words) -> str:
        """Direct, indirect or mixed, by the share of words in quotation marks; else none."""
        words = [t for t in content if self.is_word[t]]
        if not words:
            return "none"
        quoted = sum(self.quoted[t] for t in words)
        if quoted >= DIRECT_SHARE * len(words):
            return "direct"
        return "mixed" if quoted else "indirect"

    def head(self, source: Words) -> int | None:
        """The head token of a source: the last word before any modifier after it."""
        kept: list[int] = []
        for token in sorted(source):
            if kept and self.words[token].lower() in HEAD_ENDS:
                break
            if self.is_word[token]:
                kept.append(token)
        while len(kept) > 1 and self.words[kept[-1]].lower() in ("'s", "’s", "s"):
            kept.pop()
        return kept[-1] if kept else None


def _inside_quotes(text: str) -> list[bool]:
    """Whether each character is inside double quotation marks; a line end closes an open mark."""
    flags, inside = [], False
    for character in text:
        flags.append(inside and character not in '\n“”"')
        if character in "\n”":
            inside = False
        elif character == "“":
            inside = True
        elif character == '"':
            inside = not inside
    return flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An attribution as token sets: with punctuation (`roles`) and without (`words`)."""

    roles: Mapping[str, Words]
    words: Mapping[str, Words]
    kind: str


def _read_items(article: Article, attributions: Iterable[Spans]) -> list[Item]:
    items = []
    for spans in attributions:
        roles = {role: article.covered(getattr(spans, role)) for role in ROLES}
        words = {role: article.spoken(tokens) for role, tokens in roles.items()}
        items.append(Item(roles=roles, words=words, kind=article.kind(roles["content"])))
    return items


def _jaccard(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def align(gold: Sequence[Item], predicted: Sequence[Item]) -> dict[int, int]:
    """Gold to predicted, one to one, greedily by shared content, then by shared cue and source."""
    ways = []
    for g, ours in enumerate(gold):
        for p, theirs in enumerate(predicted):
            shared = _jaccard(ours.words["content"], theirs.words["content"])
            if shared > 0:
                cue = len(ours.roles["cue"] & theirs.roles["cue"])
                source = len(ours.roles["source"] & theirs.roles["source"])
                ways.append((-shared, -cue, -source, g, p))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, g, p in sorted(ways):
        if g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs


def score_article(
    text: str, gold: Iterable[Spans], predicted: Iterable[Spans], kind: str | None = None
) -> dict[str, Tally]:
    """Every tally of one article by name: "tok.cue", "span_exact.source", "whole.all", …"""
    article = Article(text)
    ours, theirs = _read_items(article, gold), _read_items(article, predicted)
    tallies = dict(_flat_tallies(article, ours, theirs))
    pairs = align(ours, theirs)
    back = {p: g for g, p in pairs.items()}
    partners_gold = [theirs[pairs[g]] if g in pairs else None for g in range(len(ours))]
    partners_predicted = [ours[back[p]] if p in back else None for p in range(len(theirs))]
    for side, items, partners in (
        ("gold", ours, partners_gold),
        ("predicted", theirs, partners_predicted),
    ):
        for item, partner in zip(items, partners, strict=True):
            if _is_kind(item.kind, kind):
                for name, right in _judge(article, item, partner, side):
                    more = (
                        Tally(right_gold=right, gold=1.0)
                        if side == "gold"
                        else Tally(right_predicted=right, predicted=1.0)
                    )
                    tallies[name] = tallies.get(name, Tally()).plus(more)
    return tallies


def _is_kind(kind: str, wanted: str | None) -> bool:
    return wanted in (None, kind) or (wanted == "quoted" and kind in ("direct", "mixed"))


def _judge(
    article: Article, item: Item, partner: Item | None, side: str
) -> Iterator[tuple[str, float]]:
    """What one attribution, from gold or predicted, earns on each attribution-level score."""
    for role in ROLES:
        if item.roles[role]:
            yield from _judge_role(item, partner, role)
    if partner is None:
        yield from (("whole.all", 0.0), ("whole+cue.all", 0.0), ("aligned.all", 0.0))
        return
    gold, predicted = (item, partner) if side == "gold" else (partner, item)
    whole = _is_whole(article, gold, predicted)
    yield "whole.all", float(whole)
    yield "whole+cue.all", float(whole and _share_cue(gold, predicted))
    yield "aligned.all", 1.0
    head = article.head(gold.roles["source"])
    named = head in predicted.roles["source"] if head is not None else not predicted.roles["source"]
    yield "src_given_aligned.all", float(named)


def _judge_role(item: Item, partner: Item | None, role: str) -> Iterator[tuple[str, float]]:
    """Exact, exact but for punctuation, any overlap, and share of words found, for one role."""
    own, words = item.roles[role], item.words[role]
    other = partner.roles[role] if partner else frozenset()
    shared = words & (partner.words[role] if partner else frozenset())
    same = partner is not None and words == partner.words[role]
    yield f"exact.{role}", float(own == other)
    yield f"exact_w.{role}", float(same)
    yield f"overlap.{role}", float(bool(shared))
    yield f"soft.{role}", len(shared) / len(words)


def _is_whole(article: Article, gold: Item, predicted: Item) -> bool:
    """Nearly the same content, and the source's head found (or rightly no source)."""
    if _jaccard(gold.words["content"], predicted.words["content"]) < WHOLE_OVERLAP:
        return False
    ours, theirs = gold.roles["source"], predicted.roles["source"]
    if not ours or not theirs:
        return not ours and not theirs
    head = article.head(ours)
    return head in theirs if head is not None else bool(ours & theirs)


def _share_cue(gold: Item, predicted: Item) -> bool:
    if not gold.roles["cue"] and not predicted.roles["cue"]:
        return True
    return bool(gold.words["cue"] & predicted.words["cue"])


def _flat_tallies(
    article: Article, gold: Sequence[Item], predicted: Sequence[Item]
) -> Iterator[tuple[str, Tally]]:
    """Token tags and flat spans, where one token has one role: cue before source before content."""
    ours, theirs = _paint(article, gold), _paint(article, predicted)
    three = Tally()
    runs, found = set(_runs(ours)), set(_runs(theirs))
    for role in ROLES:
        a = {i for i, tag in enumerate(ours) if tag and tag[0] == role}
        b = {i for i, tag in enumerate(theirs) if tag and tag[0] == role}
        yield f"tok.{role}", _overlap(a, b)
        three = three.plus(_overlap(a, b))
        spans, guessed = ({r[1:] for r in side if r[0] == role} for side in (runs, found))
        yield f"span_exact.{role}", _overlap(spans, guessed)
        begins, tried = ({start for start, _ in side} for side in (spans, guessed))
        yield f"span_begin.{role}", _overlap(begins, tried)
    yield "tok.all3", three


def _overlap(gold: set[int] | set[Offsets], predicted: set[int] | set[Offsets]) -> Tally:
    right = sum(1 for member in gold if member in predicted)
    return Tally(right, len(predicted), right, len(gold))


def _paint(article: Article, items: Sequence[Item]) -> list[tuple[str, int] | None]:
    """(role, attribution) of each token; within a role the first attribution keeps a token."""
    tags: list[tuple[str, int] | None] = [None] * len(article.words)
    for role in reversed(ROLES_BY_RANK):
        for number, item in enumerate(items):
            for token in item.roles[role]:
                held = tags[token]
                if held is None or held[0] != role:
                    tags[token] = (role, number)
    return tags


ROLES_BY_RANK = ("cue", "source", "content")


def _runs(tags: Sequence[tuple[str, int] | None]) -> Iterator[tuple[str, int, int]]:
    """Maximal runs of one role of one attribution, as (role, start, end)."""
    start = 0
    for end in range(1, len(tags) + 1):
        tag = tags[start]
        if end == len(tags) or tags[end] != tag:
            if tag is not None:
                yield tag[0], start, end
            start = end


def macro_f1(tallies: Tallies) -> float:
    """Mean of the three roles' token F1."""
    return sum(tallies[f"tok.{role}"].f1 for role in ROLES) / len(ROLES)
