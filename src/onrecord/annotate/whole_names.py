"""Whole names: the names that the encoder cut, missed or took for something else, made whole.

The encoder knows the names of its training texts best. Where the words around a name leave no
doubt ("coach Babatunde Vale", "Lt. Runa Vestby", the last name of somebody named in full) the
words win. No name is made out of capital letters alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.annotate.coreference.aliases import find_nicknames
from onrecord.annotate.mentions import follows_title
from onrecord.annotate.split_names import split_bodies
from onrecord.lexicon import load_map, load_words
from onrecord.names import fold, is_medium, load_company_words, name_parts
from onrecord.parses import find_range, find_sentence
from onrecord.records import Mention, MentionKind, Span, Token
from onrecord.text import find_token

_BODY = frozenset({MentionKind.ORGANIZATION, MentionKind.PLACE})
_NAMED = _BODY | {MentionKind.PERSON}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST = 4  # words of a person's name without a title


def mend_names(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention], document_id: str
) -> tuple[Mention, ...]:
    """Return the mentions with their names whole, in text order; `tokens` are the report's."""
    if not tokens:
        return tuple(mentions)
    snapped = [_snap(tokens, mention) for mention in split_bodies(text, mentions)]
    joined = _join_halves(text, snapped)
    drawn = [_draw_left(tokens, mention) for mention in joined]
    mended = _put_over(drawn, _find_called(tokens, drawn, text, document_id))
    mended = _spread_kinds(text, mended)
    mended = _put_over(mended, _find_last_names(tokens, mended, text, document_id))
    return tuple(sorted(mended, key=lambda m: (m.span.start, m.span.end, m.label)))


