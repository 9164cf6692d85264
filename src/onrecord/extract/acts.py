"""Acts and factuality: what somebody does in saying it, and how firmly they hold it.

The act comes from the cue's words, through the tables `silences` and `acts`; certainty and
polarity are the source's own (FactBank), lowered by hedges and turned by negation in the
main clause of the content. A denial that is itself negated is no denial.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from onrecord.lexicon import load_map, load_table, load_words
from onrecord.parses import find_children, find_range, find_root, read_after, read_clause
from onrecord.records import Act, Certainty, Factuality, Polarity, Span, Token

_NOBODY = frozenset({"neither", "none", "nobody", "no"})
SILENT = frozenset({Act.COULD_NOT_CONFIRM, Act.DECLINED_TO_COMMENT, Act.NO_RESPONSE})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly"})
_DENIED = Factuality(certainty=Certainty.CERTAIN, polarity=Polarity.NEGATIVE)
_FIRMNESS: tuple[Certainty, ...] = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def find_act(
    text: str,
    tokens: Sequence[Token],
    cue: Span | None,
    source: Span | None = None,
    contents: Sequence[Span] = (),
) -> tuple[Act, Factuality]:
    """Return the act a cue performs and the factuality it gives, before the content is read.

    Where the words said begin further on, a participle before them may tell the act: "sent a
    letter to the mayor asking for", of which the cue is "sent a letter".
    """
    if cue is None:
        return Act.SAYS, Factuality(certainty=Certainty.CERTAIN, polarity=Polarity.POSITIVE)
    words = source.of(text).lower().split() if source is not None else []
    # The model may take the word before the cue for the source's: "The police neither".
    nobody = bool(words) and (words[0] in _NOBODY or words[-1] == "neither")
    clause = ("neither " if nobody else "") + read_clause(text, tokens, cue)
    if silence := find_silence(f"{clause} {read_after(text, cue)}", len(clause)):
        firm = silence is Act.DENIES
        return silence, replace(_DENIED if firm else Factuality(), spans=(cue,))
    indices = find_range(tokens, cue)
    row = _find_participle(tokens, indices, contents) or _find_row(tokens, indices)
    if row is None:
        return Act.SAYS, Factuality(
            certainty=Certainty.CERTAIN, polarity=Polarity.POSITIVE, spans=(cue,)
        )
    act, certainty, polarity = row
    found = Factuality(certainty=certainty, polarity=polarity, spans=(cue,))
    negated = nobody or _is_negated(tokens, indices)
    return _negate_cue(act, found) if negated else (act, found)


def find_silence(clause: str, within: int | None = None) -> Act | None:
    """Return the act of not answering that the words of a cue's clause perform, or None.

    A match must open in the first `within` characters: the rest is what follows the cue.

    >>> find_silence("declined to comment on")
    <Act.DECLINED_TO_COMMENT: 'declined-to-comment'>
    """
    for act, pattern in _load_silences():
        found = pattern.search(clause.lower())
        if found and (within is None or found.start() < within):
            return act
    return None


@cache
def _load_silences() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    return tuple((Act(row[0]), re.compile(row[1])) for row in load_table("silences"))


@cache
def _load_acts() -> dict[str, tuple[Act, Certainty, Polarity]]:
    return {
        row[0]: (Act(row[1]), Certainty(row[2]), Polarity(row[3])) for row in load_table("acts")
    }


def _find_participle(
    tokens: Sequence[Token], indices: range, contents: Sequence[Span]
) -> tuple[Act, Certainty, Polarity] | None:
    """Return the table row of a participle that hangs on the cue and leads to what is said."""
    first = min((c.start for c in contents), default=-1)
    for index in indices:
        if tokens[index].end > first:
            return None
        for child in find_children(tokens, index):
            leads = tokens[child].tag == "VBG" and child >= indices.stop
            if leads and tokens[child].dep in {"acl", "advcl"} and tokens[child].end <= first:
                row = _load_acts().get(tokens[child].lemma.lower())
                if row is not None and row[0] is not Act.SAYS:
                    return row
    return None


def is_said(lemma: str) -> bool:
    """Say whether a verb by itself is one of saying, by the table of acts.

    >>> is_said("praise"), is_said("elect")
    (True, False)
    """
    return lemma in _load_acts()


def _find_row(tokens: Sequence[Token], indices: range) -> tuple[Act, Certainty, Polarity] | None:
    """Return the table row of the cue's telling word; a plain "say" gives way to any other."""
    acts = _load_acts()
    # "Comments regarding" has no view of how things are regarded.
    words = [tokens[i].lemma.lower() for i in indices if not _is_preposition(tokens[i])]
    after = indices.stop
    pairs = [*pairwise(words), *_pair_objects(tokens, indices)]
    if words and after < len(tokens):  # "accused" and its "of" may stand on either side
        pairs.append((words[-1], tokens[after].lemma.lower()))
        if tokens[after].tag == "TO" and after + 1 < len(tokens):  # "orders to allow"
            pairs.append((words[-1], tokens[after + 1].lemma.lower()))
    forms = [" ".join(pair) for pair in pairs]
    told = {pair[0] for pair, form in zip(pairs, forms, strict=True) if form in acts}
    rows = [acts[form] for form in forms if form in acts]
    rows += [acts[word] for word in words if word in acts and word not in told]
    rows += [acts[word] for word in _find_attempted(tokens, indices) if word in acts]
    telling = [row for row in rows if row[0] is not Act.SAYS]
    return next(iter(telling or rows), None)


def _is_preposition(token: Token) -> bool:
    return token.tag == "VBG" and token.dep == "prep"


