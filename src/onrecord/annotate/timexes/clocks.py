"""Times of day: 4:30 p.m. EST, 1600 GMT, noon Thursday, Friday night, this morning."""

from datetime import date

from onrecord.annotate.timexes.calendars import describe_day, move
from onrecord.annotate.timexes.days import UNKNOWN_DAY, find_calendar_day, resolve_written
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.weekdays import resolve_deictic, resolve_weekday
from onrecord.records import TimexType

TIME = TimexType.TIME
_JOINTS = ("HYPHEN", "DASH", "TO", "AND", "UNTIL")
_BEFORE_CLOCKS = ("AT", "BY", "FROM", "TO", "SINCE", "UNTIL", "BETWEEN", "AND", "BEFORE", "AFTER",
                  "APPROX", "HYPHEN", "OF")  # fmt: skip


def resolve_time(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a clock time, on the day written with it or the day the narrative is at."""
    clock = read_clock(fields)
    if clock is None or _is_length(fields, clock):
        return None
    day, how = find_named_day(fields, frame)
    if not day:
        day, how = _find_current_day(frame)
    zone = fields.find("ZONE", "EASTERN", "LOCALTIME")
    if zone is not None:
        offset = {"Z": "UTC", "": "the place's own time"}.get(zone.value, f"UTC{zone.value}")
        how = f"{how}; {zone.text} is {offset}"
        # Only UTC is written into the value: EST, IST and their like are more than one zone.
        clock += "Z" * (zone.value == "Z")
    return Reading(TIME, f"{day}T{clock}", how)


def resolve_times(fields: Fields, frame: Frame) -> list[Reading]:
    """Resolve "1 AM-4 AM on Saturday", "from 3 to 5 p.m.": two times of one day."""
    words = fields.words
    joint = next(i for i, word in enumerate(words) if word.kind in _JOINTS)
    second = max(i for i, word in enumerate(words) if word.kind == "AMPM") + 1
    day, how = find_named_day(Fields(fields.match._replace(words=words[second:])), frame)
    if not day:
        day, how = _find_current_day(frame)
    readings = []
    half = words[second - 1 : second]
    for run in (words[:joint], words[joint + 1 : second]):
        whole = run if run[-1].kind == "AMPM" else (*run, *half)
        clock = read_clock(Fields(fields.match._replace(words=whole)))
        if clock is not None:
            readings.append(Reading(TIME, f"{day}T{clock}", how, run))
    dated = [w for w in words[second:] if w.kind not in ("COMMA", "ON", "ZONE", "LOCALTIME")]
    if dated and readings:
        readings.append(Reading(TimexType.DATE, day, how, tuple(dated)))
    return readings


def _is_length(fields: Fields, clock: str) -> bool:
    """Say whether 2:40 may be the length of a film or a score: nothing makes it a time."""
    if len(fields.words) > 1 or fields.words[0].kind != "CLOCK" or clock >= "13:00":
        return False
    before = fields.match.before
    return before is None or before.kind not in _BEFORE_CLOCKS


def resolve_timeon(fields: Fields, frame: Frame) -> list[Reading]:
    """Resolve "4:30 a.m. on Sunday" to a time and, apart, its day."""
    cut = max(i for i, word in enumerate(fields.words) if word.kind == "ON")
    value, how = find_named_day(fields, frame)
    readings = [Reading(TimexType.DATE, value, how, fields.words[cut + 1 :])]
    before = [w for w in fields.words[:cut] if w.kind != "COMMA"]
    clock = read_clock(Fields(fields.match._replace(words=tuple(before))))
    if clock is not None:
        clock += "Z" * any(word.value == "Z" for word in before)
        readings.insert(0, Reading(TIME, f"{value}T{clock}", how, tuple(before)))
    return readings


def read_clock(fields: Fields) -> str | None:
    """Return the time of day as HH:MM, or None when there is no such time."""
    noon = fields.find("NOON")
    if noon is not None:
        return noon.value
    word = fields.find("CLOCK", "DAY", "ONES", "TEENS", "YEAR", "INT")
    if fields.has("AMPM", "OCLOCK", "PART"):
        marks = [i for i, w in enumerate(fields.words) if w.kind in ("AMPM", "OCLOCK", "IN")]
        word = fields.words[marks[0] - 1] if marks and marks[0] else word
    if word is None:
        return None
    hour, minute = _read_digits(word.text if word.text[0].isdigit() else word.value)
    half = fields.find("AMPM", "PART")
    if half is not None:
        late = half.text[0] in "pP" if half.kind == "AMPM" else half.value in ("AF", "EV", "NI")
        if hour <= 12:
            hour = hour % 12 + 12 * late
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def _read_digits(text: str) -> tuple[int, int]:
    parts = text.replace(",", "").replace(".", ":").split(":")
    if len(parts) > 1:
        return int(parts[0]), int(parts[1])
    number = int(parts[0])
    return divmod(number, 100) if len(parts[0]) > 2 else (number, 0)


def find_named_day(fields: Fields, frame: Frame) -> tuple[str, str]:
    """Return the day written beside a time of day, and how it was found."""
    words = fields.words
    if fields.has("MONTH", "MABBR"):
        kept = tuple(w for i, w in enumerate(words) if not _is_clock(words, i))
        return find_calendar_day(kept, frame)
    for kinds, resolve in (
        (("WEEKDAY", "WABBR"), resolve_weekday),
        (("DEICTIC",), resolve_deictic),
    ):
        if fields.has(*kinds):
            reading = resolve(fields, frame)
            return reading.value, reading.how
    iso = fields.find("ISO")
    if iso is not None:
        reading = resolve_written(Fields(fields.match._replace(words=(iso,))), frame)
        return reading.value, reading.how
    return "", ""


def _is_clock(words: tuple[object, ...], index: int) -> bool:
    following = words[index + 1 : index + 2]
    return any(getattr(word, "kind", "") in ("AMPM", "OCLOCK") for word in following)


def _find_current_day(frame: Frame) -> tuple[str, str]:
    if frame.here is None:
        return UNKNOWN_DAY, "no day given and no publication date"
    named = "the day named last" if frame.day else "publication"
    return frame.here.isoformat(), f"on {describe_day(frame.here)}, {named}"


def resolve_part(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a part of a day: Friday night, this morning, last night, tonight."""
    word = fields.find("PART", "DAWN", "TONIGHT", "OVERNIGHT", "NOON")
    if word is None:
        return None
    day, how = find_named_day(fields, frame)
    if not day:
        day, how = _find_pointed_day(fields, frame)
    part = "T12:00" if word.kind == "NOON" else f"T{word.value}"
    return Reading(TIME, f"{day}{part}", how)


def _find_pointed_day(fields: Fields, frame: Frame) -> tuple[str, str]:
    today = frame.published
    if fields.has("LAST", "THIS", "TONIGHT", "OVERNIGHT"):
        if today is None:
            return UNKNOWN_DAY, "no publication date to count from"
        step = -1 if fields.has("LAST") else 0
        place = "the day before" if step else "the day of"
        return _write(move(today, step)), f"{place} {frame.publication}"
    part = fields.find("PART", "DAWN", "NOON")
    same = frame.parts.get(part.value) if part is not None and fields.has("THAT") else None
    anchor = same or frame.here
    if anchor is None:
        return UNKNOWN_DAY, "no day to count from"
    step = 1 if fields.has("NEXT", "FOLLOWING") else -1 if fields.has("PREVIOUS") else 0
    place = {0: "on", 1: "the day after", -1: "the day before"}[step]
    named = "the day named last" if frame.day else "publication"
    return _write(move(anchor, step)), f"{place} {describe_day(anchor)}, {named}"


def _write(day: date | None) -> str:
    return day.isoformat() if day is not None else UNKNOWN_DAY
