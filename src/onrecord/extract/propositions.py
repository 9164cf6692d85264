"""Propositions: the clauses of a report, what each says of whom, turned or not, real or not.

A clause is cut at its finite verb; a relative, adverbial or coordinated clause stands for itself
and takes over the subject it shares. Words of saying are no proposition of their own: what they
introduce is, and belongs to the innermost statement. Meaning is not looked at, only form.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.acts import SILENT
from onrecord.extract.forms import (
    Sentence,
    find_lemma,
    find_negations,
    find_realis,
    find_roles,
    find_terms,
    is_head,
    only_tells,
    stands_apart,
)
from onrecord.extract.statements import index_aside
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.parses import find_range, find_root
from onrecord.records import (
    Act,
    AnnotatedDocument,
    BlockKind,
    Proposition,
    Span,
    Statement,
    Token,
    content_id,
)

# A clause of fewer content words says nothing that another report could repeat ("is so"). Its
# subject and its negation count.
LEAST_TERMS = 2
_EDGES = frozenset({"PUNCT", "CCONJ", "SCONJ", "SPACE", "SYM"})


def extract_propositions(
    annotated: AnnotatedDocument, statements: Sequence[Statement]
) -> tuple[Proposition, ...]:
    """Return the propositions of one report in text order, each once."""
    document, tokens = annotated.document, annotated.tokens
    aside = index_aside(document)
    headlines = Intervals(
        (b.span.start, b.span.end, b)
        for b in document.blocks
        if b.kind in {BlockKind.HEADLINE, BlockKind.HEADING}
    )
    owners = Intervals((c.start, c.end, (c, s)) for s in statements for c in s.contents)
    frames = _find_frames(tokens, statements)
    found: dict[Span, Proposition] = {}
    for first, last in annotated.sentences:
        sentence = Sentence(document.id, document.text, tokens, range(first, last), frames)
        for head in sentence.indices:
            if head in frames or not is_head(sentence, head):
                continue
            start, end = tokens[head].start, tokens[head].end
            owner = _innermost(owners, start, end)
            words = _clause_words(sentence, head, owner)
            if any(True for _ in aside.overlapping(start, end)) or not words:
                continue
            statement = owner[1] if owner else _reaching(owners, sentence, words)
            made = _make(sentence, head, words, statement)
            if _says_enough(made):
                _keep(found, made, any(True for _ in headlines.overlapping(start, end)))
    told = sorted(_place(each) for each in found.values())
    # "He said the firm denied any suggestion that …": the words are the firm's to deny.
    for statement in sorted(statements, key=_measure):
        for made in tuple(_find_nominal(annotated, statement, frames, told)):
            if made.span not in found:
                insort(told, _place(made))
            _keep(found, made, statement.headline)
    return tuple(found[span] for span in sorted(found))


def _place(made: Proposition) -> tuple[int, int]:
    return made.predicate.start, made.predicate.end


def _tells_inside(told: Sequence[tuple[int, int]], content: Span) -> bool:
    """Say whether any of the places of telling words, in order, lies in a content."""
    for at in range(bisect_left(told, (content.start, 0)), len(told)):
        start, end = told[at]
        if start > content.end:
            return False
        if end <= content.end:
            return True
    return False


def _measure(statement: Statement) -> tuple[int, Span]:
    return sum(c.end - c.start for c in statement.contents), statement.contents[0]


def _says_enough(made: Proposition) -> bool:
    return len(made.terms) + bool(made.negations) + bool(made.subject) >= LEAST_TERMS


def _keep(found: dict[Span, Proposition], made: Proposition, headline: bool) -> None:
    found.setdefault(made.span, replace(made, headline=True) if headline else made)


def _find_frames(tokens: Sequence[Token], statements: Sequence[Statement]) -> frozenset[int]:
    """Return the tokens of every cue: what hangs on them is what is said."""
    return frozenset(
        index
        for statement in statements
        if statement.cue
        for index in find_range(tokens, statement.cue)
        if tokens[index].pos != "AUX" or statement.cue.end - statement.cue.start < 5
    )


def _innermost(
    owners: Intervals[tuple[Span, Statement]], start: int, end: int
) -> tuple[Span, Statement] | None:
    around = [(c.end - c.start, s.id, (c, s)) for c, s in owners.covering(start, end)]
    return min(around, key=lambda item: item[:2])[2] if around else None


def _reaching(
    owners: Intervals[tuple[Span, Statement]], sentence: Sentence, words: list[int]
) -> Statement | None:
    """Return the statement whose content was found to begin only inside this clause, if any."""
    span = sentence.span(words[0], words[-1])
    for content, statement in owners.overlapping(span.start, span.end):
        cue = statement.cue
        if cue is None or cue.overlaps(span) or not sentence.holds(cue):
            continue
        if content.start > span.start and content.end >= span.end:
            return statement
    return None


def _clause_words(sentence: Sentence, head: int, owner: tuple[Span, Statement] | None) -> list[int]:
    """Return the tokens of a clause without the clauses that stand for themselves."""
    tokens, kept, waiting = sentence.tokens, [], [head]
    while waiting:
        index = waiting.pop()
        kept.append(index)
        for child in sentence.children(index):
            saying = child in sentence.frames and tokens[child].pos in {"VERB", "AUX", "NOUN"}
            if not saying and not stands_apart(sentence, child):
                waiting.append(child)
    if owner is not None:
        content = owner[0]
        kept = [
            i for i in kept if content.start <= tokens[i].start and tokens[i].end <= content.end
        ]
    kept.sort()
    return _trim_edges(tokens, head, kept)


def _trim_edges(tokens: Sequence[Token], head: int, kept: list[int]) -> list[int]:
    """Trim a clause's ends of marks and conjunctions."""
    while kept and kept[0] != head and tokens[kept[0]].pos in _EDGES:
        kept = kept[1:]
    while kept and kept[-1] != head and tokens[kept[-1]].pos in _EDGES:
        kept = kept[:-1]
    return kept