def _snap(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Draw a name that ends inside a word out to the word's end: "U" of "U.S."."""
    token = tokens[min(find_token(tokens, mention.span.end - 1), len(tokens) - 1)]
    after = tokens[min(find_token(tokens, mention.span.end), len(tokens) - 1)]
    single = mention.span.end - mention.span.start == 1
    if single and after.start == mention.span.end + 1 and _is_name(after.text):
        return replace(mention, span=replace(mention.span, end=after.end))  # "O Globo"
    inside = token.start <= mention.span.start < mention.span.end < token.end
    if inside and token.text[-2:] not in {"'s", "’s"}:
        return replace(mention, span=replace(mention.span, end=token.end))
    return mention


def _join_halves(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Join two names side by side that are one: "Sandro" and "Vale", "Karsk" and "Lines"."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and _are_one(text, last, mention):
            kept = last if last.kind is MentionKind.PERSON else mention
            joined[-1] = replace(kept, span=replace(last.span, end=mention.span.end))
        elif last and (given := _find_given(text, last, mention)):
            joined[-1] = replace(last, span=replace(last.span, end=given - 1))
            joined.append(replace(mention, span=replace(mention.span, start=given)))
        else:
            joined.append(mention)
    return joined


def _are_one(text: str, left: Mention, right: Mention) -> bool:
    first, second = left.span.of(text), right.span.of(text)
    beside = text[left.span.end : right.span.start] in {" ", "] "}  # "[Dana] Okoro"
    if not beside or not {left.kind, right.kind} <= _NAMED or not _is_name(second):
        return False
    if left.kind is MentionKind.PERSON:
        return _is_name(first) and not (_is_called(first) or _names_a_body(second))
    return left.kind in _BODY and right.kind in _BODY and _names_a_body(second)


def _find_given(text: str, left: Mention, right: Mention) -> int | None:
    """Return where a first name taken into the body before it opens: "Vale Foundation Ana" Ruiz."""
    *name, last = left.span.of(text).split(" ")
    beside = text[left.span.end : right.span.start] == " "
    if not beside or left.kind not in _BODY or right.kind is not MentionKind.PERSON:
        return None
    whole = len(name) > 1 and _names_a_body(name[-1])
    single = _is_name(last) and not _names_a_body(last) and _is_name(right.span.of(text))
    return left.span.end - len(last) if whole and single else None


def _is_name(words: str) -> bool:
    """Say whether words are a single capitalised one that could be part of a name."""
    return bool(_WORD.fullmatch(words)) and words[0].isupper() and not words.isupper()


def _is_called(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in load_words("titles") or low in load_words("roles")


def _names_a_body(word: str) -> bool:
    ending = word in load_company_words("ending") or word in load_words("media_words")
    ending = ending or word in load_words("building_words")
    return ending or word.lower() in load_words("bodies")


def _draw_left(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Draw a last name out to the given name before it: "Nicole A. Navas", "Lloyd Austin"."""
    first = find_token(tokens, mention.span.start)
    single = tokens[min(first, len(tokens) - 1)].end >= mention.span.end
    if mention.kind is not MentionKind.PERSON or not single or first < 1:
        return mention
    initial = first > 1 and bool(_INITIAL.fullmatch(tokens[first - 1].text))
    given = tokens[first - 1 - initial]
    if given.sentence != tokens[first].sentence or not _is_name(given.text):
        return mention
    known = fold(given.text) in load_map("given_names")
    if not (known or initial) or _is_called(given.text):
        return mention
    return replace(mention, span=replace(mention.span, start=given.start))


def _find_called(
    tokens: Sequence[Token], mentions: Sequence[Mention], text: str, document_id: str
) -> list[Mention]:
    """Return the people whose title or role stands right before their name, where not yet found."""
    closed = {
        at
        for mention in mentions
        if mention.kind is MentionKind.PERSON or _is_known(text, mention)
        for at in find_range(tokens, mention.span)
    }
    found = []
    for index in range(len(tokens) - 1):
        least = _least_words(tokens[index])
        if not least or index in closed:
            continue
        first = index + 1 + _is_apposed(tokens, index)
        if first >= len(tokens) or first in closed:
            continue
        last = _end_name(tokens, first)
        first = _skip_title(tokens, first, last)
        words = sum(token.text not in {"-", "‑"} for token in tokens[first:last])
        whole = tokens[index + 1].text != "," or (
            words > 1 and tokens[min(last, len(tokens) - 1)].text == ","
        )
        if whole and least <= words <= _LONGEST and not _is_shouted(tokens, index):
            span = Span(
                document_id=document_id, start=tokens[first].start, end=tokens[last - 1].end
            )
            found.append(Mention(span=span, kind=MentionKind.PERSON, label="PERSON"))
    return found


def _skip_title(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where a name opens behind the rest of its title: "Commissioner Counter Fraud Ana"."""
    known = (i for i in range(first, last - 1) if fold(tokens[i].text) in load_map("given_names"))
    given = next(known, first)
    plain = any(t.text.lower() in load_words("common_words") for t in tokens[first:given])
    return given if plain else first


def _is_apposed(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a comma follows a role that is somebody's: "The mayor, Dana Vale, said"."""
    said = {token.tag for token in tokens[max(index - 3, 0) : index]} & {"DT", "PRP$", "POS"}
    return bool(said) and tokens[index + 1].text == ","


def _is_known(text: str, mention: Mention) -> bool:
    """Say whether a name is that of a body, a people or a place beyond doubt."""
    words = mention.span.of(text).split()
    if mention.kind is MentionKind.GROUP or mention.kind is MentionKind.OTHER:
        return True
    return words[-1].isupper() or any(map(_names_a_body, words)) or is_medium(" ".join(words))


@cache
def _load_callings() -> frozenset[str]:
    return load_words("titles") | load_words("roles")


def _least_words(token: Token) -> int:
    """Return how many words a name must have after this one to be a person's; 0 for never.

    After an abbreviated title one is enough ("Gov. Snyder"), after a role two ("coach Ana Vale").
    """
    low = token.text.lower().rstrip(".")
    if low not in _load_callings():
        return 0
    if low in load_words("titles") and token.text[0].isupper():
        if token.text.endswith(".") or token.text in {"Mr", "Mrs", "Ms", "Dr"}:
            return 1
        return 0 if low in load_words("shared_titles") else 2
    return 2 if low in load_words("roles") and low not in load_words("shared_titles") else 0


def _end_name(tokens: Sequence[Token], first: int) -> int:
    """Return the index after the last token of the name that opens at `first`."""
    last = first
    while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
        token = tokens[last]
        if last > first and token.start - tokens[last - 1].end > 1:
            break
        hyphen = token.text in {"-", "‑"} and token.start == tokens[last - 1].end
        part = _is_name(token.text) and token.tag in {"NNP", "NNPS", "NN"}
        if not (hyphen or part or _INITIAL.fullmatch(token.text)):
            break
        if not hyphen and (_is_called(token.text) or _names_a_body(token.text)):
            return first
        last += 1
    return last


def _is_shouted(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a sentence is written as headlines are, where capitals say nothing."""
    sentence = find_sentence(tokens, index)
    words = [t for i in sentence if (t := tokens[i]).text[0].isalpha() and len(t.text) > 3]
    small = sum(t.text[0].islower() for t in words)
    return len(words) > 4 and small * 3 < len(words)


def _put_over(mentions: Sequence[Mention], added: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with those `added`, which take the place of what they overlap."""
    if not added:
        return list(mentions)
    starts = sorted(added, key=lambda m: m.span)
    kept = [m for m in mentions if not any(a.span.overlaps(m.span) for a in starts)]
    return sorted([*kept, *starts], key=lambda m: m.span)


def _spread_kinds(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give short names the kind of the longer ones they are part of.

    The last name of somebody named in full is a person; the first word of a company's or
    medium's name is that body, unless it is somebody's last name.
    """
    surnames, houses = set(), set()
    for mention in mentions:
        words = mention.span.of(text).split()
        if mention.kind is MentionKind.PERSON:
            parts = name_parts(" ".join(words))
            surnames |= {parts[-1]} if len(parts) > 1 else set()
        elif mention.kind is MentionKind.ORGANIZATION:
            closed = words[-1] in load_company_words("ending") or is_medium(" ".join(words))
            houses |= {words[0]} if closed and len(words) > 1 else set()
            surnames |= {words[0]} if len(words) == 1 and _bears_office(text, mention) else set()
    spread = []
    for mention in mentions:
        name = mention.span.of(text)
        if name in surnames and mention.kind in _BODY:
            mention = replace(mention, kind=MentionKind.PERSON)
        elif name in houses - surnames and mention.kind is MentionKind.PERSON:
            mention = replace(mention, kind=MentionKind.ORGANIZATION)
        spread.append(mention)
    return spread


def _bears_office(text: str, mention: Mention) -> bool:
    """Say whether an office is set right before a single name: "President Vale has"."""
    after = text[mention.span.end : mention.span.end + 2]
    plain = after[:1] in " ,.'’" and not after[1:].isupper()  # but "President Vale Park"
    return plain and follows_title(text, mention.span) and _is_name(mention.span.of(text))


def _find_last_names(
    tokens: Sequence[Token], mentions: Sequence[Mention], text: str, document_id: str
) -> list[Mention]:
    """Return the last names of people named in full, where the encoder left them out."""
    surnames = {
        parts[-1]
        for mention in mentions
        if mention.kind is MentionKind.PERSON
        and len(parts := name_parts(mention.span.of(text))) > 1
    }
    surnames |= {name for _, name in find_nicknames(text, mentions)}
    surnames = {
        s for s in surnames if s[:1].isupper() and s.lower() not in load_words("common_words")
    }
    if not surnames:
        return []
    covered = {at for mention in mentions for at in find_range(tokens, mention.span)}
    return [
        Mention(
            span=Span(document_id=document_id, start=token.start, end=token.end),
            kind=MentionKind.PERSON,
            label="PERSON",
        )
        for index, token in enumerate(tokens)
        if token.text in surnames and index not in covered
    ]
