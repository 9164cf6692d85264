"""Time expressions with their TIMEX3 values, and for each the rule that gave it.

Patterns over kinds of words find them; resolvers give each a value from publication, the
tense it stands in and what the report named before. Unknown parts of a value stay `X`.
Time zones are told in the rule, never applied.
"""

import re
from collections.abc import Callable, Sequence

from onrecord.annotate.timexes import amounts, clocks, days, holidays, periods, quarters, weekdays
from onrecord.annotate.timexes.calendars import read_day
from onrecord.annotate.timexes.evidence import (
    find_date_line,
    find_full_days,
    find_headline_end,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading, refuse_later
from onrecord.annotate.timexes.patterns import Match, find_matches
from onrecord.annotate.timexes.tenses import TenseReader
from onrecord.records import Span, Timex, Token

_Resolver = Callable[[Fields, Frame], Reading | list[Reading] | None]
_RESOLVERS: dict[str, _Resolver] = {
    "skip": amounts.resolve_skip,
    "iso": days.resolve_written,
    "days": days.resolve_days,
    "times": clocks.resolve_times,
    "timeon": clocks.resolve_timeon,
    "agoday": weekdays.resolve_agoday,
    "eventday": weekdays.resolve_eventday,
    "time": clocks.resolve_time,
    "part": clocks.resolve_part,
    "set": amounts.resolve_set,
    "day": days.resolve_day,
    "holiday": holidays.resolve_holiday,
    "weekday": weekdays.resolve_weekday,
    "deictic": weekdays.resolve_deictic,
    "sameday": weekdays.resolve_sameday,
    "month": periods.resolve_month,
    "season": periods.resolve_season,
    "quarter": quarters.resolve_quarter,
    "half": quarters.resolve_half,
    "fiscal": quarters.resolve_fiscal,
    "decade": periods.resolve_decade,
    "century": periods.resolve_century,
    "oneday": amounts.resolve_oneday,
    "ago": amounts.resolve_ago,
    "lastfew": amounts.resolve_lastfew,
    "periods": amounts.resolve_lastfew,
    "lastsome": amounts.resolve_lastsome,
    "unit": periods.resolve_unit,
    "yearend": quarters.resolve_yearend,
    "yearago": quarters.resolve_yearago,
    "duration": amounts.resolve_duration,
    "yearbefore": periods.resolve_yearbefore,
    "period": periods.resolve_period,
    "ref": amounts.resolve_ref,
    "years": periods.resolve_years,
    "year": periods.resolve_year,
}


def find_timexes(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
    published: str | None,
    document_id: str,
) -> tuple[Timex, ...]:
    """Return the time expressions of a text in order, each with its value and rule.

    `published` is an ISO 8601 day or time, or None. Without tokens the tense is guessed
    from the words before an expression.

    >>> [(t.value, t.rule) for t in find_timexes("It fell on Monday.", (), (), "2024-11-19", "d")]
    [('2024-11-18', 'Monday → the Monday before publication (Tuesday 2024-11-19)')]
    """
    matches = list(find_matches(text))
    frame = _open_frame(text, matches, published)
    tenses = TenseReader(text, tokens)
    headline_end = find_headline_end(text)
    found: list[Timex] = []
    for match in matches:
        start, end = match.words[0].start, match.words[-1].end
        if frame.headline and start >= headline_end:
            frame.forget()
        frame.at, frame.end, frame.headline = start, end, start < headline_end
        frame.weekday = match.pattern == "weekday"
        frame.tense, frame.tag = tenses.find_tense(start, end), tenses.find_tag(start)
        frame.next_tag = tenses.find_tag(match.after.start) if match.after else ""
        answer = _RESOLVERS[match.pattern](Fields(match), frame)
        for reading in answer if isinstance(answer, list) else [answer]:
            if reading is not None:
                settled = refuse_later(reading, frame)
                frame.remember(settled)
                found.append(_write_timex(text, match, settled, document_id))
    return tuple(found)


def _open_frame(text: str, matches: Sequence[Match], published: str | None) -> Frame:
    """Start from publication, or from what the report says of its own date."""
    day = read_day(published)
    if day is not None:
        return Frame(published=day)
    own = find_date_line(text, matches)
    if own is not None:
        return Frame(published=own, own=True)
    return Frame(published=None, full_days=find_full_days(matches))


def _write_timex(text: str, match: Match, reading: Reading, document_id: str) -> Timex:
    words = reading.words or match.words
    start, end = words[0].start, words[-1].end
    wording = re.sub(r"\s+", " ", text[start:end])
    return Timex(
        span=Span(document_id=document_id, start=start, end=end),
        type=reading.type,
        value=reading.value,
        rule=f"{wording} → {reading.how}",
    )
