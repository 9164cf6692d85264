"""Casualties: what incident reports say was killed and injured, against a registry's counts.

Two questions for each report that states a count of two or more: is the registry's count
among the figures read with the right property, and is one answer for the report right. The
answer is for measuring only: the record itself never picks a figure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.quantities.numbers import read_numbers
from onrecord.annotate.syntax import parse_text
from onrecord.evaluate.metrics.figures import Counts
from onrecord.records import Qualifier, Quantity

# Property read, the registry's column, and the words that state it in a sentence.
_ASKED = {
    "killed": (
        "killed",
        re.compile(
            r"(?i)\b(?:kill\w*|dead|die[sd]?|deaths?|murder\w*|homicides?|slain|fatal\w*|bodies|toll)\b"
        ),
    ),
    "wounded": ("injured", re.compile(r"(?i)\b(?:injur\w*|wound\w*|hurt|hospital\w*)\b")),
}
_SENTENCE = re.compile(r"[^.!?\n]+")
# A registry counts persons; more than these in one report are other events' totals.
_LIKELY = 60
_PEERS = {"killed": 38.2, "wounded": 35.8}


def answer_casualties(text: str, quantities: Sequence[Quantity], asked: str) -> int | None:
    """Return one count for the whole report, or None: the figure said first and most often.

    Exact figures count before bounds and single ones; "three others" joins "one" of the same
    sentence no more than the words do.
    """
    votes: dict[int, float] = {}
    for rank, quantity in enumerate(q for q in quantities if _answers(q, asked)):
        value = quantity.low if quantity.low is not None else quantity.high
        if value is None or value != int(value) or not 1 <= value <= _LIKELY:
            continue
        weight = 1.0 if quantity.property == asked else 0.5
        weight *= 0.5 if value == 1 else 1.0
        weight *= 1.0 if quantity.qualifier is Qualifier.EXACT else 0.7
        votes[int(value)] = votes.get(int(value), 0.0) + weight / (1.0 + 0.25 * rank)
    return max(votes, key=lambda value: (votes[value], -value)) if votes else None


def _answers(quantity: Quantity, asked: str) -> bool:
    if quantity.unit is not None or quantity.planned or quantity.qualifier is Qualifier.VAGUE:
        return False
    return asked in (quantity.property or "").split("+")


def score_incidents(reports: Iterable[Mapping[str, Any]], signature: str) -> str:
    """Return the table of scores over the reports that state a count of two or more."""
    among = dict.fromkeys(_ASKED, Counts())
    right = dict.fromkeys(_ASKED, Counts())
    for report in reports:
        asked = {a: int(report[c] or 0) for a, (c, _) in _ASKED.items() if states(report, a)}
        if not asked:
            continue
        text = report["text"]
        quantities = find_quantities(text, *parse_text(text), (), "report")
        for name, count in asked.items():
            held = any(_answers(q, name) and count in (q.low, q.high) for q in quantities)
            answer = answer_casualties(text, quantities, name)
            among[name] = among[name].plus(Counts(right=held, predicted=1, gold=1))
            right[name] = right[name].plus(
                Counts(right=answer == count, predicted=answer is not None, gold=1)
            )
    lines = ["casualties: counts of two or more, in the reports that state them", ""]
    lines.append(f"{'':<10} {'reports':>8} {'among figures':>14} {'answer right':>13} {'regex':>6}")
    for name in _ASKED:
        lines.append(
            f"{name:<10} {among[name].gold:>8} {100 * among[name].recall:>13.1f}%"
            f" {100 * right[name].recall:>12.1f}% {_PEERS[name]:>5.1f}%"
        )
    return "\n".join([*lines, "", signature])


def states(report: Mapping[str, Any], asked: str) -> bool:
    """Say whether a report states the registry's count: in one sentence with a word for it."""
    column, words = _ASKED[asked]
    count = int(report[column] or 0)
    if count < 2:
        return False
    return any(
        words.search(sentence.group())
        and any(number.low == count == number.high for number in read_numbers(sentence.group()))
        for sentence in _SENTENCE.finditer(report["text"])
    )
