"""Source phrases: what kind of words a quotation is credited to.

A source is a pronoun, a person's name with or without a role, a body's name, a describing
phrase ("two officials"), or several of these joined. The name and the head are told apart
from what hangs on them ("supporters of Ana Ruiz" is not Ana Ruiz).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.annotate.coreference.joined import find_joined
from onrecord.annotate.coreference.portfolios import joins_portfolios
from onrecord.annotate.coreference.roles import find_role_before, is_office, role_noun
from onrecord.lexicon import load_words
from onrecord.names import load_company_words
from onrecord.records import Mention, MentionKind, Span, Token
from onrecord.text import find_token

_STOPS = frozenset({",", "—", "–", "-", "(", ";", ":"})
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
    start, end = span.start, span.end
    inside = [m for m in mentions if start <= m.span.start < end and span.covers(m.span)]
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
        m
        for m in inside
        if m.kind in _BODIES
        and _is_head_name(text, tokens, span, m, m.kind)
        and not _is_matter(tokens, m)
    ]
    joined = find_joined(tokens, where, sorted([*people, *heads], key=lambda m: m.span))
    if joined:
        return Form.JOINED, joined
    named = [m for m in people if m.span == span or _is_named(tokens, span, m, head)]
    if named:
        return Form.PERSON, named[:1]
    if last - first == 1 and tokens[first].pos == "PRON":
        return Form.PRONOUN, []
    if bodies:
        return Form.BODY, bodies[-1:]
    apposed = _find_apposed(tokens, where, inside)
    if apposed:
        return Form.BODY, [apposed]
    if tokens[head].pos == "PRON" and tokens[head].text.lower() not in {"some", "many", "others"}:
        return Form.PRONOUN, []
    if tokens[head].pos == "PROPN" and role_noun(tokens[head]) is None:
        return Form.BODY, []
    described = tokens[head].pos in {"NOUN", "ADJ", "NUM", "PRON", "PROPN"}
    return (Form.NOMINAL if described else Form.OTHER), []


def _is_matter(tokens: Sequence[Token], mention: Mention) -> bool:
    """Say whether a supposed body is what an office is over: "Forestry and Trade Minister"."""
    beside = (find_token(tokens, mention.span.start) - 1, find_token(tokens, mention.span.end))
    return any(joins_portfolios(tokens, i, role_noun) for i in beside if 0 < i < len(tokens))


def _find_apposed(
    tokens: Sequence[Token], where: tuple[int, int, int], inside: list[Mention]
) -> Mention | None:
    """Return the body set beside its description: "The operator, Karsk Lines,"."""
    _, last, head = where
    described = tokens[head].lemma.lower()
    if described not in load_words("bodies") | load_company_words("noun"):
        return None
    for mention in inside:
        opens = find_token(tokens, mention.span.start)
        closes = find_token(tokens, mention.span.end - 1) + 1
        beside = opens == head + 2 and tokens[head + 1].text == ","
        ends = closes >= last or tokens[closes].text == ","
        if mention.kind is MentionKind.ORGANIZATION and beside and ends:
            return mention
    return None


def find_head(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the index of a noun phrase's head: the last noun before what hangs on it."""
    end = first
    while end < last:
        token = tokens[end]
        low = token.text.lower()
        listed = joins_portfolios(tokens, end, role_noun)
        stop = token.text in _STOPS and not _joins(tokens, end) and not listed
        if end > first and (stop or low in _RELATIVE):
            break
        if (
            end > first
            and low in load_words("link_words")
            and not listed
            and not _is_title_link(tokens, end, last)
        ):
            break
        clause = token.tag in {"VBG", "VBN", "VBD"} and token.dep in {"acl", "relcl"}
        if end > first and clause and tokens[end - 1].text != "-":  # "best-selling" goes on
            break
        end += 1
    for index in range(end - 1, first - 1, -1):
        reflexive = index > first and tokens[index].text.lower().endswith(("self", "selves"))
        if tokens[index].pos in {"NOUN", "PROPN", "PRON"} and not reflexive:
            return index
    return max(end - 1, first) if end > first else min(first, max(len(tokens) - 1, 0))


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a hyphen stands inside a word: "a 13-page decision"."""
    around = tokens[index - 1 : index + 2]
    tight = (
        len(around) == 3 and around[0].end == around[1].start and around[1].end == around[2].start
    )
    return tight and around[1].text == "-"


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
    if after and after[0].end <= span.end and _goes_on(after[0], kind):
        return False  # "a Ruiz spokesman", "former Osk Gov. Ana Ruiz"
    if not before:
        return True
    if before[-1].text.lower() in load_words("link_words"):
        return False
    if kind in _BODIES and _hangs_on_link(tokens, span, mention):
        return False
    return not any(
        t.text.lower() in _RELATIVE or t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in before
    )


def _hangs_on_link(tokens: Sequence[Token], span: Span, mention: Mention) -> bool:
    """Say whether a body's name is inside "of …" or "at …": "parents of two Ostranians"."""
    index = find_token(tokens, mention.span.end - 1)
    for _ in range(4):
        if index >= len(tokens) or not span.start <= tokens[index].start < span.end:
            return False
        if tokens[index].dep == "pobj":
            return True
        index = tokens[index].head
    return False


