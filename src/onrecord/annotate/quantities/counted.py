"""What a figure counts: the noun, its phrase, and the whole it is a part of.

Read from the parse: the noun the number modifies ("30 soldiers"), the noun behind "of" or
"in" ("dozens of missiles", "$3 million in aid"), the subject of a verb of amounting ("losses
rose to 300"), or, where the noun is left out, the noun of the figure before it.
"""

from dataclasses import dataclass

from onrecord.annotate.quantities.trees import NOUNS, Tree
from onrecord.annotate.quantities.words import find_property, find_words


def is_noun(tree: Tree, number: int) -> bool:
    """Say whether a token names what can be counted: a noun, or "the dead", "its wounded"."""
    token = tree.tokens[number]
    if token.pos in NOUNS:
        return True
    return (
        token.pos in ("ADJ", "VERB")
        and token.dep in ("pobj", "dobj", "nsubj", "nsubjpass", "conj")
        and bool(tree.has(number, "det", "poss") or token.dep == "pobj")
        and find_property(token, "state") is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The noun counted (a token number), or none, and where the count itself hangs.

    `anchor` is the token whose relations tell what is said of those counted: the noun, or
    the number where there is no noun. `whole` is the noun of the whole.
    """

    anchor: int
    noun: int | None = None
    whole: int | None = None
    borrowed: bool = False


def find_counted(tree: Tree, span: range, *, share: bool, plain: bool) -> Counted:
    """Find what the number in the tokens `span` counts.

    `share` says that the number is a percentage or fraction, `plain` that it has no unit.
    """
    top = find_top(tree, span)
    noun = _modified(tree, span, top)
    if noun is not None:
        noun = _close_hyphens(tree, noun)
    said = _said_of(tree, span, top if noun is None else noun)
    if said is not None:
        return Counted(anchor=said)
    if noun is not None:
        whole = None
        if tree.tokens[noun].lemma.lower() == "percent":
            noun = None
        return Counted(anchor=top if noun is None else noun, noun=noun, whole=whole)
    part = _behind_preposition(tree, span, top, plain=plain)
    if part is not None:
        definite = share or _is_definite(tree, part)
        return Counted(anchor=top, noun=part, whole=part if definite else None)
    amount = _amounting_noun(tree, top, plain=plain)
    return Counted(anchor=top if amount is None else amount, noun=amount)


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


def _behind_preposition(tree: Tree, span: range, top: int, *, plain: bool) -> int | None:
    tokens = tree.tokens
    wanted = ("of",) if plain else ("of", "in", "for")
    for index in (top, *span):
        for prep in tree.has(index, "prep"):
            if tokens[prep].text.lower() in wanted and 0 < prep - span[-1] <= 2:
                for thing in tree.has(prep, "pobj"):
                    if is_noun(tree, thing):
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


def _amounting_noun(tree: Tree, top: int, *, plain: bool) -> int | None:
    """Return the noun said to amount to the number: "losses rose to", "a toll of"."""
    tokens = tree.tokens
    node, moved = top, False
    for head in tree.climb(top):
        token = tokens[head]
        if token.pos == "ADP" or token.dep == "prep":
            node, moved = head, token.text.lower() in ("to", "from", "at", "by")
            continue
        if token.pos in NOUNS:
            lemma = token.lemma.lower()
            if lemma in find_words("bounding"):
                continue
            of = tokens[node].dep == "prep" and tokens[node].text.lower() in ("of", "worth")
            return head if of and (not plain or lemma in find_words("amount")) else None
        if token.pos == "VERB" and is_noun(tree, head) and tree.has(head, "poss", "det"):
            return head
        if token.pos in ("VERB", "AUX"):
            return _subject_or_object(tree, head, top, moved=not plain and moved)
        if token.pos in ("NUM", "ADJ", "ADV"):
            continue
        return None
    return None


def _subject_or_object(tree: Tree, verb: int, top: int, *, moved: bool) -> int | None:
    """Return what a verb puts at a number, or whose number it tells.

    `moved` says that any verb will do: "the debt has ballooned to $18 trillion".
    """
    tokens = tree.tokens
    lemma = tokens[verb].lemma.lower()
    if moved or lemma in find_words("putting"):
        for thing in _nearest(tree, verb, top):
            if thing < top and is_noun(tree, thing):
                return _behind_number(tree, thing)
    if not moved and lemma not in find_words("amounting"):
        return None
    for thing in tree.has(verb, "nsubj", "nsubjpass"):
        if is_noun(tree, thing) and thing != top:
            return _behind_number(tree, thing)
        if tokens[thing].tag in ("WP", "WDT") and tokens[verb].dep == "relcl":
            return tokens[verb].head
    return None


def _behind_number(tree: Tree, noun: int) -> int:
    """Return what "the number of" and "the total of" are of."""
    if tree.tokens[noun].lemma.lower() in find_words("sum"):
        for prep in tree.has(noun, "prep"):
            for thing in tree.has(prep, "pobj"):
                if tree.tokens[prep].text.lower() == "of" and is_noun(tree, thing):
                    return thing
    return noun


def _nearest(tree: Tree, verb: int, top: int) -> list[int]:
    """Return what a verb puts at a number, the nearest first."""
    things = tree.has(verb, "dobj", "nsubjpass")
    things += [other for thing in (*things, verb) for other in tree.has(thing, "conj")]
    return sorted((thing for thing in things if thing < top), reverse=True)
