"""Source phrases: what kind of words a quotation is credited to.

A source is a pronoun, a person's name with or without a role, a body's name, a describing
phrase ("two officials"), or several of these joined. The name and the head are told apart
from what hangs on them ("supporters of Ana Ruiz" is not Ana Ruiz).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.annotate.coreference.roles import role_noun
from onrecord.records import Mention, MentionKind, Span, Token
from onrecord.text import find_token

_STOPS = frozenset({",", "—", "–", "-", "(", ";", ":"})
_LINKS = frozenset({"of", "for", "from", "in", "at", "on", "with", "to", "by", "about", "near"})
_RELATIVE = frozenset({"who", "that", "which", "whose", "whom"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})


_BODIES = frozenset({MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.GROUP})


class Form(StrEnum):
    """The form of a source phrase."""

    PRONOUN = "pronoun"
    PERSON = "person"
    BODY = "body"
    NOMINAL = "nominal"
    JOINED = "joined"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source phrase taken apart; token ranges and indices are over the report's tokens."""

    span: Span
    first: int
    last: int
    form: Form
    head: int
    names: tuple[Mention, ...] = ()
    definite: bool = False
    plural: bool = False


def describe_phrase(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention], span: Span
) -> Phrase:
    """Take the source at `span` apart. `mentions` are those of the whole report."""
    first, last = find_token(tokens, span.start), find_token(tokens, span.end - 1) + 1
    last = min(last, len(tokens))
    inside = [m for m in mentions if span.covers(m.span)]
    people = [m for m in inside if _is_head_name(text, tokens, span, m, MentionKind.PERSON)]
    head = find_head(tokens, first, last)
    base = {"span": span, "first": first, "last": last, "head": head}
    if first >= last:
        return Phrase(**base, form=Form.OTHER)  # type: ignore[arg-type]
    definite = tokens[first].text.lower() in _DEFINITE
    plural = tokens[head].tag in {"NNS", "NNPS"} or tokens[head].text.lower() in _PLURALS
    form, names = _find_form(text, tokens, span, (first, last, head), people, inside)
    return Phrase(
        **base,  # type: ignore[arg-type]
        form=form,
        names=tuple(names),
        definite=definite,
        plural=plural or form is Form.JOINED,
    )


_PLURALS = frozenset({"they", "we", "people", "police", "others", "some", "many", "both", "few"})


def _find_form(
    text: str,
    tokens: Sequence[Token],
    span: Span,
    where: tuple[int, int, int],
    people: list[Mention],
    inside: list[Mention],
) -> tuple[Form, list[Mention]]:
    first, last, head = where
    bodies = [m for m in inside if _is_body_name(text, tokens, m, head)]
    heads = [
        m for m in inside if m.kind in _BODIES and _is_head_name(text, tokens, span, m, m.kind)
    ]
    joined = _find_joined(tokens, where, sorted([*people, *heads], key=lambda m: m.span))
    if joined:
        return Form.JOINED, joined
    named = [m for m in people if _is_named(tokens, span, m, head)]
    if named:
        return Form.PERSON, named[:1]
    if last - first == 1 and tokens[first].pos == "PRON":
        return Form.PRONOUN, []
    if bodies:
        return Form.BODY, bodies[-1:]
    if tokens[head].pos == "PRON" and tokens[head].text.lower() not in {"some", "many", "others"}:
        return Form.PRONOUN, []
    if tokens[head].pos == "PROPN" and role_noun(tokens[head]) is None:
        return Form.BODY, []
    described = tokens[head].pos in {"NOUN", "ADJ", "NUM", "PRON", "PROPN"}
    return (Form.NOMINAL if described else Form.OTHER), []


def _find_joined(
    tokens: Sequence[Token], where: tuple[int, int, int], names: list[Mention]
) -> list[Mention]:
    """Return the names joined by "and", "or" or "nor", when there are two or more."""
    first, last, _ = where
    if len(names) < 2:
        return []
    kept = names[:1]
    for left, right in pairwise(names):
        start, end = find_token(tokens, left.span.end), find_token(tokens, right.span.start)
        between = {t.text.lower() for t in tokens[max(start, first) : min(end, last)]}
        if any(t.pos in {"VERB", "AUX"} or t.text in {"“", "”", '"'} for t in tokens[start:end]):
            continue
        listed = bool(between & {"and", "nor", "or", "&"}) and not between & _LINKS
        if listed or ("," in between and right is not names[-1]):
            kept.append(right)
    return kept if len(kept) > 1 else []


def find_head(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the index of a noun phrase's head: the last noun before what hangs on it."""
    end = first
    while end < last:
        token = tokens[end]
        low = token.text.lower()
        if end > first and (token.text in _STOPS or low in _RELATIVE):
            break
        if end > first and low in _LINKS and not _is_title_link(tokens, end, last):
            break
        if end > first and token.tag in {"VBG", "VBN", "VBD"} and token.dep in {"acl", "relcl"}:
            break
        end += 1
    for index in range(end - 1, first - 1, -1):
        if tokens[index].pos in {"NOUN", "PROPN", "PRON"}:
            return index
    return max(end - 1, first) if end > first else min(first, max(len(tokens) - 1, 0))


def _is_title_link(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Say whether an "of" is inside a title: "Secretary of State Ana Ruiz"."""
    if tokens[index].text.lower() != "of" or index + 2 >= last:
        return False
    after, beyond = tokens[index + 1], tokens[index + 2]
    return after.pos == "PROPN" and beyond.pos == "PROPN" and after.dep != "compound"


def _is_head_name(
    text: str, tokens: Sequence[Token], span: Span, mention: Mention, kind: MentionKind
) -> bool:
    if mention.kind is not kind:
        return False
    if text[mention.span.end : mention.span.end + 2] in {"'s", "’s"}:
        return mention.span.end + 2 >= span.end
    index = find_token(tokens, mention.span.start)
    before = [t for t in tokens[max(index - 12, 0) : index] if t.start >= span.start]
    after = tokens[find_token(tokens, mention.span.end) :][:1]
    if after and after[0].end <= span.end and after[0].pos == "NOUN":
        return False  # "a Ruiz spokesman"
    if not before:
        return True
    if before[-1].text.lower() in _LINKS:
        return False
    return not any(
        t.text.lower() in _RELATIVE or t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in before
    )


def _is_named(tokens: Sequence[Token], span: Span, mention: Mention, head: int) -> bool:
    """Say whether a name is the phrase's head or set beside it by a comma."""
    if mention.span.start <= tokens[head].start < mention.span.end:
        return True
    before = find_token(tokens, mention.span.start) - 1
    return before >= 0 and tokens[before].start > span.start and tokens[before].text == ","


def _is_body_name(text: str, tokens: Sequence[Token], mention: Mention, head: int) -> bool:
    if mention.kind is MentionKind.PERSON or mention.kind is MentionKind.OTHER:
        return False
    if text[mention.span.end : mention.span.end + 2] in {"'s", "’s"}:
        return False
    return mention.span.start <= tokens[head].start < mention.span.end
