"""Carried sayings: what somebody says inside what somebody else is said to report.

"The ministry has denied it, with a spokeswoman saying …, according to the Herald": the model
finds the Herald and may take all the rest for its words, or leave the spokeswoman out. Reporting
verbs left over inside such contents, or around quoted words that are in no content, are read from
the parse: who, and what. What a medium carries may be a belief or an estimate too. A clause
without both, or one whose subject is the speaker (I, we, you), is left to the missed list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.attributions import find_kind
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import is_medium
from onrecord.parses import find_children, find_sentence, find_subtree
from onrecord.records import Quotation, Span, Token
from onrecord.text import count_words, find_quoted, find_token

METHOD = "reporting verb in the parse"
SCORE = 0.6
# Verbs whose passive names who says it after "by", and what is said as its subject.
_PASSIVE = frozenset({"confirm", "deny", "announce", "acknowledge"})
_WHERE = frozenset({"at", "on", "during", "after", "before"})
_OWN_VOICE = frozenset({"i", "we", "you", "it", "that", "this", "which", "who"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# A clause that is said; a thing that is denied, confirmed or claimed.
_SAID, _NAMED = ("ccomp",), ("dobj",)
_MARKS = 2  # marks at the end of quoted words that the parse leaves out
_GAP = 4  # characters from quoted words to who said them: the mark, a comma, a space
_FEWEST = 3  # words of content: "said so" says nothing


def find_carried(
    text: str, tokens: Sequence[Token], taken: Sequence[Quotation], document_id: str
) -> tuple[Quotation, ...]:
    """Return an attribution for each reporting verb left over inside another's contents."""
    contents = Intervals((c.start, c.end, (c, q)) for q in taken for c in q.contents)
    cues = Intervals((q.cue.start, q.cue.end, q) for q in taken if q.cue)
    words = load_words("reporting")
    wider = words | load_words("acts") | {"put"}
    loose = [(a, b) for a, b in find_quoted(text) if not any(contents.overlapping(a, b))]
    found: list[Quotation] = []
    for index, token in enumerate(tokens):
        low = token.lemma.lower()
        if token.pos != "VERB" or low not in wider or any(cues.overlapping(token.start, token.end)):
            continue
        around = min(contents.covering(token.start, token.end), key=lambda e: e[0], default=None)
        if low in _PASSIVE and token.tag == "VBN" and not around:
            found += _read_passive(text, tokens, index, document_id)
        elif around and (low in words or _is_carrier(text, around[1])):
            found += _read_clause(text, tokens, index, _draw_over(text, *around))
        elif not around and low in words and _is_aside(tokens, index):
            whole = _find_whole(tokens, index, document_id)
            aside = tuple(_read_clause(text, tokens, index, whole))
            found += aside or tuple(_read_told(text, tokens, index, whole))
        elif not around and low in words and loose:
            found += _read_loose(text, tokens, index, loose, document_id)
    return tuple(found)


def _read_passive(
    text: str, tokens: Sequence[Token], verb: int, document_id: str
) -> Iterator[Quotation]:
    """Yield what is confirmed, denied or announced by somebody named: "was confirmed by Ruiz"."""
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    agent, subject = children.get("agent"), children.get("nsubjpass")
    if agent is None or subject is None or not subject < verb < agent:
        return
    objects = [i for i in find_children(tokens, agent) if tokens[i].dep == "pobj"]
    said = find_subtree(tokens, subject)
    if not objects or tokens[subject].pos == "PRON":
        return
    aside = {i for i in find_children(tokens, objects[0]) if tokens[i].text.lower() in _WHERE}
    source = find_subtree(tokens, objects[0], aside)
    first = min(children.get("auxpass", verb), children.get("aux", verb))
    span = Span(document_id=document_id, start=said[0], end=said[1])
    yield Quotation(
        kind=find_kind(text, (span,), list(find_quoted(text))),
        contents=(span,),
        cue=Span(document_id=document_id, start=tokens[first].start, end=tokens[verb].end),
        source=Span(document_id=document_id, start=source[0], end=source[1]),
        method=METHOD,
        score=SCORE,
    )


def _draw_over(text: str, content: Span, quotation: Quotation) -> Span:
    """Return a content drawn on over the others of its attribution in the same paragraph."""
    last = max(part.end for part in quotation.contents)
    together = "\n" not in text[content.start : last]
    return replace(content, end=last) if together else content


def _is_carrier(text: str, quotation: Quotation) -> bool:
    return quotation.source is not None and is_medium(quotation.source.of(text))


