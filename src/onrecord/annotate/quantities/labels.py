"""Numbers that are not figures: ages, years, telephone numbers, addresses, parts of names.

Tells for a number what else it is, in words fit to be shown ("an age"), from the characters
it is written together with and the words beside it. The patterns stand in the lexicon.
"""

import re
from functools import cache

from onrecord.lexicon import load_table

Pattern = re.Pattern[str] | None
_BESIDE = 40
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})")


@cache
def _rules() -> tuple[tuple[Pattern, Pattern, Pattern, str], ...]:
    return tuple(
        (_compile(run), _compile(before, ending=True), _compile(after), what)
        for run, before, after, what in load_table("quantity_labels")
    )


def _compile(pattern: str, *, ending: bool = False) -> Pattern:
    if pattern == "-":
        return None
    flags = re.IGNORECASE if pattern.startswith("(?i)") else 0
    plain = pattern.removeprefix("(?i)")
    return re.compile(f"(?:{plain}){'$' if ending else ''}", flags)


def find_label(text: str, start: int, end: int) -> str | None:
    """Return what the number at `start`–`end` is when it is no figure, else None.

    >>> find_label("Ann Lee, 34, lives near Route 66.", 9, 11)
    'an age'
    >>> find_label("34 people live there.", 0, 2) is None
    True
    """
    run = _find_run(text, start, end)
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    for whole, left, right, what in _rules():
        if (
            (whole is None or whole.fullmatch(run))
            and (right is None or right.match(after))
            and (left is None or left.search(before))
        ):
            return what
    score = _SCORE.fullmatch(run)
    if score is not None and int(score[1]) >= int(score[2]):
        return "a score or a vote"
    return None


def _find_run(text: str, start: int, end: int) -> str:
    """Return the characters without space around a number, less the punctuation at its ends."""
    first, last = start, end
    while first > 0 and start - first < _BESIDE and not _is_break(text[first - 1]):
        first -= 1
    while last < len(text) and last - end < _BESIDE and not _is_break(text[last]):
        last += 1
    return text[first:last].strip('()[]“”"‘.,;:!?…`').removesuffix("'")


def _is_break(character: str) -> bool:
    return character.isspace() or character in "—…"
