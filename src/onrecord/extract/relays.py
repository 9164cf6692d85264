"""Relays: the stations a statement passed through on its way to a report.

Read are whom the speaker told ("told NBC News", "speaking to NBC News, she said"), who carries
it ("according to The Washington Post", around the whole) and who quotes them ("NBC News quoted her
as saying"). A medium named as relay is not the speaker.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.extract.places import Places, list_parts
from onrecord.lexicon import load_table, load_words
from onrecord.names import is_medium, same_medium
from onrecord.parses import climb, find_children, find_quoter, find_range, find_subtree
from onrecord.records import (
    AnnotatedDocument,
    Hop,
    Mention,
    MentionKind,
    Quotation,
    Span,
    Token,
)

# "According to a report in the Herald citing two officials": the report only carries it.
_REPORT = re.compile(r"(?:an? |the )?(?:\w+ )?reports? (?:in|by|on|from) ", re.IGNORECASE)
_TRAILING = re.compile(r"[”\"’',\s]{1,4}according to (?:[Tt]he |an? )?")
# Words there may be from a medium spoken to on to the saying.
_ASIDE = 8
_OPENING = 50  # characters before it that are looked at
_TOLD = frozenset({"told", "tell", "telling", "tells"})
# "wrote in the Herald", "in an interview published on Monday in the Herald"
_PRINTED = frozenset({"wrote", "writing", "writes", "published", "printed"})
_TO = frozenset({"to", "with", "by", "told", "tell", "telling", "tells"})


def find_listener(places: Places, quotation: Quotation) -> Hop | None:
    """Return the medium the speaker told it to, in the cue's own sentence, or None."""
    annotated = places.annotated
    text, tokens = annotated.document.text, annotated.tokens
    if quotation.cue is None or not (indices := find_range(tokens, quotation.cue)):
        return None
    for mention in places.mentions.overlapping(*places.sentence_at(indices[-1])):
        name = mention.span.of(text)
        if same_medium(name, annotated.document.publisher or ""):
            continue  # told to this very outlet: no station between
        if _hears(text, quotation, mention) or _is_spoken_to(text, quotation, mention):
            return Hop(name=name, span=mention.span)
    return None


def _is_spoken_to(text: str, quotation: Quotation, mention: Mention) -> bool:
    """Say whether a medium is spoken to before the saying: "Speaking to NBC News, she said"."""
    source, cue, span = quotation.source, quotation.cue, mention.span
    if source is None or cue is None or not is_medium(span.of(text)):
        return False
    opening = min(source.start, cue.start)
    if source.end <= span.start < cue.start:  # "Ruiz, speaking to the Herald, said"
        opening = cue.start
    between = text[span.end : opening]
    if span.end > opening or len(between.split()) > _ASIDE or re.search(r"[.;“”\"]", between):
        return False
    return bool(_load_spoken_to().search(text[max(span.start - _OPENING, 0) : span.start]))


@cache
def _load_spoken_to() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_words('spoken_to'))}) (?:the )?$", re.IGNORECASE)


def find_quoter_hop(places: Places, quotation: Quotation) -> Hop | None:
    """Return who quotes the speaker: "the Herald quoted Okoro as saying"."""
    annotated, source = places.annotated, quotation.source
    tokens = annotated.tokens
    if quotation.cue is None or source is None:
        return None
    verb = find_quoter(tokens, find_range(tokens, quotation.cue))
    children = list(find_children(tokens, verb)) if verb is not None else []
    quoted = any(
        tokens[i].dep == "dobj" and source.start <= tokens[i].start < source.end for i in children
    )
    for index in children if quoted else ():
        if tokens[index].dep == "nsubj" and tokens[index].pos != "PRON":
            start, end = find_subtree(tokens, index)
            span = Span(document_id=source.document_id, start=start, end=end)
            return Hop(name=strip_article(span.of(annotated.document.text)), span=span)
    return None


def find_teller(places: Places, quotation: Quotation) -> Hop | None:
    """Return who passes on what others say: "the court was told by Ana Ruiz the clerk had said"."""
    annotated, source = places.annotated, quotation.source
    tokens = annotated.tokens
    cue = find_range(tokens, quotation.cue) if quotation.cue else range(0)
    if source is None or not cue:
        return None
    told = (i for i in climb(tokens, cue[0]) if i < cue[0] and _is_told(tokens[i]))
    verb = next(told, None)
    agents = [i for i in find_children(tokens, verb) if tokens[i].dep == "agent"] if verb else []
    for head in (i for agent in agents for i in find_children(tokens, agent)):
        for mention in places.mentions.overlapping(tokens[head].start, tokens[head].end):
            if mention.kind in _TELLERS and mention.span.end < source.start:
                return Hop(name=mention.span.of(annotated.document.text), span=mention.span)
    return None


_TELLERS = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION})


def _is_told(token: Token) -> bool:
    return token.lemma.lower() in {"tell", "inform"} and token.tag == "VBN"


