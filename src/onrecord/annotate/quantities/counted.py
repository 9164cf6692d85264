"""What a figure counts: the noun, its phrase, and the whole it is a part of.

Read from the parse: the noun the number modifies ("30 soldiers"), the noun behind "of" or
"in" ("dozens of missiles", "$3 million in aid"), the subject of a verb of amounting ("losses
rose to 300"), or, where the noun is left out, the noun of the figure before it.
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.annotate.quantities.amounts import find_amounting, is_noun
from onrecord.annotate.quantities.trees import NOUNS, Tree
from onrecord.annotate.quantities.words import find_property, find_words
from onrecord.lexicon import load_map


class Measure(StrEnum):
    """What kind of number counts: it tells which prepositions lead to what is counted."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    UNIT = "unit"


def find_measure(unit: str | None) -> Measure:
    """Return the kind of a number from its unit; currencies are three capitals.

    >>> str(find_measure(None)), str(find_measure("USD")), str(find_measure("percent"))
    ('count', 'money', 'share')
    """
    if unit is None:
        return Measure.COUNT
    if unit in ("percent", "fraction"):
        return Measure.SHARE
    return Measure.MONEY if len(unit) == 3 and unit.isupper() else Measure.UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The noun counted (a token number), or none, and where the count itself hangs.

    `anchor` is the token whose relations tell what is said of those counted: the noun, or
    the number where there is no noun. `whole` is the noun of the whole.
    """

    anchor: int
    noun: int | None = None
    whole: int | None = None


def find_counted(tree: Tree, span: range, measure: Measure) -> Counted:
    """Find what the number in the tokens `span` counts."""
    top = find_top(tree, span)
    noun = _modified(tree, span, top)
    if noun is not None:
        noun = _close_hyphens(tree, noun)
        if tree.tokens[noun].lemma.lower() in find_words("sum"):
            return Counted(anchor=noun)  # "about 10,000 total"
    said = _said_of(tree, span, top if noun is None else noun)
    if said is not None:
        return Counted(anchor=said)
    if noun is not None:
        return Counted(anchor=noun, noun=noun)
    part = _behind_preposition(tree, span, top, measure)
    if part is not None:
        definite = measure is Measure.SHARE or _is_definite(tree, part)
        return Counted(anchor=top, noun=part, whole=part if definite else None)
    amounting = find_amounting(tree, top, plain=measure is Measure.COUNT)
    if amounting is None or tree.tokens[amounting[0]].lemma.lower() in ("percent", "%"):
        return Counted(anchor=top)
    return Counted(anchor=amounting[1], noun=amounting[0])


def _said_of(tree: Tree, span: range, node: int) -> int | None:
    """Return the word after a bare number that says what became of them: "left five dead"."""
    tokens = tree.tokens
    other = node if node > span[-1] else tokens[node].head
    if span[-1] < other <= span[-1] + 2 and tokens[other].tag != "VBG":
        adjective = tokens[node].dep == "nummod" or node > span[-1]
        if adjective and find_property(tokens[other], "state"):
            return other
    return None


def _close_hyphens(tree: Tree, noun: int) -> int:
    """Return the last noun of a word written with hyphens: "co-defendants"."""
    tokens, stop = tree.tokens, tree.bounds(noun)[1]
    while noun + 2 < stop and tokens[noun + 1].text == "-" and tokens[noun + 2].pos in NOUNS:
        noun += 2
    return noun


def find_top(tree: Tree, span: range) -> int:
    """Return the last token of a number whose head lies outside it."""
    for index in reversed(span):
        if tree.tokens[index].head not in span or tree.tokens[index].head == index:
            return index
    return span[-1]


def _modified(tree: Tree, span: range, top: int) -> int | None:
    """Return the noun after the number that it modifies."""
    tokens = tree.tokens
    head = tokens[top].head
    for _ in range(3):
        if head <= span[-1] or tokens[head].sentence != tokens[top].sentence:
            return None
        if tokens[head].pos not in NOUNS and tokens[head].dep in ("compound", "amod", "nmod"):
            head = tokens[head].head
            continue
        hyphened = tokens[head - 1].text == "-" and tokens[head].text.lower() in find_words(
            "hyphened"
        )
        if hyphened and tokens[head].head > head:
            head = tokens[head].head
            continue
        break
    return head if tokens[head].pos in NOUNS and tokens[top].dep in _MODIFIERS else None


_MODIFIERS = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "advmod", "poss", "det"}
)


def _behind_preposition(tree: Tree, span: range, top: int, measure: Measure) -> int | None:
    """Return the noun behind "of" ("dozens of missiles"), with money also "in" and "for"."""
    tokens = tree.tokens
    prep = span[-1] + 1
    stop = tree.bounds(top)[1]
    wanted = ("of", "in", "for", "worth") if measure is Measure.MONEY else ("of",)
    if prep < stop and tokens[prep].text.lower() in wanted:
        for thing in tree.has(prep, "pobj"):
            place = tokens[thing].pos == "PROPN" and tokens[prep].text.lower() != "of"
            if is_noun(tree, thing) and not place:
                return thing
    elif prep < stop and tokens[prep].text.lower() == "in":
        for thing in tree.has(prep, "pobj"):  # "billions in aid" leaves its dollars out
            if load_map("quantity_kinds").get(tokens[thing].lemma.lower()) == "aid":
                return thing
    after = span[-1] + 1
    # "half the 10,000 troops", "half of them"
    if after < len(tokens) and tokens[after].text.lower() in ("the", "of", "its", "their", "his"):
        for index in range(after + 1, min(after + 8, tree.bounds(top)[1])):
            if tokens[index].pos in NOUNS and tokens[index].dep != "compound":
                return index
            if tokens[index].pos not in ("ADJ", "NUM", "NOUN", "PROPN", "DET", "PUNCT", "PART"):
                return None
    return None


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[child].lemma.lower() in ("the", "those", "these")
        or tree.tokens[child].dep == "poss"
        for child in tree.has(noun, "det", "poss")
    )
