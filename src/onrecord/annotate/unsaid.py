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
from onrecord.parses import find_children, find_range, find_root, read_after, read_clause
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
    found = _load_patterns().search(words)
    if found is not None and found.start() < len(clause):
        return True
    return _is_deed(tokens, quotation) or _is_inferred(tokens, quotation)


def _is_deed(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether a cue only tells what was done: "approved the document"."""
    cue = find_range(tokens, quotation.cue) if quotation.cue else range(0)
    verbs = [i for i in cue if tokens[i].pos == "VERB"]
    if not verbs or not all(tokens[i].lemma.lower() in _load("deed") for i in verbs):
        return False
    if any(_speaks(tokens[i]) for i in cue):
        return False
    clauses = [i for verb in verbs for i in find_children(tokens, verb) if _tells(tokens, i)]
    starts = [tokens[i].start for i in clauses]
    return not any(c.start <= start < c.end for c in quotation.contents for start in starts)


def _speaks(token: Token) -> bool:
    """Say whether a word makes a deed a saying: "signed a statement", "approves of"."""
    telling = token.pos == "NOUN" and token.lemma.lower() in load_words("acts")
    return telling or token.pos == "ADJ" or token.text.lower() == "of"


def _tells(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].dep in _CLAUSES and tokens[index].pos in {"VERB", "AUX"}


def _is_inferred(tokens: Sequence[Token], quotation: Quotation) -> bool:
    """Say whether the report reads something out of a happening: "the launch suggests"."""
    if quotation.cue is None or quotation.source is None:
        return False
    cue, source = (find_range(tokens, part) for part in (quotation.cue, quotation.source))
    head = find_root(tokens, source)
    if head is None or tokens[head].lemma.lower() not in _load("happening"):
        return False
    verbs = [tokens[i].lemma.lower() for i in cue if tokens[i].pos == "VERB"]
    return bool(verbs) and all(verb in _load("inference") for verb in verbs)


@cache
def _load(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in load_table("unsaid") if row[0] == kind)


@cache
def _load_patterns() -> re.Pattern[str]:
    return re.compile("|".join(row[1] for row in load_table("unsaid") if row[0] == "pattern"))
