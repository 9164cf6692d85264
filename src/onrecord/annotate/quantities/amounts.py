"""Amounts: the noun whose number is told ("losses rose to 300", "a toll of 30").

Read from the verb of amounting or putting that the number hangs on, or from the noun before
"of"; for a number that counts no noun of its own.
"""

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


def find_amounting(tree: Tree, top: int, *, plain: bool) -> tuple[int, int] | None:
    """Return the noun said to amount to the number at `top`, and the word to read on from.

    `plain` numbers have no unit; with a unit, any noun with "of" will do ("a loan of $3").
    """
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
            return (head, head) if of and (not plain or lemma in find_words("amount")) else None
        if token.pos == "VERB" and is_noun(tree, head) and tree.has(head, "poss", "det"):
            return head, head
        if token.tag in ("VBN", "VBD") and moved and find_property(token, "state"):
            noun = _find_described(tree, head)
            if noun is not None:
                return noun, head
        if token.pos in ("VERB", "AUX"):
            noun = _subject_or_object(tree, head, top, moved=not plain and moved)
            return None if noun is None else (noun, noun)
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


def _find_described(tree: Tree, participle: int) -> int | None:
    """Return the noun of a participle with a number: "put the crew killed at 3, wounded at 9"."""
    for _ in range(3):
        token = tree.tokens[participle]
        if token.dep == "acl" and is_noun(tree, token.head):
            return _behind_number(tree, token.head)
        if token.dep != "conj":
            return None
        participle = token.head
    return None
