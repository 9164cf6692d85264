"""Speaking subjects: sources put right where the grammar tells who speaks.

What hears or records is no source ("the court heard", "caught on camera saying"), and who does one
thing after or by saying another is the subject of both: "Vale left after denying it". In "the
party acted, with Vale announcing …" it is Vale who announces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.parses import SUBJECTS, climb, find_children, find_range, find_root, find_subtree
from onrecord.records import Quotation, Span, Token

_LINKS = frozenset({"after", "before", "while", "when", "without", "since"})
# "was fired for saying", but "fired him for saying"; "won by saying", but "was won by saying".
_PASSIVE, _ACTIVE = frozenset({"for", "over"}), frozenset({"by"})


def mend_sources(quotations: Iterable[Quotation], tokens: Sequence[Token]) -> tuple[Quotation, ...]:
    """Return the quotations with the sources that the clauses around their cues tell."""
    return tuple(_mend(quotation, tokens) for quotation in quotations)


def _mend(quotation: Quotation, tokens: Sequence[Token]) -> Quotation:
    cue = find_range(tokens, quotation.cue) if quotation.cue else range(0)
    verbs = [i for i in cue if tokens[i].pos == "VERB"]
    if not verbs:
        return quotation
    source = quotation.source
    noun = find_root(tokens, find_range(tokens, source)) if source else None
    if noun is not None and _heard(tokens, verbs, noun):
        return replace(quotation, source=None)
    if tokens[verbs[0]].tag != "VBG":
        return quotation
    apart = _find_apart(tokens, verbs[0])
    if apart is not None and noun is not None and tokens[noun].dep in SUBJECTS:
        return _give(quotation, apart)
    recorded = noun is not None and tokens[noun].lemma.lower() in _load("recorder")
    if recorded and noun is not None and tokens[tokens[noun].head].text.lower() in {"on", "by"}:
        return _give(quotation, _find_subject(tokens, tokens[tokens[noun].head].head))
    caused = tokens[verbs[0]].lemma.lower() in load_words("caused_speech")  # "facing accusations"
    if source is None and tokens[verbs[0]].dep in {"pcomp", "advcl"} and not caused:
        return _give(quotation, _find_subject(tokens, verbs[0]))
    return quotation


def _heard(tokens: Sequence[Token], verbs: Sequence[int], noun: int) -> bool:
    return tokens[noun].lemma.lower() in _load("hearer") and all(
        tokens[i].lemma.lower() == "hear" for i in verbs
    )


def _give(quotation: Quotation, found: tuple[int, int] | None) -> Quotation:
    """Return the quotation with the source at `found`, unless it is in what is said."""
    if found is None or quotation.cue is None:
        return quotation
    span = Span(document_id=quotation.cue.document_id, start=found[0], end=found[1])
    said = (quotation.cue, *quotation.contents)
    if any(part.overlaps(span) for part in said):
        return quotation
    return replace(quotation, source=span)


def _find_apart(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return whom "with" gives a participle: Vale in "with Vale opening it and announcing"."""
    while tokens[verb].dep == "conj" and tokens[tokens[verb].head].tag == "VBG":
        verb = tokens[verb].head
    name = verb - 1
    if name < 1 or tokens[name].pos != "PROPN":
        return None
    link = tokens[name].head if tokens[name].dep == "pobj" else None
    if link is None or tokens[link].text.lower() != "with" or tokens[link - 1].pos == "VERB":
        return None
    return tokens[link + 1].start, tokens[name].end


def _find_subject(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return the subject of a verb, or of the one that it tells more of: "left after denying"."""
    for index in _list_hosts(tokens, verb):
        for child in find_children(tokens, index):
            if tokens[child].dep in SUBJECTS and child < verb:
                beside = (i for i in find_children(tokens, child) if i > child)
                return find_subtree(tokens, child, set(beside))
    return None


def _list_hosts(tokens: Sequence[Token], verb: int) -> Iterator[int]:
    """Yield a verb and the verbs above it, as far as their subject is the same."""
    for index in climb(tokens, verb, 4):
        token = tokens[index]
        if token.pos in {"VERB", "AUX"}:
            yield index
            marks = {tokens[i].text.lower() for i in find_children(tokens, index)}
            if token.dep == "advcl" and not (marks & _LINKS and token.tag == "VBG"):
                return
        elif token.pos in {"ADP", "SCONJ"}:
            above = find_children(tokens, token.head)
            passive = any(tokens[i].dep == "nsubjpass" for i in above)
            low = token.text.lower()
            if low not in (_PASSIVE if passive else _ACTIVE) | _LINKS:
                return
        else:
            return


@cache
def _load(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in load_table("hearers") if row[0] == kind)
