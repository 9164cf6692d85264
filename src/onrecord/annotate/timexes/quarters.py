"""Periods of business: quarters, halves, fiscal years, the year-ago quarter, the year's end.

A quarter without its year is the last one begun up to publication, the next one in the
future tense; "the quarter" and "a year ago" go by the quarter a report named before.
"""

from onrecord.annotate.timexes.calendars import quarter_of, write_quarter
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_day_number, read_year
from onrecord.annotate.timexes.periods import (
    AHEAD,
    NARRATIVE,
    find_pointed_year,
    point_at,
    resolve_decade,
    resolve_month,
)
from onrecord.annotate.timexes.tenses import Tense
from onrecord.records import TimexType

DATE, DURATION = TimexType.DATE, TimexType.DURATION


def resolve_quarter(fields: Fields, frame: Frame) -> Reading:
    """Resolve a quarter: numbered, pointed at, or "the quarter" a report is about."""
    words = [w for w in fields.words if w.kind not in ("ORD", "ORDN", "SECOND")]
    number = read_day_number([w for w in fields.words if w.kind in ("ORD", "ORDN", "SECOND")])
    named = fields.find("QN")
    if named is not None:
        number = int(named.text[1])
    if fields.has("FINAL"):
        number = 4
    year = read_year(words)
    if number is not None and not 1 <= number <= 4:
        return Reading(DATE, "", "no such quarter")
    if year is not None and number is not None:
        return Reading(DATE, write_quarter(year, number), "as written")
    back = _counts_back(fields)
    if year is not None:
        quarter = frame.quarter[-1:] or "X"
        return Reading(DATE, f"{year:04d}-Q{quarter}", "the quarter named last, in that year")
    find = _find_current_quarter(fields, back, frame) if number is None else (
        _find_numbered_quarter(fields, number, back, frame)
    )  # fmt: skip
    return Reading(DATE, *find, aside=back)


def _counts_back(fields: Fields) -> bool:
    return fields.has("YEARAGO", "AGO", "EARLIER") or (
        fields.has("YEARUNIT") and fields.has("LAST")
    )


def _find_current_quarter(fields: Fields, back: bool, frame: Frame) -> tuple[str, str]:
    if frame.quarter:
        year, quarter = int(frame.quarter[:4]), int(frame.quarter[-1])
        step = -1 if fields.has("PREVIOUS") else 0
        how = f"the quarter named last, {frame.quarter}"
        if back:
            return write_quarter(year - 1, quarter), f"a year before {how}"
        return write_quarter(year, quarter + step), how
    today = frame.published
    if today is None:
        return "XXXX-QX", "no quarter named and no publication date"
    step = 0 if fields.has("THIS", "CURRENT") else 1 if fields.has(*AHEAD) else -1
    value = write_quarter(today.year - back, quarter_of(today) + step)
    place = {0: "the quarter of", -1: "the quarter before that of"}.get(step, "the quarter after")
    return value, f"{place} {frame.publication}" + (", a year before" if back else "")


def _find_numbered_quarter(
    fields: Fields, number: int, back: bool, frame: Frame
) -> tuple[str, str]:
    today = frame.published
    fiscal = "; a business quarter may run otherwise" if fields.has("FISCAL") else ""
    if today is None:
        return f"XXXX-Q{number}", "no year given and no publication date"
    if fields.has("YEARUNIT") and not fields.has("YEARAGO", "AGO", "EARLIER"):
        pointed = fields.has("LAST", "NEXT", "THIS", *NARRATIVE)
        if pointed:
            year, how = find_pointed_year(fields, frame)
            return write_quarter(year, number), how + fiscal
    current = quarter_of(today)
    # The quarter just closed is the one still to be reported on, whatever the tense.
    if frame.tense is Tense.FUTURE and number != (current - 2) % 4 + 1:
        year = today.year + (number < current)
        which = "the next such quarter from"
    else:
        year = today.year - (number > current)
        which = "the last such quarter up to"
    return write_quarter(year - back, number), (
        f"no year given; {which} {frame.publication}" + (", a year before" if back else "") + fiscal
    )


def resolve_half(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a half of a year, a month or a decade."""
    number = read_day_number([w for w in fields.words if w.kind in ("ORD", "SECOND")])
    number = 2 if number is None else number
    if number > 2:
        return None
    if fields.has("YEARUNIT", "YEAR", "SHORTYEAR"):
        year = read_year([w for w in fields.words if w.kind in ("YEAR", "SHORTYEAR")])
        how = "as written"
        if year is None and frame.published is not None:
            year, how = find_pointed_year(fields, frame)
        return Reading(DATE, f"{year or 'XXXX'}-H{number}", how)
    if fields.has("MONTH", "MABBR"):
        return resolve_month(fields, frame)
    if fields.has("DECADE", "DECADEWORD", "BAREDECADE"):
        return resolve_decade(fields, frame)
    unit = fields.find("UNIT", "CENTURY")
    return point_at(unit.value, 0, frame) if unit else None


def resolve_fiscal(fields: Fields, frame: Frame) -> Reading:
    """Resolve a fiscal year; its months are the body's own."""
    year = read_year(fields.words)
    after = fields.match.after
    if year is None and after is not None and after.kind == "ENDED":
        return Reading(DURATION, "P1Y", "a year up to a day")
    if year is not None:
        return Reading(DATE, f"FY{year:04d}", "a fiscal year; its months are the body's own")
    step = -1 if fields.has("LAST", "PREVIOUS") else 1 if fields.has(*AHEAD) else 0
    reading = point_at("Y", step, frame)
    how = f"{reading.how}; a fiscal year may run otherwise"
    return reading._replace(value=f"FY{reading.value}", how=how)


def resolve_yearend(fields: Fields, frame: Frame) -> Reading:
    """Resolve the end of a year, month or quarter to that year, month or quarter."""
    year = read_year(fields.words)
    if year is not None:
        return Reading(DATE, f"{year:04d}", "as written")
    unit = fields.find("UNIT", "YEARUNIT")
    return point_at(unit.value if unit else "Y", 0, frame)


def resolve_yearago(fields: Fields, frame: Frame) -> Reading:
    """Resolve "year-ago" to the same quarter of the year before, or to that year."""
    if frame.near_quarter:
        year, quarter = int(frame.quarter[:4]), int(frame.quarter[-1])
        how = f"a year before the quarter named last, {frame.quarter}"
        return Reading(DATE, write_quarter(year - 1, quarter), how, aside=True)
    return point_at("Y", -1, frame)
