"""Roles: the office or description that stands beside a person's name, with its words.

Before the name ("Secretary of State Ana Ruiz") or after it ("Ana Ruiz, the mayor of
Osk,"). Only a phrase that holds a role noun counts; what a role means is not interpreted.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.annotate.coreference.portfolios import joins_portfolios
from onrecord.lexicon import load_table, load_words
from onrecord.parses import FINITE
from onrecord.records import Token

_PHRASE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_INNER = frozenset({"of", "for", "and", "&", "-", "'s", "’s", "the"})
_LINKS = frozenset({"of", "for"})
_MANY = frozenset({"NNS", "NNPS"})
_ADDRESSES = frozenset({"Mr", "Mrs", "Ms"})
_POINTING = frozenset({"this", "that", "these", "those"})  # "Ruiz, this gifted woman": no office
_MARK = re.compile(r"[\"“”,�]")  # in a word only where its report lost a space
MAX_TOKENS, MAX_AFTER = 14, 24
LONG_HEAD = 9  # words in which an apposition must have come to its noun


def find_role_before(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Return the token range of a role ending right before token `start`, or None.

    A comma may stand between ("its spokesman, Dana Okoro", "Mayor of Osk, Dana Okoro"), and the
    bracket around a first name that the report puts in ("Mayor [Dana] Okoro").
    """
    start -= start > 0 and tokens[start - 1].text in {"[", "]"}
    if start and start < len(tokens) and tokens[start - 1].text == ",":
        found = _find_phrase(tokens, start - 1)
        if not found or not is_office(tokens, *found) or _is_past(tokens, found[0]):
            return None
        if _is_met(tokens, found, start):
            return None
        words = tokens[max(found[0] - 1, 0) : found[1]]
        opens = found[0] == 0 or tokens[found[0] - 1].sentence != tokens[start].sentence
        if opens and role_noun(tokens[found[0]]):
            return found
        return found if any(t.tag in {"DT", "PRP$", "POS"} for t in words) else None
    found = _find_phrase(tokens, start)
    first = _skip_matter(tokens, found[0], start) if found else start
    return (first, start) if has_role_noun(tokens[first:start]) else None


