"""Reckonings: who puts a number at what, where the model has found nobody who says it.

"The union put the number of injured at more than 40": a subject, one of a few verbs, an object
that counts or costs something, and "at" a number. All must be there in the parse; whoever is not
said to put it so ("did not", "could") or is the speaker (I, we, you) is left alone.
"""

from collections.abc import Sequence

from onrecord.annotate.parsed_reports import Offsets, ParsedReport, make_saying
from onrecord.intervals import Intervals
from onrecord.lexicon import load_map
from onrecord.parses import climb, find_children, find_subtree
from onrecord.records import Quantity, Quotation, Span, Token

METHOD = "number put in the parse"
_OWN_VOICE = frozenset({"i", "we", "you", "that", "this", "which", "who"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


def find_reckonings(
    report: ParsedReport, quantities: Sequence[Quantity], taken: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Return an attribution for each number that somebody puts something at and nobody says."""
    kinds, tokens = load_map("reckonings"), report.tokens
    said = Intervals((part.start, part.end, q) for q in taken for part in q.spoken)
    numbers = Intervals((q.span.start, q.span.end, q.span) for q in quantities)
    found: list[Quotation] = []
    for verb, token in enumerate(tokens):
        if token.pos != "VERB" or kinds.get(token.lemma.lower()) != "verb":
            continue
        source, content = _find_source(tokens, verb), _find_content(tokens, verb, numbers)
        if source is None or content is None or not source[1] <= token.start < content[0]:
            continue
        if not any(said.overlapping(token.start, content[1])):
            cue = token.start, token.end
            found.append(make_saying(report, METHOD, source, cue, content))
    return tuple(found)


def _find_source(tokens: Sequence[Token], verb: int) -> Offsets | None:
    """Return the subject of a verb, or of the one it goes on from ("rose and put …")."""
    for index in climb(tokens, verb):
        children = list(find_children(tokens, index))
        if any(_is_doubt(tokens[i]) for i in children):
            return None
        subject = next((i for i in children if tokens[i].dep == "nsubj" and i < index), None)
        if subject is not None:
            own = tokens[subject].text.lower() in _OWN_VOICE
            return None if own else find_subtree(tokens, subject)
        if tokens[index].dep != "conj":
            return None
    return None


def _is_doubt(token: Token) -> bool:
    """Say whether a word beside the verb makes it not so, or not yet so."""
    return token.dep == "neg" or token.tag == "MD" or token.text.lower() in _CONDITIONS


def _find_content(tokens: Sequence[Token], verb: int, numbers: Intervals[Span]) -> Offsets | None:
    """Return what is put at a number, from the object to the end of the number's phrase."""
    kinds = load_map("reckonings")
    for head in find_children(tokens, verb):
        words = {tokens[head].text.lower(), tokens[head].lemma.lower()}
        counts = any(kinds.get(word) == "noun" for word in words)
        if tokens[head].dep != "dobj" or head < verb or not counts:
            continue
        start, end = find_subtree(tokens, head)
        for at in range(head + 1, len(tokens)):
            if tokens[at].sentence != tokens[verb].sentence:
                break
            # The parse may hang "at" on the object: "the number of injured at more than 40".
            held = tokens[at].head == verb or tokens[at].start < end
            if tokens[at].text.lower() != "at" or not held:
                continue
            for number in find_children(tokens, at):
                near = numbers.overlapping(tokens[at].end, tokens[number].end)
                if tokens[number].dep == "pobj" and any(near):
                    return start, find_subtree(tokens, number)[1]
    return None
