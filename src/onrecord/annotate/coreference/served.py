"""Offices told by a clause: what somebody is, serves as, or is in their years as.

"Ana Ruiz is the mayor of Osk", "Ana Ruiz, who serves as harbour master", "Ana Ruiz will end her six
years as mayor". Only of the subject of the clause, and only where its verb does not say that it was
so before.
"""

from collections.abc import Iterator, Sequence

from onrecord.annotate.coreference.roles import role_gender, role_noun
from onrecord.lexicon import load_words
from onrecord.parses import (
    FINITE,
    SUBJECTS,
    climb,
    find_children,
    find_range,
    find_sentence,
    find_subtree,
)
from onrecord.records import Span, Token

_NOW = frozenset({"VBZ", "VBP"})
_ENDS = frozenset({",", ".", ";", ":", "—", "–", ")", "”", "“", '"'})
_LOOSE = frozenset({"relcl", "acl", "appos", "advcl"})
_OWN = frozenset({"his", "her", "their"})
_OWNED = 4  # tokens before "as" in which the time is told to be one's own
_PARTED = frozenset({"no", "any", "only", "first", "last", "another"})


def find_served(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """Return the token range of the office that the name at `first` to `last` is said to hold."""
    for verb in _find_verbs(tokens, first, last):
        if not _is_present(tokens, verb):
            continue
        if tokens[verb].lemma == "be":
            return _find_being(tokens, verb)
        for index in range(max(verb, last), find_sentence(tokens, verb).stop - 1):
            if tokens[index].text.lower() == "as" and _serves(tokens, index, verb):
                held = [i for i in find_children(tokens, index) if tokens[i].dep == "pobj"]
                return _read_office(tokens, held[0]) if held else None
    return None


def _find_verbs(tokens: Sequence[Token], first: int, last: int) -> Iterator[int]:
    """Yield the verbs that a name, or the "who" behind it, is the subject of."""
    for index in range(first, last):
        if tokens[index].dep in SUBJECTS:
            yield tokens[index].head
    who = last + 1
    if who < len(tokens) and tokens[last].text == "," and tokens[who].text.lower() == "who":
        yield tokens[who].head


def _find_being(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return the office somebody is: "who is the mayor of Osk", not "is no mayor"."""
    children = list(find_children(tokens, verb))
    attribute = next((i for i in children if tokens[i].dep == "attr" and i > verb), None)
    if attribute is None or any(tokens[i].dep == "neg" for i in children):
        return None
    before = [tokens[i] for i in find_children(tokens, attribute) if i < attribute]
    if any(_parts(token) for token in before):
        return None
    opening = before[0] if before else None
    office = _read_office(tokens, attribute)
    housed = office is not None and any(tokens[i].pos == "ADP" for i in range(*office))
    definite = opening is not None and opening.text.lower() == "the"
    return office if housed or definite else None


def _parts(token: Token) -> bool:
    """Say whether a word makes an office nobody's, or tells it from others: "the only mayor"."""
    return token.text.lower() in _PARTED or token.tag in {"JJS", "RBS"}


def _is_present(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb tells what is or will be."""
    helpers = {t.tag for i in find_children(tokens, verb) if (t := tokens[i]).dep == "aux"}
    if tokens[verb].tag in _NOW:
        return True
    return tokens[verb].tag in {"VB", "VBG"} and bool(helpers & {*_NOW, "MD"})


def _serves(tokens: Sequence[Token], index: int, verb: int) -> bool:
    """Say whether an "as" hangs on a verb of serving, or on the time one has an office."""
    spent = tokens[index - 1].lemma.lower() in load_words("office_terms")
    if spent:
        near = range(max(index - _OWNED, verb), index - 1)
        owned = any(tokens[i].text.lower() in _OWN for i in near)
        return owned and verb in climb(tokens, index)
    return tokens[index].head == verb and tokens[verb].lemma.lower() in {"serve", "work", "act"}


def _read_office(tokens: Sequence[Token], head: int) -> tuple[int, int] | None:
    """Return the token range of the office that the noun at `head` leads, with what hangs on it."""
    loose = [i for i in find_children(tokens, head) if tokens[i].dep in _LOOSE]
    start, end = find_subtree(tokens, head, loose)
    where = find_range(tokens, Span(document_id="", start=start, end=end))
    first = where.start + (tokens[where.start].tag == "DT")
    stops = (i for i in range(head, where.stop) if tokens[i].text in _ENDS or _tells(tokens[i]))
    last = next(stops, where.stop)
    while last > head + 1 and tokens[last - 1].pos in {"ADP", "PART", "CCONJ", "ADV"}:
        last -= 1
    return (first, last) if first <= head and _is_post(tokens[head]) else None


def _tells(token: Token) -> bool:
    """Say whether a word opens a clause, or the time of an office, not what it is over."""
    return token.tag in {"WP", "WDT", "TO", *FINITE} or token.text.lower() in {"since", "until"}


def _is_post(token: Token) -> bool:
    """Say whether a noun is a post one can hold: "mayor", "spokeswoman", but not "man"."""
    noun = role_noun(token)
    plain = role_gender([token]) is not None and noun == token.lemma.lower()
    return noun is not None and (not plain or noun in load_words("titles"))
