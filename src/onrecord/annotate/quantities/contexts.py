"""What stands around a figure: how often ("daily"), where, and the words to read past.

Rates come from the words right after a figure; places from the prepositions that hang on the
noun counted or on its verb.
"""

import re
from functools import cache

from onrecord.annotate.quantities.trees import Tree
from onrecord.annotate.quantities.words import find_words
from onrecord.lexicon import load_map, load_table


@cache
def _rates() -> re.Pattern[str]:
    rows = load_table("quantity_rates")
    alone = "|".join(word for word, _, where in rows if where == "alone")
    nouns = "|".join(word for word, _, where in rows if where == "after")
    return re.compile(
        rf"(?i)\s*(?:[\w’'-]+\s+){{0,4}}?(?:(?P<adverb>\b(?:{alone})\b)"
        rf"|(?:(?:\b(?:per|each|every|an?)\s+)|/\s?)(?P<noun>(?:{nouns})\b))"
        r"(?!\s+(?:earlier|later|ago|after|before|and a half))"
    )


def find_rate(text: str, end: int, stop: int) -> str | None:
    """Return the period or thing a figure is counted by: "day" for "1,200 casualties a day".

    Only the few words up to `stop`, the end of the noun counted and a little more, are read.
    """
    match = _rates().match(text, end, min(len(text), stop))
    if match is None or re.search(r"[.,;:!?]", match.group()):
        return None
    return load_map("quantity_rates")[(match["adverb"] or match["noun"]).lower()]


def find_place(tree: Tree, nodes: tuple[int, ...]) -> tuple[int, int] | None:
    """Return the characters of the place that hangs on one of the tokens `nodes`."""
    for node in nodes:
        for prep in tree.has(node, "prep"):
            if tree.tokens[prep].text.lower() not in find_words("locative"):
                continue
            for thing in tree.has(prep, "pobj"):
                place = _name(tree, thing)
                if place is not None:
                    return place
    return None


def _name(tree: Tree, thing: int) -> tuple[int, int] | None:
    """Return the characters of a proper name, or of one that describes "region", "province"."""
    token = tree.tokens[thing]
    if token.pos == "PROPN":
        return tree.phrase(thing)
    if token.pos == "NOUN":
        named = [
            c
            for c in tree.has(thing, "compound", "nmod", "poss", "amod")
            if tree.tokens[c].pos == "PROPN"
        ]
        if named:
            return tree.phrase(thing)
        for prep in tree.has(thing, "prep"):
            if tree.tokens[prep].text.lower() == "of":
                for inner in tree.has(prep, "pobj"):
                    if tree.tokens[inner].pos == "PROPN":
                        return token.start, tree.tokens[inner].end
    return None