def _hears(text: str, quotation: Quotation, mention: Mention) -> bool:
    span, cue = mention.span, quotation.cue
    blocked = (*quotation.contents, *((quotation.source,) if quotation.source else ()))
    if cue is None or any(part.overlaps(span) for part in blocked) or span.end <= cue.start:
        return False
    between = text[cue.end : span.start]
    if len(between.split()) > 10 or re.search(r"[“”\"]|\baccording\b", between):
        return False
    words = f"{cue.of(text)} {between}".lower().split()
    led = set(words[-4:]) & {"in", "on"} and bool(_PRINTED & set(words))
    if not _TO & set(words) and not (led and is_medium(span.of(text))):
        return False
    told = not between.strip() and bool(_TOLD & set(words))
    body = mention.kind is MentionKind.ORGANIZATION
    after = text[span.end : span.end + 14].split()[:1]
    nouns = load_words("outlet_nouns")
    called = bool(nouns & {*between.lower().split(), *(word.lower() for word in after)})
    if is_medium(name := span.of(text)):
        return True
    return body and (called or (told and not _is_authority(name)))


def _is_authority(name: str) -> bool:
    """Say whether a body is one that hears people, not a medium: "Osk Crown Court", "Congress"."""
    last = name.split()[-1].lower()
    hears = last in load_words("bodies") or last in load_words("assemblies")
    return name in _load_known() or (hears and last not in load_words("outlet_nouns"))


@cache
def _load_known() -> frozenset[str]:
    return frozenset(form for row in load_table("organisations") for form in row[0].split("|"))


def find_trailing(places: Places, quotation: Quotation) -> Hop | None:
    """Return the medium named right after the words said: "…”, according to The Port Herald"."""
    text = places.annotated.document.text
    found = _TRAILING.match(text, quotation.contents[-1].end)
    if found is None:
        return None
    for mention in places.mentions.overlapping(found.end(), found.end() + 1):
        if is_medium(mention.span.of(text)):
            return Hop(name=mention.span.of(text), span=mention.span)
    return None


def find_carriers(places: Places, quotation: Quotation) -> list[Quotation]:
    """Return the media attributions that enclose `quotation`, innermost first."""
    text = places.annotated.document.text
    place = quotation.cue or quotation.contents[0]
    around = [
        other
        for other in places.contents.covering(place.start, place.end)
        if other is not quotation
        and other.cue != quotation.cue
        and other.source is not None
        and is_medium(other.source.of(text))
    ]
    return sorted(around, key=lambda q: sum(c.end - c.start for c in q.contents))


def is_relay(places: Places, quotation: Quotation) -> bool:
    """Say whether a medium's attribution only carries what others say inside it.

    It does when the statements it encloses, sources and cues included, hold six words in
    ten of its content; otherwise the medium says something of its own.
    """
    annotated, source = places.annotated, quotation.source
    if source is None or not is_medium(source.of(annotated.document.text)):
        return False
    own = carried = 0
    for content in quotation.contents:
        enclosed = [q for q in places.cues.overlapping(content.start, content.end) if q.source]
        inner = [part for q in enclosed if q is not quotation for part in list_parts(q)]
        for index in find_range(annotated.tokens, content):
            token = annotated.tokens[index]
            own += 1
            carried += any(p.start <= token.start and token.end <= p.end for p in inner)
    return own > 0 and carried >= 0.6 * own


def find_cited(places: Places, quotation: Quotation) -> Span | None:
    """Return whom a medium has it from: "the Herald reported, citing two officials"."""
    annotated = places.annotated
    tokens = annotated.tokens
    if quotation.cue is None or quotation.source is None:
        return None
    cue = find_range(tokens, quotation.cue)
    if not cue or not _carries(annotated, quotation, cue):
        return None
    first, last = annotated.sentences[tokens[cue[0]].sentence]
    for index in range(first, last):
        token = tokens[index]
        spoken = any(c.start <= token.start < c.end for c in quotation.contents)
        if token.lemma.lower() in {"cite", "quote"} and token.tag == "VBG" and not spoken:
            return _find_object(tokens, index, quotation.cue.document_id)
    return None


def name_carrier(words: str) -> str:
    """Return the outlet of a report that is said to cite others, any other source's own words.

    >>> name_carrier("a report in The Port Herald citing two officials")
    'The Port Herald'
    """
    joined = " ".join(words.split())
    report = _REPORT.match(joined)
    return re.split(r",? citing ", joined[report.end() :])[0] if report else joined


def strip_article(words: str) -> str:
    """Return an outlet's words on one line, without a leading article."""
    joined = " ".join(words.split())
    return joined[4:] if joined.lower().startswith("the ") else joined


def _carries(annotated: AnnotatedDocument, quotation: Quotation, cue: range) -> bool:
    """Say whether a source may have it from others: a medium, or one that "reports" it."""
    source = quotation.source.of(annotated.document.text) if quotation.source else ""
    reports = any(annotated.tokens[i].lemma.lower() == "report" for i in cue)
    return is_medium(source) or reports or bool(_REPORT.match(source))


def _find_object(tokens: Sequence[Token], verb: int, document_id: str) -> Span | None:
    for child in find_children(tokens, verb):
        if tokens[child].dep == "dobj" and child > verb:
            last = child
            while last + 1 < len(tokens) and tokens[last + 1].text not in {",", ".", ";", ":", "”"}:
                if tokens[last + 1].sentence != tokens[verb].sentence:
                    break
                last += 1
            return Span(document_id=document_id, start=tokens[verb + 1].start, end=tokens[last].end)
    return None
