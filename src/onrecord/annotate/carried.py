"""Carried sayings: what somebody says inside what somebody else is said to report.

"The ministry has denied it, with a spokeswoman saying …, according to the Herald": the model
finds the Herald and may take all the rest for its words. Reporting verbs of the table
`reporting` left over inside such contents are read from the parse: who, and what. A clause
without both, or one whose subject is the speaker (I, we, you), is left to the missed list.
"""

from collections.abc import Iterator, Sequence

from onrecord.annotate.attributions import find_kind
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.parses import find_children, find_subtree
from onrecord.records import Quotation, Span, Token
from onrecord.text import find_quoted, find_token

METHOD = "reporting verb in the parse"
SCORE = 0.6
_OWN_VOICE = frozenset({"i", "we", "you", "it", "that", "this", "which", "who"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# A clause that is said; a thing that is denied, confirmed or claimed.
_SAID, _NAMED = ("ccomp",), ("dobj",)
_FEWEST = 3  # words of content: "said so" says nothing


def find_carried(
    text: str, tokens: Sequence[Token], taken: Sequence[Quotation], document_id: str
) -> tuple[Quotation, ...]:
    """Return an attribution for each reporting verb left over inside another's contents."""
    contents = Intervals((c.start, c.end, c) for q in taken for c in q.contents)
    cues = Intervals((q.cue.start, q.cue.end, q) for q in taken if q.cue)
    words = load_words("reporting")
    found: list[Quotation] = []
    for index, token in enumerate(tokens):
        if token.pos != "VERB" or token.lemma.lower() not in words:
            continue
        within = min(contents.covering(token.start, token.end), default=None)
        if within and not any(True for _ in cues.overlapping(token.start, token.end)):
            found += _read_clause(text, tokens, index, within)
    return tuple(found)


def _read_clause(
    text: str, tokens: Sequence[Token], verb: int, within: Span
) -> Iterator[Quotation]:
    """Yield the saying of one verb, clipped to the contents it stands `within`."""
    children = [(i, tokens[i]) for i in find_children(tokens, verb)]
    subject = next((i for i, t in children if t.dep == "nsubj" and i < verb), None)
    content = _find_content(tokens, verb, children)
    if subject is None or content is None or tokens[subject].text.lower() in _OWN_VOICE:
        return
    source = find_subtree(tokens, subject)
    first = min([verb, *(i for i, t in children if t.dep in _AUXILIARIES and subject < i < verb)])
    if source[1] > tokens[first].start or content[0] < tokens[verb].end:
        return
    document_id = within.document_id
    span = Span(document_id=document_id, start=content[0], end=min(content[1], within.end))
    yield Quotation(
        kind=find_kind(text, (span,), list(find_quoted(text))),
        contents=(span,),
        cue=Span(document_id=document_id, start=tokens[first].start, end=tokens[verb].end),
        source=Span(document_id=document_id, start=source[0], end=source[1]),
        method=METHOD,
        score=SCORE,
    )


def _find_content(
    tokens: Sequence[Token], verb: int, children: Sequence[tuple[int, Token]]
) -> tuple[int, int] | None:
    """Return what is said: the clause, else the thing named, after the verb."""
    for kinds in (_SAID, _NAMED):
        for index, token in children:
            if token.dep in kinds and index > verb:
                start, end = find_subtree(tokens, index)
                start = max(start, tokens[verb].end + 1)
                if find_token(tokens, end - 1) - find_token(tokens, start) + 1 >= _FEWEST:
                    return start, end
    return None
