"""Amounts of time, alone or counted from a point, repeated times and vague words."""

from onrecord.annotate.timexes.calendars import (
    describe_day,
    write_quarter,
    write_unit,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import COUNTS, read_count
from onrecord.annotate.timexes.periods import UNIT_NAMES, UNKNOWN
from onrecord.annotate.timexes.tenses import Tense
from onrecord.annotate.timexes.words import Word
from onrecord.lexicon import load_words
from onrecord.records import TimexType

DATE, DURATION, SET = TimexType.DATE, TimexType.DURATION, TimexType.SET
_UNITS = ("UNIT", "UNITS", "YEARUNIT", "DAYUNIT", "QUARTER", "CENTURY", "CLOCKUNIT",
          "CLOCKUNITS", "SECOND", "WEEKEND", "WEEKENDS", "QUARTERS")  # fmt: skip
# How a count of each unit is written: prefix, letter, and how many of that letter it makes.
_WRITTEN = {
    "S": ("PT", "S", 1), "M": ("PT", "M", 1), "H": ("PT", "H", 1), "D": ("P", "D", 1),
    "W": ("P", "W", 1), "WE": ("P", "D", 2), "FN": ("P", "W", 2), "MO": ("P", "M", 1),
    "Q": ("P", "Q", 1), "Y": ("P", "Y", 1), "DE": ("P", "Y", 10), "CE": ("P", "Y", 100),
    "ML": ("P", "Y", 1000),
}  # fmt: skip
_VAGUE = {"S": "PTXS", "M": "PTXM", "H": "PTXH", "D": "PXD", "W": "PXW", "WE": "PXWE",
          "FN": "PXW", "MO": "PXM", "Q": "PXQ", "Y": "PXY", "DE": "PXDE", "CE": "PXCE",
          "ML": "PXML"}  # fmt: skip
# The half of a unit, in the next smaller one; months have no even half.
_HALVES = {"Y": "6M", "D": "T12H", "H": "30M", "M": "30S"}
_SPANS = {"P1D": "day", "P1W": "week", "P2W": "two weeks", "P1M": "month", "PT1H": "hour",
          "P1Y": "year", "P1Q": "quarter"}  # fmt: skip
_MANY = ("FEW", "SEVERAL", "SOME", "DOZENS")


def write_duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units; no count is a vague plural.

    >>> write_duration(2, "Y"), write_duration(2.5, "Y"), write_duration(None, "MO")
    ('P2Y', 'P2Y6M', 'PXM')
    """
    if count is None:
        return _VAGUE.get(unit, "PXX")
    prefix, letter, factor = _WRITTEN[unit]
    total = count * factor
    whole = int(total)
    if total == whole:
        return f"{prefix}{whole}{letter}"
    if total - whole == 0.5 and unit in _HALVES:
        return f"{prefix}{whole}{letter}{_HALVES[unit]}" if whole else f"P{_HALVES[unit]}" \
            if prefix == "P" else f"PT{_HALVES[unit]}"  # fmt: skip
    return f"{prefix}{total:g}{letter}"


def read_amount(fields: Fields) -> tuple[float | None, str]:
    """Return the count (None when vague) and the unit of an amount of time."""
    unit = next((w for w in fields.words if w.kind in _UNITS), None)
    code = unit.value if unit else "T"
    before = [w for w in fields.words if unit is None or w.start < unit.start]
    after = [w for w in fields.words if unit is not None and w.start > unit.start]
    count = read_count(before)
    if count is None and not any(w.kind in _MANY for w in before):
        plural = unit is not None and unit.kind in ("UNITS", "QUARTERS", "CLOCKUNITS", "WEEKENDS")
        count = None if plural else 1.0
    if count is not None and any(w.kind == "HALF" for w in after):
        count += 0.5
    return count, code


def _describe(count: float | None, unit: str) -> str:
    name = UNIT_NAMES.get(unit, {"H": "hour", "M": "minute", "S": "second", "WE": "weekend"}
                          .get(unit, "unit"))  # fmt: skip
    if count is None:
        return f"some {name}s; how many is not said"
    return f"{count:g} {name}{'' if count == 1 else 's'}"


def _measure(fields: Fields, count: float | None, unit: str) -> str:
    """Return a length for the reader, with the words that bound it."""
    bound = fields.find("APPROX")
    return f"a length of {bound.value + ' ' if bound else ''}{_describe(count, unit)}"


def resolve_duration(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve an amount of time that is not counted from a day."""
    if fields.has("TIMEWORD") and not fields.has(*_UNITS):
        return Reading(DURATION, "PXM", "some time, how long is not said")
    whole = fields.find("LONGWORD", "WHILE")
    if whole is not None:
        value = whole.value if whole.kind == "LONGWORD" else "PXX"
        return Reading(DURATION, value, "a length of time")
    if fields.has("QUARTER") and fields.has("CENTURY"):
        return Reading(DURATION, "P25Y", "a length of 25 years")
    count, unit = read_amount(fields)
    if unit == "T":
        return None
    if _is_rate(fields):
        if fields.match.before is not None and fields.match.before.kind != "WORD":
            return None  # "$1.76 a year": part of the figure
        return Reading(SET, write_duration(count, unit), f"in each {UNIT_NAMES[unit]}")
    return Reading(DURATION, write_duration(count, unit), _measure(fields, count, unit))


def _is_rate(fields: Fields) -> bool:
    """Say whether "a year" is a rate: "$1.76 a year", "four flights a week"."""
    if [word.kind for word in fields.words] not in (["A", "UNIT"], ["A", "YEARUNIT"],
                                                    ["A", "DAYUNIT"]):  # fmt: skip
        return False
    before = fields.match.before
    return before is not None and (
        before.kind in (*COUNTS, "PERCENT")
        or (before.kind == "WORD" and before.text[-1:] == "s" and before.text[-2:] != "ss")
    )


def resolve_skip(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve "a 2-year-old war"; the ages of people and other look-alikes are nothing."""
    after = fields.match.after
    old = fields.words[-1].kind == "OLD" and after is not None
    if old and after is not None and after.text.lower() in load_words("timex_lasting"):
        return resolve_duration(fields, frame)
    return None


def resolve_ago(fields: Fields, frame: Frame) -> Reading:
    """Resolve an amount counted from publication (ago) or from the day named last (later)."""
    count, unit = read_amount(fields)
    ahead = fields.has("LATER", "AFTER", "HENCE")
    narrative = not fields.has("AGO", "HENCE", "BACK")
    if unit in ("H", "M", "S", "T"):
        vague = "PAST_REF" if not ahead else "FUTURE_REF"
        if narrative:
            words = fields.words[:-1]
            return Reading(
                DURATION, write_duration(count, unit), _measure(fields, count, unit), words
            )
        return Reading(DATE, vague, "the hour of publication is not known")
    if count is None and narrative:
        how = _measure(fields, count, unit)
        return Reading(DURATION, write_duration(count, unit), how, fields.words[:-1])
    if count is None:
        return Reading(DATE, "FUTURE_REF" if ahead else "PAST_REF", "how many is not said")
    if unit == "Y" and count == 1 and frame.near_quarter:
        year, quarter = int(frame.quarter[:4]), int(frame.quarter[-1])
        step = 1 if ahead else -1
        how = f"a year {'after' if ahead else 'before'} the quarter named last, {frame.quarter}"
        return Reading(DATE, write_quarter(year + step, quarter), how, aside=True)
    reading = _count_from(count, unit, 1 if ahead else -1, narrative, frame)
    bound = fields.find("APPROX")
    return reading._replace(how=f"{bound.value} {reading.how}") if bound else reading


def _count_from(count: float, unit: str, sign: int, narrative: bool, frame: Frame) -> Reading:
    anchor = frame.here if narrative else frame.published
    if anchor is None:
        return Reading(DATE, UNKNOWN.get(unit, ""), "no day to count from")
    side = "after" if sign > 0 else "before"
    if narrative and frame.day:
        basis = f"{describe_day(anchor)}, the day named last"
    else:
        basis = frame.publication
    steps, code = count, unit
    if unit in ("DE", "CE"):
        steps, code = count * {"DE": 10, "CE": 100}[unit], "Y"
    if unit == "WE":
        code = "W"
    if steps != int(steps):
        steps, code = {"Y": (steps * 12, "MO"), "W": (steps * 7, "D")}.get(code, (steps, code))
    value = write_unit(anchor, code, sign * int(steps))
    how = f"{_describe(count, unit)} {side} {basis}"
    return Reading(DATE, value, how, counted=narrative)


def resolve_lastfew(fields: Fields, frame: Frame) -> Reading:
    """Resolve "the past three months", "the next few days": a length that ends or starts now."""
    kinds = ("LAST", "PAST", "NEXT", "COMING", "PREVIOUS", "FOLLOWING", "LATEST", "FINAL", "ORD")
    pointers = {w.start for w in fields.words if w.kind in kinds}
    kept = tuple(w for w in fields.words if w.start not in pointers)
    count, unit = read_amount(Fields(fields.match._replace(words=kept)))
    return Reading(DURATION, write_duration(count, unit), _measure(fields, count, unit))


def resolve_lastsome(fields: Fields, frame: Frame) -> Reading:
    """Resolve "recent years", "coming weeks": when, and how long, is not said."""
    unit = fields.find(*_UNITS)
    if fields.has("LAST", "PAST", "RECENT"):
        return Reading(DATE, "PAST_REF", "how far back is not said")
    if fields.has("COMING"):
        return Reading(DATE, "FUTURE_REF", "how far ahead is not said")
    value = write_duration(None, unit.value if unit else "T")
    return Reading(DURATION, value, "how many is not said")


def resolve_set(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a repeated time: daily, every Tuesday, each year, twice a week."""
    word = fields.find("SETWORD")
    if word is not None:
        after, before = fields.match.after, fields.match.before
        if word.text[0].isupper() and before is not None and before.kind == "CAPITAL":
            return None  # "the Coast Daily"
        if word.value in ("P1Q", "P1Y") and after is not None and after.kind == "WORD" \
                and word.text[-5:] != "ually":  # fmt: skip
            return None  # "quarterly dividend": a name for a thing
        return Reading(SET, word.value, f"once every {_SPANS[word.value]}")
    day = fields.find("WEEKDAY", "WEEKDAYS", "WABBR")
    if day is not None:
        part = fields.find("PART", "PARTS")
        value = f"XXXX-WXX-{day.value}" + (f"T{part.value}" if part else "")
        return Reading(SET, value, "every week")
    for kinds, pattern in (
        (("SEASON",), "XXXX-{}"), (("MONTH",), "XXXX-{:0>2}"), (("PART",), "XXXX-XX-XXT{}"),
    ):  # fmt: skip
        found = fields.find(*kinds)
        if found is not None:
            return Reading(SET, pattern.format(found.value), "each time it comes round")
    count, unit = read_amount(fields)
    if fields.has("OTHER2"):
        count = 2.0
    return Reading(SET, write_duration(count, unit), f"in each {_describe(count, unit)}")


def resolve_oneday(fields: Fields, frame: Frame) -> Reading:
    """Resolve "one day": some day to come, or the length of a day."""
    if frame.tense is Tense.FUTURE:
        return Reading(DATE, "FUTURE_REF", "after now, when is not said")
    return Reading(DURATION, "P1D", "a length of 1 day")


def resolve_ref(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a vague word: now, recently, soon, the future."""
    after = fields.match.after
    if fields.words[0].text == "Now" and after is not None and after.kind in ("COMMA", "FOR"):
        return None  # "Now, he says": a turn of speech
    word: Word | None = fields.find("REF", "RECENT", "FUTURE", "SOON")
    value = word.value if word else ""
    if word is None or not value.endswith("_REF"):
        value = "PRESENT_REF" if fields.has("CURRENT") else "PAST_REF"
        if fields.has("NEAR", "LONG"):
            value = "FUTURE_REF"
    how = {"PRESENT_REF": "now, how long is not said", "PAST_REF": "before now, when is not said"}
    return Reading(DATE, value, how.get(value, "after now, when is not said"))
