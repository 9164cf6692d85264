"""Days counted from another: weekdays, yesterday, the following day, a week ago Monday.

News conventions: a bare weekday is the last one up to and including publication, the next
one in the future tense; beside another weekday it is the one nearest to that.
"""

from onrecord.annotate.timexes.calendars import DAY_NAMES, describe_day, find_weekday, move
from onrecord.annotate.timexes.days import UNKNOWN_DAY, write_day
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_count
from onrecord.annotate.timexes.tenses import Tense
from onrecord.records import TimexType

DATE = TimexType.DATE
# Characters within which a day named before is the day of "the day after the vote", or
# is the same day, set off by a comma, or has another weekday set beside it.
_NEARBY = 300
_APPOSED = 20
_PAIRING = ("AND", "OR", "TO", "HYPHEN", "DASH")


def resolve_weekday(fields: Fields, frame: Frame) -> Reading:
    """Resolve a weekday, alone or pointed at (last Friday, Tuesday of next week)."""
    weekday = fields.number("WEEKDAY", "WABBR") or 1
    name = DAY_NAMES[weekday - 1]
    value, how = _find_weekday_value(fields, weekday, name, frame)
    return Reading(DATE, value, how)


def _find_weekday_value(fields: Fields, weekday: int, name: str, frame: Frame) -> tuple[str, str]:
    today = frame.published
    if fields.has("FOLLOWING", "PREVIOUS") and frame.here is not None:
        step = 1 if fields.has("FOLLOWING") else -1
        found = find_weekday(frame.here, weekday, step)
        side = "after" if step == 1 else "before"
        return write_day(found), f"the {name} {side} {describe_day(frame.here)}, the day named last"
    if today is None:
        return f"XXXX-WXX-{weekday}", "no publication date to count from"
    unit = fields.find("UNIT")
    if unit is not None and unit.value == "W":
        step = fields.number("LAST", "THIS", "NEXT") or 0
        monday = move(today, 7 * step - today.weekday())
        return write_day(monday and move(monday, weekday - 1)), (
            f"the {name} of the week {_place(step)} {frame.publication}"
        )
    return _find_near_weekday(fields, weekday, name, frame)


def _place(step: int) -> str:
    return {-1: "before that of", 0: "of", 1: "after that of"}.get(step, "of")


def _find_paired_weekday(fields: Fields, weekday: int, frame: Frame) -> tuple[str, str] | None:
    """Resolve a weekday set beside another: "Saturday and Sunday", "Monday to Friday"."""
    before, day = fields.match.before, frame.day
    if before is None or before.kind not in _PAIRING or day is None or len(fields.words) > 1:
        return None
    if (
        not frame.by_weekday
        or before.end - frame.day_end > _APPOSED
        or before.start < frame.day_end
    ):
        return None
    later, earlier = find_weekday(day, weekday, 1), find_weekday(day, weekday, -1)
    if later is None or earlier is None:
        return None
    runs_on = before.kind in ("TO", "HYPHEN", "DASH") or (later - day) <= (day - earlier)
    found = later if runs_on else earlier
    return write_day(found), f"the one nearest to {describe_day(day)}, set beside it"


def _find_near_weekday(fields: Fields, weekday: int, name: str, frame: Frame) -> tuple[str, str]:
    """Choose between the weekday before, on or after publication."""
    today = frame.published
    assert today is not None
    paired = _find_paired_weekday(fields, weekday, frame)
    if paired is not None:
        return paired
    if fields.has("NEXT"):
        monday = move(today, 7 - today.weekday())
        return write_day(monday and move(monday, weekday - 1)), (
            f"the {name} of the week after {frame.publication}"
        )
    scheduled = not frame.headline and weekday != today.isoweekday()
    ahead = frame.tense is Tense.FUTURE or (frame.tense is Tense.PRESENT and scheduled)
    if fields.has("COMING") or (ahead and not fields.has("LAST", "PAST")):
        return write_day(find_weekday(today, weekday, 1)), f"the {name} after {frame.publication}"
    step = -1 if fields.has("LAST", "PAST") else -2
    found = find_weekday(today, weekday, step)
    if found == today:
        return write_day(found), f"the day of {frame.publication}"
    return write_day(found), f"the {name} before {frame.publication}"


def resolve_deictic(fields: Fields, frame: Frame) -> Reading:
    """Resolve yesterday, today, tomorrow."""
    step = fields.number("DEICTIC") or 0
    if frame.published is None:
        return Reading(DATE, UNKNOWN_DAY, "no publication date to count from")
    place = {0: "the day of", -1: "the day before", 1: "the day after"}.get(
        step, f"{abs(step)} days {'before' if step < 0 else 'after'}"
    )
    return Reading(DATE, write_day(move(frame.published, step)), f"{place} {frame.publication}")


def resolve_sameday(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve the same day, the following day, the day before, later in the day."""
    step = 0
    if fields.has("NEXT", "FOLLOWING", "AFTER"):
        step = 1
    elif fields.has("PREVIOUS", "BEFORE"):
        step = -1
    anchor = frame.here
    if anchor is None:
        return Reading(DATE, UNKNOWN_DAY, "no day to count from")
    place = {0: "the same day as", 1: "the day after", -1: "the day before"}[step]
    named = "the day named last" if frame.day else "publication"
    how = f"{place} {describe_day(anchor)}, {named}"
    return Reading(DATE, write_day(move(anchor, step)), how, counted=True)


def resolve_eventday(fields: Fields, frame: Frame) -> Reading:
    """Resolve "the day after the vote" from a day named shortly before; else it stays open."""
    before = fields.match.before
    if frame.day is None or frame.at - frame.day_at > _NEARBY:
        return Reading(DATE, UNKNOWN_DAY, "counted from something whose day is not said")
    if before is not None and before.kind == "COMMA" and frame.at - frame.day_at < _APPOSED:
        return Reading(DATE, frame.day.isoformat(), "the day named just before it")
    step = 1 if fields.has("AFTER") else -1
    side = "after" if step > 0 else "before"
    how = f"the day {side} {describe_day(frame.day)}, taken to be the day of what follows"
    return Reading(DATE, write_day(move(frame.day, step)), how, counted=True)


def resolve_agoday(fields: Fields, frame: Frame) -> Reading:
    """Resolve "a week ago Monday", "two weeks ago on Friday"."""
    weekday = fields.number("WEEKDAY", "WABBR") or 1
    unit = fields.find("UNIT", "YEARUNIT")
    count = read_count(fields.words) or 1
    if frame.published is None or unit is None or unit.value != "W" or count > 5000:
        return Reading(DATE, f"XXXX-WXX-{weekday}", "no day to count from")
    last = find_weekday(frame.published, weekday, -1)
    name = DAY_NAMES[weekday - 1]
    how = f"{count:g} week{'s' * (count != 1)} before the {name} before {frame.publication}"
    return Reading(DATE, write_day(last and move(last, -7 * int(count))), how)