def _find_phrase(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Return the token range of the phrase that ends before `start` in a role, or None."""
    sentence = tokens[start].sentence if start < len(tokens) else -1
    if start < len(tokens) and _is_abbreviated(tokens, start):
        sentence = tokens[start - 1].sentence  # its full stop was taken for the sentence's
    first = start
    while first > 0 and start - first < MAX_TOKENS:
        token = tokens[first - 1]
        if short := _skip_short_form(tokens, first, start):
            first -= short
            continue
        if token.sentence != sentence or not _belongs(tokens, first - 1, start):
            break
        if token.text == "-" and tokens[first].text.rstrip(".") in _ADDRESSES:
            break  # "next week-Mr Ruiz": no word of hers
        first -= 1
    while first < start and not _can_open(tokens[first]):
        first += 1
    held = has_role_noun(tokens[first:start]) and _ends_in_role(tokens, first, start)
    return (first, start) if held else None


def _skip_short_form(tokens: Sequence[Token], end: int, start: int) -> int:
    """Return how many tokens a bracket before `end` has: "(PO)" of "Port Office (PO) head".

    Only short ones: a body's letters, or what it is ("the Duma (lower house) committee").
    """
    if end == start or end < 1 or tokens[end - 1].text != ")":
        return 0
    opens = next((i for i in range(end - 2, max(end - 6, -1), -1) if tokens[i].text == "("), None)
    same = opens is not None and tokens[opens].sentence == tokens[end - 1].sentence
    return end - opens if opens is not None and same else 0


def _is_met(tokens: Sequence[Token], role: tuple[int, int], start: int) -> bool:
    """Say whether a role is somebody's whom the one named meets: "Greeting the mayor, Ruiz"."""
    heads = [i for i in range(*role) if tokens[i].head not in range(*role)]
    name = start
    while name < tokens[name].head < start + MAX_TOKENS and tokens[name].dep == "compound":
        name = tokens[name].head
    if role[0] and tokens[role[0] - 1].text.lower() == "as":  # "As mayor, Ruiz said"
        return False
    does = tokens[name].dep in {"nsubj", "nsubjpass"} and tokens[name].head > name
    return does and any(tokens[i].dep in {"dobj", "pobj"} for i in heads)


def _is_abbreviated(tokens: Sequence[Token], start: int) -> bool:
    """Say whether an abbreviated title stands before `start`: "Rep." of "Rep. Ana Ruiz"."""
    stop = start > 1 and tokens[start - 1].text == "."
    word = tokens[start - 1 - stop].text if start else ""
    titled = stop or word.endswith(".")
    return titled and word[:1].isupper() and word.rstrip(".").lower() in load_words("titles")


def _can_open(token: Token) -> bool:
    low = token.text.lower()
    named = token.pos in _PHRASE_POS and low not in _INNER and token.tag != "POS"
    return named or low in load_words("role_openings") | load_words("role_times")


def _skip_matter(tokens: Sequence[Token], first: int, start: int) -> int:
    """Return where a role begins behind what merely concerns it: "arrest of" the bank's heir.

    Of "spokesman for Mayor Ruiz" only "Mayor" is hers; "Secretary of State" is one office.
    """
    for index in range(start - 1, first, -1):
        if tokens[index].text.lower() not in _LINKS or _names_body(tokens, first, index):
            continue
        opens = index + 1 + (tokens[index + 1].text.lower() in _INNER)
        last = tokens[start - 1 - (tokens[start - 1].text == ".")]  # "Col" "." are two
        if role_noun(last) is None and last.text.rstrip(".").lower() not in load_words("titles"):
            return first
        housed = any(t.text.lower() in load_words("bodies") for t in tokens[opens:start])
        if not is_office(tokens, first, index) or not housed:
            return opens
    return first


def _names_body(tokens: Sequence[Token], first: int, link: int) -> bool:
    """Say whether a link is inside a body's name: "Bank of Osk chief Ana Ruiz"."""
    named = all(t.text[0].isupper() and role_noun(t) is None for t in tokens[first:link])
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    plain = opens and link - first == 1 and tokens[first].tag == "NN"  # "Death of Mayor Ruiz"
    return named and tokens[link + 1].text[0].isupper() and not plain


def _ends_in_role(tokens: Sequence[Token], first: int, start: int) -> bool:
    """Say whether a role ends before `start`: not in the "delegate battle" somebody is in.

    Capitals after the noun are part of a title: "Commissioner Counter Terrorism".
    """
    for index in range(start - 1, first - 1, -1):
        token = tokens[index]
        if role_noun(token):
            return True
        if not (token.text[0].isupper() or token.text in {"-", "&", "."}):
            break
    links = [i for i in range(first, start) if tokens[i].text.lower() in _LINKS | {"and"}]
    closes = tokens[start - 1].text.lower() in load_words("role_closings")
    return closes or any(is_office(tokens, first, link) for link in links)


def is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether the noun that leads a phrase is one's role: not the "text of an order"."""
    end = next((i for i in range(first, last) if tokens[i].text.lower() in _LINKS), last)
    nouns = [
        t
        for t in tokens[first:end]
        if t.pos in {"NOUN", "PROPN"} and t.text.lower() not in load_words("role_closings")
    ]
    lead = nouns[-1] if nouns else None
    owned = first > 1 and tokens[first - 1].tag == "PRP$"  # "one of her advisers, Ana Ruiz"
    owned = owned and tokens[first - 2].text.lower() == "of"
    return lead is not None and role_noun(lead) is not None and (owned or lead.tag not in _MANY)


def _is_past(tokens: Sequence[Token], first: int) -> bool:
    """Say whether words right before a phrase say it was so before: "Once a guard"."""
    before = [t.text.lower() for t in tokens[max(first - 2, 0) : first]]
    return bool({"once", *load_words("role_times")} & set(before))


def _belongs(tokens: Sequence[Token], index: int, start: int) -> bool:
    token = tokens[index]
    if index < start - 1 and joins_portfolios(tokens, index, role_noun):
        return True
    if _MARK.search(token.text):
        return False
    if token.pos in _PHRASE_POS or token.tag in {"NN", "NNP", "NNS", "NNPS"}:
        return True
    if index == start - 1:  # what touches the name must be a noun or an adjective
        return False
    low = token.text.lower()
    opens = low in load_words("role_openings")
    if opens or (low in load_words("role_times") and tokens[index + 1].text == "-"):
        return True
    if token.tag == "POS":
        return True
    if low == "-" and token.start > tokens[index - 1].end:  # of a dateline: "OSK - Mayor Ruiz"
        return False
    if low == "on":  # "Committee on Fisheries"
        return tokens[index - 1].text.lower() in load_words("bodies")
    if low in {"and", "&"}:  # "president and founder Ana Ruiz", not "Lund and President Ruiz"
        return index > 0 and role_noun(tokens[index - 1]) is not None
    return low in _INNER


def find_role_after(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Return the token range of an apposition that opens after a comma at `end`, or None."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return None
    if end + 2 < len(tokens) and tokens[end + 1].text.isdigit() and tokens[end + 2].text == ",":
        return find_role_after(tokens, end + 2)  # "Dana Okoro, 41, a farmer"
    sentence, first, last = tokens[end].sentence, end + 1, end + 1
    while last < len(tokens) and tokens[last].sentence == sentence and last - first < MAX_AFTER:
        token = tokens[last]
        stops = token.text in {",", ".", ";", ":", "—", "–", ")", "”", "“", '"'}
        if stops and not joins_portfolios(tokens, last, role_noun):
            break
        if token.tag in FINITE or token.tag in {"WP", "WP$"}:
            break
        if last - first >= LONG_HEAD and token.text.lower() in load_words("role_limits"):
            break
        last += 1
    while last > first and tokens[last - 1].pos in {"ADP", "CCONJ", "SCONJ", "PRON", "AUX"}:
        last -= 1
    head = tokens[first : min(last, first + LONG_HEAD)]
    opens = bool(head) and (
        head[0].pos in _PHRASE_POS
        or head[0].tag in {"DT", "PRP$"}
        or head[0].text.lower() in load_words("role_openings")
    )
    if not opens or head[0].text.lower() in _POINTING:
        return None
    lead = next((i for i, t in enumerate(head) if t.pos == "ADP"), len(head))
    nouns = [t.tag for t in head[:lead] if t.pos == "NOUN"]
    described = head[0].tag in {"DT", "PRP$"} and bool(nouns) and nouns[-1] not in _MANY
    closed = last < len(tokens) and (
        tokens[last].text in {",", ".", "—", "–", ")"} or tokens[last].tag in {"WP", "WP$"}
    )
    held = _holds_one(tokens, first, min(last, first + LONG_HEAD))
    return (first, last) if held or (described and closed and not has_role_noun(head)) else None


def _holds_one(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether tokens hold a role of one person, not several people or another by name.

    "Ruiz, Okoro and the moderators", "Ruiz, Governor Okoro and others" are lists.
    """
    for index in range(first, last):
        token = tokens[index]
        if _turns_away(tokens, index):
            break
        if role_noun(token) is None or token.tag in _MANY:
            continue
        after = tokens[index + 1] if index + 1 < last else None
        if after is None or after.pos != "PROPN" or role_noun(after):
            return True
    return False


def _turns_away(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word hangs something of its own on a phrase: "a hint from her brother"."""
    token, after = tokens[index], tokens[index + 1 : index + 2]
    links = token.pos in {"ADP", "PART"} and token.tag != "POS"
    hyphened = bool(after) and after[0].text == "-"  # "the in-house lawyer"
    return links and token.text.lower() not in _LINKS and not hyphened


def has_role_noun(tokens: Sequence[Token]) -> bool:
    """Say whether one of the tokens is a role noun, singular or plural."""
    return any(role_noun(token) is not None for token in tokens)


def role_noun(token: Token) -> str | None:
    """Return the role noun a token stands for, folded with its kin (spokeswoman → spokesperson).

    >>> role_noun(Token(0, 11, "spokeswoman", "spokeswoman", "NOUN", "NN", "nsubj", 0, 0))
    'spokesperson'
    """
    roles = _load_roles()
    low = token.text.lower().rstrip(".")
    for form in (token.lemma.lower(), low, re.sub(r"s$", "", low)):
        if form in roles:
            return roles[form]
    return None


@cache
def _load_roles() -> dict[str, str]:
    return {row[0]: (row[2] if len(row) > 2 and row[2] else row[0]) for row in load_table("roles")}


def role_gender(tokens: Sequence[Token]) -> str | None:
    """Return "m" or "f" when a role noun or title among the tokens says so, else None."""
    genders = _load_genders()
    for token in tokens:
        found = genders.get(token.lemma.lower()) or genders.get(token.text.lower().rstrip("."))
        if found:
            return found
    return None


@cache
def _load_genders() -> dict[str, str]:
    rows = (*load_table("titles"), *load_table("roles"))
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[1]}
