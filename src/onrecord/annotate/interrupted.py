"""Interrupted sayings: what is said before the words that say who says it, made whole.

In "Colonel Ruiz, who led the raid, died on Monday, Oserin said, “with two of his men”" the model
may take the first words only, or those in quotation marks. The clause before "Oserin said" is
theirs too, up to it, where it is in no other attribution. Nothing else is drawn out.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.parses import find_children, find_range, find_root, find_sentence
from onrecord.records import Quotation, Span, Token

_QUOTES = frozenset('“”"‘«»„')
_OPENS = frozenset({"mark", "advmod"})
# Between what is said and who says it: a comma and a space, perhaps closing marks.
_BREATH = ", \u00a0"


def complete_interrupted(
    text: str, tokens: Sequence[Token], quotations: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Return the attributions, those drawn out that an inserted "she said" cut short."""
    return tuple(_complete(text, tokens, one, quotations) for one in quotations)


def _complete(
    text: str, tokens: Sequence[Token], one: Quotation, others: Sequence[Quotation]
) -> Quotation:
    if one.cue is None or one.source is None or not (cue := find_range(tokens, one.cue)):
        return one
    opening = min(one.source.start, one.cue.start)
    before = text[:opening].rstrip(" ")
    if not before.endswith(","):
        return one
    sentence = find_sentence(tokens, cue[0])
    start, end = tokens[sentence[0]].start, len(before.rstrip(_BREATH))
    held = [part for part in one.contents if start <= part.start and part.end <= end + 1]
    first = held[-1].end if held else start
    if len(held) > 1 or (held and held[0].start != start) or first >= end:
        return one
    gap = Span(document_id=one.cue.document_id, start=first, end=end)
    taken = (part for q in others if q is not one for part in q.spoken)
    if _QUOTES & set(gap.of(text)) or any(part.overlaps(gap) for part in taken):
        return one
    said = Span(document_id=gap.document_id, start=start, end=end)
    if held:
        whole = _tells(tokens, find_range(tokens, gap), 0)
    else:
        whole = _runs_on(text, one) and _tells(tokens, find_range(tokens, said), 1)
    rest = tuple(part for part in one.contents if part not in held)
    return replace(one, contents=(said, *rest)) if whole else one


def _runs_on(text: str, one: Quotation) -> bool:
    """Say whether what is said goes on right after who says it: "…, she said, “and …"."""
    stop = max(part.end for part in (one.cue, one.source) if part is not None)
    after = min((part.start for part in one.contents if part.start >= stop), default=-1)
    between = text[stop:after] if after >= 0 else "-"
    return between.startswith(",") and not between.strip(_BREATH + '“"')


def _tells(tokens: Sequence[Token], indices: range, subjects: int) -> bool:
    """Say whether words hold a verb of their own, with its subject where that is asked for."""
    if not subjects:
        return any(tokens[i].pos in {"VERB", "AUX"} for i in indices)
    root = find_root(tokens, indices)
    if root is None or tokens[root].pos not in {"VERB", "AUX"} or tokens[root].dep == "advcl":
        return False
    below = [i for i in find_children(tokens, root) if i in indices]
    opens = any(tokens[i].dep in _OPENS and i == indices[0] for i in below)
    return not opens and any(tokens[i].dep in {"nsubj", "nsubjpass"} for i in below)
