"""What a report itself says of its own date: headline, date line, full dates in its text.

Used to read a headline by its own tense and, where no publication date is known, to close
what would stay open. A date line is a line that holds a full date and little else.
"""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.annotate.timexes.calendars import read_day
from onrecord.annotate.timexes.days import find_calendar_day
from onrecord.annotate.timexes.frames import Frame
from onrecord.annotate.timexes.numbers import read_year
from onrecord.annotate.timexes.patterns import Match

_LINE = re.compile(r"[^\n]*\S[^\n]*")
# A date line stands among the first lines, and holds at most so many words beside its date.
_DATE_LINES = 6
_OTHER_WORDS = 4
# A headline is one line of at most so many words, without a full stop, above other lines.
_HEADLINE_WORDS = 25


def find_headline_end(text: str) -> int:
    """Return where the headline ends, 0 when the text opens with none.

    >>> find_headline_end("Envoy to visit Monday\\n\\nThe envoy said so.")
    21
    """
    first = _LINE.search(text)
    if first is None:
        return 0
    line = first.group().strip()
    if line[-1] in ".!?:;,”\"'_-)" or len(line.split()) > _HEADLINE_WORDS:
        return 0
    return first.end()


def find_full_days(matches: Sequence[Match]) -> tuple[date, ...]:
    """Return the days the report names with their year, in order."""
    found = []
    frame = Frame(published=None)
    for match in matches:
        if match.pattern == "iso":
            day = read_day(match.words[0].text)
        elif match.pattern == "day" and read_year(
            [word for word in match.words if word.kind in ("YEAR", "SHORTYEAR")]
        ):
            day = read_day(find_calendar_day(match.words, frame)[0])
        else:
            continue
        if day is not None:
            found.append(day)
    return tuple(found)


def find_date_line(text: str, matches: Sequence[Match]) -> date | None:
    """Return the date a report gives itself: that of a line which holds little else."""
    lines = list(_LINE.finditer(text))[:_DATE_LINES]
    for match in matches:
        start, end = match.words[0].start, match.words[-1].end
        line = next((m for m in lines if m.start() <= start < m.end()), None)
        if line is None:
            break
        rest = text[line.start() : start] + " " + text[end : line.end()]
        if len(re.findall(r"[^\W\d_]+", rest)) <= _OTHER_WORDS and ". " not in rest:
            days = find_full_days([match])
            if days and not line.group().rstrip().endswith("."):
                return days[0]
    return None
