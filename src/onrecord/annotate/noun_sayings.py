"""Sayings told by a noun: "the mayor's claim that it will hold", "a Herald report that he left".

The model mostly leaves such out where the sentence tells of something else. Read from the parse:
the noun (table `telling_nouns`), whose it is, and the clause that tells what was said. A noun
without an owner ("the claim that"), or one whose owner is the writer (my, our), is left alone.
"""

from collections.abc import Iterator, Sequence

from onrecord.annotate.parsed_reports import Offsets, ParsedReport, make_saying
from onrecord.intervals import Intervals
from onrecord.lexicon import load_map
from onrecord.names import is_medium
from onrecord.parses import find_children, find_subtree
from onrecord.records import Quotation

METHOD = "noun of saying in the parse"
_CLAUSES = frozenset({"acl", "ccomp", "relcl", "advcl"})
_OWN = frozenset({"my", "our", "your", "its", "whose", "one"})
_FEWEST = 3  # words of content
_GAP = 2  # characters from the clause to quoted words that the parse has lost


def find_noun_sayings(report: ParsedReport, taken: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return an attribution for each noun of saying that is in no other one's cue or source."""
    kinds, tokens = load_map("telling_nouns"), report.tokens
    spoken = Intervals(
        (part.start, part.end, part) for q in taken for part in (q.cue, q.source) if part
    )
    contents = Intervals((c.start, c.end, c) for q in taken for c in q.contents)
    found = []
    for noun, token in enumerate(tokens):
        kind = kinds.get(token.lemma.lower()) if token.pos == "NOUN" else None
        if kind is None or any(spoken.overlapping(token.start, token.end)):
            continue
        content = _find_content(report, noun, kind == "to")
        source = _find_owner(report, noun) if content else None
        if source is None or content is None or source[1] > content[0]:
            continue
        same = any(c.start >= token.end for c in contents.overlapping(*content))
        if not same:
            cue = token.start, token.end
            found.append(make_saying(report, METHOD, source, cue, content))
    return tuple(found)


def _find_owner(report: ParsedReport, noun: int) -> Offsets | None:
    """Return whose a saying is: "the mayor's", "by the mayor", "a Herald report"."""
    tokens = report.tokens
    for child in find_children(tokens, noun):
        token = tokens[child]
        if token.dep == "poss" and token.text.lower() not in _OWN:
            start, end = find_subtree(tokens, child)
            return start, end
        if token.dep == "compound" and child < noun:
            first, last = find_subtree(tokens, child)
            if is_medium(report.text[first:last]):
                return first, last
        if token.text.lower() in {"from", "by"} and child > noun:
            objects = [i for i in find_children(tokens, child) if tokens[i].dep == "pobj"]
            if objects and tokens[objects[0]].pos in {"NOUN", "PROPN"}:
                return find_subtree(tokens, objects[0], set(_after_clause(report, objects[0])))
    return None


def _after_clause(report: ParsedReport, head: int) -> Iterator[int]:
    """Yield the clauses hung on an owner, which tell what was said or who it is."""
    for child in find_children(report.tokens, head):
        if report.tokens[child].dep in _CLAUSES or report.tokens[child].tag == "IN":
            yield child


def _find_content(report: ParsedReport, noun: int, infinitive: bool) -> Offsets | None:
    """Return the clause that tells what was said, up to the end of quoted words it opens."""
    tokens = report.tokens
    for index in range(noun + 1, len(tokens)):
        token = tokens[index]
        if token.sentence != tokens[noun].sentence:
            return None
        opens = (token.text.lower() == "that" and token.tag == "IN") or (
            infinitive and token.tag == "TO"
        )
        if not opens:
            continue
        verb = token.head
        if verb < index or tokens[verb].dep not in _CLAUSES or not _hangs_on(report, verb, noun):
            return None
        end = max(find_subtree(tokens, verb)[1], find_subtree(tokens, noun)[1])
        for start, stop in report.quoted:
            if token.end <= start <= end + _GAP and end < stop:
                end = stop + 1
        words = sum(token.start <= t.start and t.end <= end for t in tokens[index : index + 9])
        return (token.start, end) if words >= _FEWEST else None
    return None


def _hangs_on(report: ParsedReport, verb: int, noun: int) -> bool:
    """Say whether a clause hangs on a noun, or on who it is from."""
    head = report.tokens[verb].head
    for _ in range(4):
        if head == noun:
            return True
        if report.tokens[head].dep not in {"pobj", "prep", "appos", "agent", "compound"}:
            return False
        head = report.tokens[head].head
    return False