def _find_attempted(tokens: Sequence[Token], indices: range) -> Iterator[str]:
    """Yield what a cue's verb goes about: "blame" of "sought to blame"."""
    for index in indices:
        if tokens[index].lemma.lower() in load_words("efforts"):
            for child in find_children(tokens, index):
                if tokens[child].dep == "xcomp" and child >= indices.stop - 1:
                    yield tokens[child].lemma.lower()


def _pair_objects(tokens: Sequence[Token], indices: range) -> Iterator[tuple[str, str]]:
    """Yield a cue's verbs with their objects: "offer", "apology"."""
    for index in indices:
        if tokens[index].pos == "VERB":
            for child in find_children(tokens, index):
                if tokens[child].dep == "dobj":
                    yield tokens[index].lemma.lower(), tokens[child].lemma.lower()


def _is_negated(tokens: Sequence[Token], indices: range) -> bool:
    if any(tokens[i].text.lower() in _NEGATIONS for i in indices):
        return True
    root = find_root(tokens, indices)
    if root is None:
        return False
    return any(
        tokens[child].dep == "neg" or tokens[child].text.lower() in {"neither", "nor"}
        for child in find_children(tokens, root)
    )


def _negate_cue(act: Act, found: Factuality) -> tuple[Act, Factuality]:
    if act is Act.CONFIRMS:
        return Act.COULD_NOT_CONFIRM, Factuality(spans=found.spans)
    if act in {Act.BELIEVES, Act.EXPECTS}:  # "does not believe that it will hold"
        return Act.DENIES, replace(found, polarity=Polarity.NEGATIVE)
    if act is Act.PLEDGES:
        return Act.SAYS, replace(found, polarity=Polarity.NEGATIVE)
    return Act.SAYS, Factuality(spans=found.spans)


def weigh_content(
    tokens: Sequence[Token], contents: Sequence[Span], found: Factuality
) -> Factuality:
    """Lower certainty by a hedge, and turn polarity by a negation, in the content's main clause.

    Under a condition ("if the wall were to fail") nothing is held to be so: unknown.
    """
    if found.certainty is Certainty.UNKNOWN or not contents:
        return found
    indices = find_range(tokens, contents[0])
    root = find_root(tokens, indices)
    if root is None:
        return found
    children = [child for child in find_children(tokens, root) if child in indices]
    if _is_conditional(tokens, children):
        return Factuality(spans=found.spans)
    passive = any(tokens[child].dep == "auxpass" for child in children)
    certainty: Certainty = _weigh_root(tokens[root], found.certainty, passive)
    polarity, spans = found.polarity, list(found.spans)
    for child in children:
        token = tokens[child]
        span = Span(document_id=contents[0].document_id, start=token.start, end=token.end)
        hedge = load_map("hedges").get(token.text.lower())
        if hedge and token.dep in {"aux", "advmod", "auxpass"}:
            certainty = _lower(certainty, Certainty(hedge))
            spans.append(span)
        if _negates(tokens, child) or token.text.lower() == "unlikely":
            polarity = _turn(polarity)
            spans.append(span)
    return Factuality(certainty=certainty, polarity=polarity, spans=tuple(spans))


def _lower(left: Certainty, right: Certainty) -> Certainty:
    """Return the less firm of two; what is unknown lowers nothing."""
    if right not in _FIRMNESS:
        return left
    return _FIRMNESS[max(_FIRMNESS.index(left), _FIRMNESS.index(right))]


def _weigh_root(root: Token, certainty: Certainty, passive: bool) -> Certainty:
    """Lower certainty where the content is itself a belief: "“I think the worst is over”".

    Not in the passive: "they would be considered targets" is said firmly.
    """
    if passive or root.pos not in {"VERB", "AUX"}:
        return certainty
    act, held, _ = _load_acts().get(root.lemma.lower(), (Act.SAYS, Certainty.CERTAIN, None))
    return _lower(certainty, held) if act in {Act.BELIEVES, Act.EXPECTS} else certainty


def _is_conditional(tokens: Sequence[Token], children: Sequence[int]) -> bool:
    """Say whether a clause hangs on a condition: "if it rained", "should it rain"."""
    return any(
        tokens[child].dep in {"advcl", "ccomp"} and _opens_condition(tokens, child)
        for child in children
    )


def _opens_condition(tokens: Sequence[Token], verb: int) -> bool:
    below = list(find_children(tokens, verb))
    for mark in below:
        word = tokens[mark].text.lower()
        if tokens[mark].dep == "mark" and word in {"if", "unless"} and tokens[verb].dep == "advcl":
            return not (mark > 0 and tokens[mark - 1].text.lower() == "even")
    subject = next((i for i in below if tokens[i].dep in {"nsubj", "nsubjpass"}), None)
    inverted = {"should", "were", "had"}
    return (
        subject is not None
        and verb < tokens[verb].head
        and any(tokens[i].text.lower() in inverted and i < subject for i in below)
    )


def _negates(tokens: Sequence[Token], child: int) -> bool:
    """Say whether a dependent negates its clause: "not", "nobody", "no movement"."""
    token = tokens[child]
    if token.dep == "neg" or token.text.lower() in {"nobody", "nothing", "none", "never"}:
        return True
    if token.dep not in {"nsubj", "nsubjpass", "dobj", "attr", "acomp"}:
        return False
    return any(
        tokens[inner].text.lower() in {"no", "not"} and tokens[inner].dep in {"det", "neg"}
        for inner in find_children(tokens, child)
    )


def _turn(polarity: Polarity) -> Polarity:
    if polarity is Polarity.POSITIVE:
        return Polarity.NEGATIVE
    return Polarity.POSITIVE if polarity is Polarity.NEGATIVE else polarity