def _make(
    sentence: Sentence, head: int, words: list[int], statement: Statement | None
) -> Proposition:
    tokens = sentence.tokens
    span = sentence.span(words[0], words[-1])
    predicate, lemma = find_lemma(sentence, head)
    subject, done_to = find_roles(sentence, head)
    return Proposition(
        id=content_id("proposition", span.document_id, span.start, span.end),
        document_id=span.document_id,
        span=span,
        predicate=sentence.span(predicate, predicate),
        lemma=lemma,
        terms=find_terms([tokens[i] for i in words]),
        subject=subject,
        object=done_to,
        negations=tuple(sentence.span(i, i) for i in find_negations(sentence, head)),
        realis=find_realis(sentence, head, statement),
        statement_id=statement.id if statement else None,
    )


def _find_nominal(
    annotated: AnnotatedDocument,
    statement: Statement,
    frames: frozenset[int],
    told: Sequence[tuple[int, int]],
) -> Iterator[Proposition]:
    """Yield the content of a statement as it stands where no clause of it was found."""
    tokens = annotated.tokens
    for content in statement.contents:
        if _tells_inside(told, content):
            continue
        indices = [i for i in find_range(tokens, content) if i not in frames]
        while indices and tokens[indices[0]].pos in _EDGES | {"ADP"}:
            indices = indices[1:]
        while indices and tokens[indices[-1]].pos in _EDGES:
            indices = indices[:-1]
        if not indices or not find_terms([tokens[i] for i in indices]):
            continue
        root = find_root(tokens, range(indices[0], indices[-1] + 1))
        if root is None:
            continue
        first, last = annotated.sentences[tokens[root].sentence]
        sentence = Sentence(
            annotated.document.id, annotated.document.text, tokens, range(first, last), frames
        )
        deed = None if _points(tokens[root]) else _find_deed(sentence, statement)
        whole = _make_whole(sentence, root, indices, statement)
        if deed is None or not whole.nominal or statement.act is not Act.SAYS:
            yield whole
        if deed is not None and whole.nominal:
            made = _make(sentence, deed, _clause_words(sentence, deed, None), None)
            if _says_enough(made):
                yield made


def _make_whole(
    sentence: Sentence, root: int, indices: list[int], statement: Statement
) -> Proposition:
    """Make a proposition of words that are no clause: a noun phrase, or "the firm of hiding it"."""
    tokens = sentence.tokens
    inner = next((i for i in indices if _heads_inside(sentence, i)), None)
    if inner is None:
        made = _make(sentence, root, indices, statement)
        verbal = tokens[root].pos in {"VERB", "AUX"}
        return made if verbal else replace(made, nominal=True, subject=None, object=None)
    below = set(_clause_words(sentence, inner, None))
    words = _trim_edges(tokens, inner, [i for i in indices if i in below])
    made = _make(sentence, inner, words, statement)
    if words[0] > indices[0] and tokens[inner].dep == "pcomp":
        before = [i for i in indices if i < words[0] and tokens[i].pos not in _EDGES | {"ADP"}]
        made = replace(made, subject=sentence.span(before[0], before[-1]) if before else None)
    return made


def _points(token: Token) -> bool:
    """Say whether a noun only points at what others said: "rejected the accusation"."""
    return token.text.lower() in load_words("claim_pointers")


def _heads_inside(sentence: Sentence, index: int) -> bool:
    """Say whether a verb tells what a noun phrase is of: "hiding" it, "that he had known"."""
    token = sentence.tokens[index]
    if token.dep == "pcomp":
        return token.tag == "VBG"
    below = sentence.children(index)
    return token.dep in {"acl", "ccomp"} and any(
        sentence.tokens[c].dep in {"mark", "nsubj", "nsubjpass"} for c in below
    )


def _find_deed(sentence: Sentence, statement: Statement) -> int | None:
    """Return the cue's verb where it tells of a deed as well as of words: "rejected the offer"."""
    if statement.cue is None or statement.act in SILENT:
        return None
    for index in find_range(sentence.tokens, statement.cue):
        token = sentence.tokens[index]
        if token.text.lower() == "according":
            return None
        if index in sentence.indices and token.pos == "VERB" and not only_tells(token.lemma):
            return index
    return None