def _goes_on(token: Token, kind: MentionKind) -> bool:
    """Say whether a name followed by this word only modifies what comes."""
    if kind is MentionKind.PERSON:
        return token.pos == "NOUN" or (token.text[0].islower() and token.tag.startswith("NN"))
    return token.pos in {"NOUN", "PROPN", "ADJ", "NUM"}


_EXAMPLES = frozenset({",", "like", "including", "and", "or", "as"})


def _is_named(tokens: Sequence[Token], span: Span, mention: Mention, head: int) -> bool:
    """Say whether a name is the phrase's head, or stands beside it.

    Beside it after a comma, or after the body that the head leads, as translations have it:
    "the head of the regional administration Dana Okoro".
    """
    if mention.span.start <= tokens[head].start < mention.span.end:
        return True
    before = find_token(tokens, mention.span.start) - 1
    if before < 0 or tokens[before].start <= span.start:
        return False
    first = find_token(tokens, span.start)
    apposed = before
    while apposed > first and (_is_called(tokens[apposed]) or tokens[apposed].text == "."):
        apposed -= 1
    if tokens[apposed].text == ",":  # but not "supporters of the chairman, Ana Ruiz"
        return tokens[head].tag not in {"NNS", "NNPS"}  # "its chairman, Rep. Ana Ruiz"
    bare = tokens[first].tag not in {"DT", "PRP$"} and tokens[first].text[0].isupper()
    listed = any(t.text.lower() in _EXAMPLES for t in tokens[first:before])
    ends = mention.span.end >= span.end - 1
    if bare and ends and not listed and role_noun(tokens[before]):
        return True  # "Keep the Lake campaign director Ana Ruiz"
    office = find_role_before(tokens, before + 1)
    whole = office is not None and office[0] <= head and is_office(tokens, *office)
    if whole and ends and not listed:
        return True  # "her deputy chief of staff Ana Ruiz"
    led = tokens[before].lemma.lower() in load_words("bodies") or tokens[before].text in '”"»'
    between = tokens[head + 1 : before + 1]
    ends = mention.span.end >= tokens[max(find_token(tokens, span.end - 1), 0)].start
    return (
        led
        and ends
        and role_noun(tokens[head]) is not None
        and not any(role_noun(t) or t.pos == "VERB" or t.text == "," for t in between)
    )


def _is_called(token: Token) -> bool:
    return token.text.lower().rstrip(".") in load_words("titles") | load_words("parties")


def _is_body_name(text: str, tokens: Sequence[Token], mention: Mention, head: int) -> bool:
    if mention.kind is MentionKind.PERSON or mention.kind is MentionKind.OTHER:
        return False
    if text[mention.span.end : mention.span.end + 2] in {"'s", "’s"}:
        return False
    return mention.span.start <= tokens[head].start < mention.span.end