def _is_aside(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a participle hangs on "with": "…, with Ruiz telling reporters that …"."""
    token = tokens[verb]
    return token.tag == "VBG" and token.dep == "pcomp" and tokens[token.head].text.lower() == "with"


def _read_told(text: str, tokens: Sequence[Token], verb: int, whole: Span) -> Iterator[Quotation]:
    """Yield what somebody is told, to the sentence's end, where the parse has lost the clause."""
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    subject, hearer = children.get("nsubj"), children.get("dobj")
    if tokens[verb].lemma != "tell" or subject is None or hearer is None or hearer < verb:
        return
    source = find_subtree(tokens, subject)
    rest = find_token(tokens, find_subtree(tokens, hearer)[1])
    end = whole.end - (text[whole.end - 1] in ".!?")
    if source[1] > tokens[verb].start or count_words(text[tokens[rest - 1].end : end]) < _FEWEST:
        return
    span = replace(whole, start=tokens[rest].start, end=end)
    yield Quotation(
        kind=find_kind(text, (span,), list(find_quoted(text))),
        contents=(span,),
        cue=replace(whole, start=tokens[verb].start, end=tokens[verb].end),
        source=replace(whole, start=source[0], end=source[1]),
        method=METHOD,
        score=SCORE,
    )


def _find_whole(tokens: Sequence[Token], index: int, document_id: str) -> Span:
    sentence = find_sentence(tokens, index)
    return Span(
        document_id=document_id, start=tokens[sentence[0]].start, end=tokens[sentence[-1]].end
    )


def _read_loose(
    text: str,
    tokens: Sequence[Token],
    verb: int,
    loose: Sequence[tuple[int, int]],
    document_id: str,
) -> Iterator[Quotation]:
    """Yield the saying of a verb of no attribution, where it holds quoted words of none."""
    whole = _find_whole(tokens, verb, document_id)
    for quotation in _read_clause(text, tokens, verb, whole):
        said = quotation.contents[0]
        held = [b + 1 for a, b in loose if said.start <= a and b <= said.end + _MARKS]
        if held:
            whole_said = replace(said, end=max(said.end, min(max(held), whole.end)))
            yield replace(quotation, contents=(whole_said,))


def _read_clause(
    text: str, tokens: Sequence[Token], verb: int, within: Span
) -> Iterator[Quotation]:
    """Yield the saying of one verb, clipped to the contents it stands `within`."""
    children = [(i, tokens[i]) for i in find_children(tokens, verb)]
    subject = next((i for i, t in children if t.dep == "nsubj" and i < verb), None)
    if subject is None or tokens[subject].text.lower() in _OWN_VOICE:
        return
    source = find_subtree(tokens, subject)
    content = _find_content(tokens, verb, children) or _find_before(text, source[0], within)
    if content is None:
        return
    first = min([verb, *(i for i, t in children if t.dep in _AUXILIARIES and subject < i < verb)])
    if source[1] > tokens[first].start or content[0] < tokens[verb].end < content[1]:
        return
    document_id = within.document_id
    if content[0] >= min(content[1], within.end):
        return
    span = Span(document_id=document_id, start=content[0], end=min(content[1], within.end))
    yield Quotation(
        kind=find_kind(text, (span,), list(find_quoted(text))),
        contents=(span,),
        cue=Span(document_id=document_id, start=tokens[first].start, end=tokens[verb].end),
        source=Span(document_id=document_id, start=source[0], end=source[1]),
        method=METHOD,
        score=SCORE,
    )


def _find_before(text: str, end: int, within: Span) -> tuple[int, int] | None:
    """Return the quoted words that stand right before a subject: "“…,” Ruiz said"."""
    before = [(a, b) for a, b in find_quoted(text) if within.start <= a and b < end <= b + _GAP]
    if not before or len(text[slice(*before[-1])].split()) < _FEWEST:
        return None
    start, stop = before[-1]
    return max(start - 1, within.start), stop + 1


def _find_content(
    tokens: Sequence[Token], verb: int, children: Sequence[tuple[int, Token]]
) -> tuple[int, int] | None:
    """Return what is said: the clause, else the thing named, after the verb."""
    for kinds in (_SAID, _NAMED):
        for index, token in children:
            if token.dep in kinds and index > verb:
                start, end = find_subtree(tokens, index)
                start = max(start, tokens[verb].end + 1)
                if tokens[verb].lemma == "put":  # "put the number at about 400"
                    end = max(end, find_subtree(tokens, verb)[1])
                if find_token(tokens, end - 1) - find_token(tokens, start) + 1 >= _FEWEST:
                    return start, end
    return None
