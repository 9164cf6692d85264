"""Unsaid: attributions that tell of no saying, and are left out.

The model learned from texts in which deeds and omissions are marked as if they were speech:
"refrained from criticising her", "signed the treaty", "the launch suggests that …". Nobody says
such a thing, and held as said it may turn the report round. What counts as what stands in the
table `unsaid`; quoted words are always somebody's, and are kept.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.parses import FINITE, find_children, find_range, find_root, read_after, read_clause
from onrecord.records import Quotation, StatementKind, Token

_CLAUSES = frozenset({"ccomp", "csubj", "parataxis"})


def drop_unsaid(
    text: str, tokens: Sequence[Token], quotations: Iterable[Quotation]
) -> tuple[Quotation, ...]:
    """Return the attributions but for those in which nobody says anything."""
    return tuple(q for q in quotations if not _is_unsaid(text, tokens, q))


def _is_unsaid(text: str, tokens: Sequence[Token], quotation: Quotation) -> bool:
    cue = quotation.cue
    if cue is None or quotation.kind is not StatementKind.INDIRECT:
        return False
    clause = read_clause(text, tokens, cue).lower()
    words = f"{clause} {read_after(text, cue)}".lower()
    for kind in ("pattern",) if quotation.source else ("pattern", "nobody"):
        found = _load_patterns(kind).search(words)
        if found is not None and found.start() < len(clause):
            return True
    tests = (_is_deed, _is_weighed, _is_read_out, _is_marked_off, _is_attempt, _is_armed)
    return any(test(tokens, quotation) for test in tests)


def _is_deed(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether a cue only tells what was done: "approved the document"."""
    verbs = _find_verbs(tokens, quotation, "deed")
    if not verbs or any(_speaks(tokens[i]) for i in _find_cue(tokens, quotation)):
        return False
    return not (_holds_clause(tokens, quotation, verbs) or _holds_finite(tokens, quotation))


def _is_weighed(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether something is only looked into: "assessing the risks", not "as high"."""
    verbs = _find_verbs(tokens, quotation, "weighing")
    if not verbs or any(tokens[i].text.lower() == "as" for i in _list_told(tokens, quotation)):
        return False
    return not _holds_clause(tokens, quotation, verbs)


def _is_marked_off(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether a stance only tells which of many are meant: "hardliners who support it"."""
    verbs = _find_verbs(tokens, quotation, "stance")
    if not verbs or quotation.source is None or _holds_clause(tokens, quotation, verbs):
        return False
    source = find_range(tokens, quotation.source)
    who, before = tokens[source.start], tokens[max(source.start - 1, 0)]
    return len(source) == 1 and who.tag in {"WP", "WDT"} and before.tag == "NNS"


def _is_read_out(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether a thing that says nothing shows it: "the launch suggests", "the law bans"."""
    if quotation.source is None:
        return False
    head = find_root(tokens, find_range(tokens, quotation.source))
    noun = tokens[head].lemma.lower() if head is not None else ""
    if noun in _load("happening") and _find_verbs(tokens, quotation, "inference"):
        return True
    verbs = _find_verbs(tokens, quotation, "prescribing") if noun in _load("law") else []
    return bool(verbs) and not _holds_clause(tokens, quotation, verbs)


def _is_attempt(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether somebody was at a deed and not at a saying: "sought to end the strike".

    What somebody "would seek to" do is a plan, and told.
    """
    verbs = _find_verbs(tokens, quotation, "attempt")
    told = _list_told(tokens, quotation)
    if not verbs or len(told) < 2:
        return False
    past = all(tokens[i].tag in {"VBD", "VBN"} for i in verbs)
    verb = next((i for i in told[1:] if tokens[i].pos in {"VERB", "AUX"}), None)
    if not past or tokens[told[0]].text.lower() != "to" or verb is None:
        return False
    lemma = tokens[verb].lemma.lower()
    return not (lemma in _load("saying") or lemma in load_words("acts") | load_words("reporting"))


def _is_armed(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether somebody is threatened by hand: "threatening the man with a bread knife"."""
    cue, told = _find_cue(tokens, quotation), _list_told(tokens, quotation)
    if not any(tokens[i].lemma.lower() == "threaten" for i in cue):
        return False
    return any(
        tokens[i].lemma.lower() in _load("weapon")
        and tokens[i].dep == "pobj"
        and tokens[tokens[i].head].text.lower() == "with"
        for i in told
    )


def _find_cue(tokens: Sequence[Token], quotation: Quotation) -> range:
    return find_range(tokens, quotation.cue) if quotation.cue else range(0)


def _find_verbs(tokens: Sequence[Token], quotation: Quotation, kind: str) -> list[int]:
    """Return the verbs of a cue where all of them are of a kind, else none."""
    verbs = [i for i in _find_cue(tokens, quotation) if tokens[i].pos == "VERB"]
    return verbs if all(tokens[i].lemma.lower() in _load(kind) for i in verbs) else []


def _list_told(tokens: Sequence[Token], quotation: Quotation) -> list[int]:
    return [i for content in quotation.contents for i in find_range(tokens, content)]


def _speaks(token: Token) -> bool:
    """Say whether a word makes a deed a saying: "signed a statement", "approves of"."""
    telling = token.pos == "NOUN" and token.lemma.lower() in load_words("acts")
    return telling or token.pos == "ADJ" or token.text.lower() == "of"


def _holds_clause(tokens: Sequence[Token], quotation: Quotation, verbs: Sequence[int]) -> bool:
    """Say whether what follows the verbs of a cue is a clause of its own: "that it holds"."""
    clauses = [i for verb in verbs for i in find_children(tokens, verb) if _tells(tokens, i)]
    starts = [tokens[i].start for i in clauses]
    return any(c.start <= start < c.end for c in quotation.contents for start in starts)


def _holds_finite(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether what is told is a clause that the parse doesn't hang on the cue."""
    told = [find_range(tokens, content) for content in quotation.contents]
    told = [part for part in told if tokens[part.start].text.lower() not in {"whether", "if"}]
    roots = (find_root(tokens, part) for part in told)
    return any(root is not None and tokens[root].tag in FINITE for root in roots)


def _tells(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word heads a clause: not "to be", of "elected Okoro to be its head"."""
    infinitive = any(tokens[i].tag == "TO" for i in find_children(tokens, index))
    clause = tokens[index].dep in _CLAUSES and tokens[index].pos in {"VERB", "AUX"}
    return clause and not infinitive


@cache
def _load(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in load_table("unsaid") if row[0] == kind)


@cache
def _load_patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(row[1] for row in load_table("unsaid") if row[0] == kind))
