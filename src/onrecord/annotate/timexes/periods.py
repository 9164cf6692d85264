"""Weeks, months, seasons, quarters, years, decades and centuries, named or pointed at."""

from datetime import date

from onrecord.annotate.timexes.calendars import (
    MONTH_NAMES,
    SEASON_MONTHS,
    find_weekday,
    start_of,
    write_month,
    write_unit,
    write_week,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_count, read_day_number, read_year
from onrecord.annotate.timexes.tenses import Tense
from onrecord.lexicon import load_words
from onrecord.records import TimexType

DATE, DURATION, SET = TimexType.DATE, TimexType.DURATION, TimexType.SET
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "MO": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
           "FN": "XXXX-WXX", "DE": "XXX", "CE": "XX", "ML": "X"}  # fmt: skip
UNIT_NAMES = {"D": "day", "W": "week", "MO": "month", "Q": "quarter", "Y": "year",
              "FN": "fortnight", "DE": "decade", "CE": "century", "ML": "millennium"}  # fmt: skip
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
BACK = ("LAST", "PAST", "PREVIOUS")
AHEAD = ("NEXT", "COMING", "FOLLOWING")
# Months that are also names or verbs, and kinds of words that only a month follows.
_NAMES = ("March", "April", "May", "June", "August", "MARCH", "MAY")
_NAMING = ("AND", "TO", "OF", "FROM", "BY")
_BEFORE_YEARS = ("IN", "SINCE", "UNTIL", "BY", "FROM", "TO", "BETWEEN", "AND", "DURING", "OF",
                 "APPROX", "BEFORE", "AFTER", "OPEN", "THE")  # fmt: skip
_BEFORE_MONTHS = ("IN", "SINCE", "UNTIL", "BY", "FROM", "TO", "BETWEEN", "AND", "DURING", "OF")
_STRETCH = ("OVER", "IN", "FOR", "DURING", "WITHIN", "THROUGHOUT")
_YEARS = {"DE": "10Y", "CE": "100Y", "ML": "1000Y", "FN": "2W"}
NARRATIVE = ("PREVIOUS", "FOLLOWING", "SAME", "THAT")


def resolve_month(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a month, with its year, pointed at, or alone."""
    month = fields.number("MONTH", "MABBR") or 1
    if len(fields.words) == 1 and is_name(fields, frame):
        return None
    year = read_year([w for w in fields.words if w.kind not in ("MONTH", "MABBR")])
    if year is not None:
        return Reading(DATE, write_month(year, month), "as written")
    today = frame.published
    if today is None:
        return Reading(DATE, f"XXXX-{month:02d}", "no year given and no publication date")
    if fields.has("YEARUNIT"):
        found, how = find_pointed_year(fields, frame)
        return Reading(DATE, write_month(found, month), how)
    return Reading(DATE, *_find_near_month(fields, month, today, frame))


def is_name(fields: Fields, frame: Frame) -> bool:
    """Say whether a lone month is a name or a verb: April Jones, May Ridge, "may"."""
    word, before, after = fields.words[0], fields.match.before, fields.match.after
    if word.text not in _NAMES:
        return False
    if frame.tag[:2] in ("MD", "VB"):
        return True
    named = after is not None and after.kind in ("CAPITAL", "OF")
    if before is not None and before.kind in _BEFORE_MONTHS:
        return named and word.text not in ("March", "August", "MARCH") and before.kind in _NAMING
    return named or (before is not None and before.kind in ("CAPITAL", "THE"))


def _find_near_month(fields: Fields, month: int, today: date, frame: Frame) -> tuple[str, str]:
    """Choose the year of a bare month by its pointer or its tense."""
    name = MONTH_NAMES[month - 1]
    this = today.year
    if fields.has("LAST") and not fields.has("EDGE"):
        # "Last February" in March is not the February just over.
        year = this if month < today.month - 1 else this - 1
        which = f"the last {name} well before"
    elif fields.has("NEXT") or frame.tense is Tense.FUTURE:
        year = this if month > today.month - (not fields.has("NEXT")) else this + 1
        which = f"the next {name} from"
    elif fields.has("THIS"):
        year, which = this, f"{name} of the year of"
    elif frame.tense is Tense.UNKNOWN:
        ahead, back = (month - today.month) % 12, (today.month - month) % 12
        year = this + (month < today.month) if 2 * ahead < back else this - (month > today.month)
        which = f"the nearest {name} to"
    else:
        year = this if month <= today.month else this - 1
        which = f"the last {name} up to"
    return write_month(year, month), f"no year given; {which} {frame.publication}"


def find_pointed_year(fields: Fields, frame: Frame) -> tuple[int, str]:
    """Resolve "this year", "last year", "that year" beside a month, quarter or season."""
    assert frame.published is not None
    if fields.has(*NARRATIVE) and frame.year:
        step = -1 if fields.has("PREVIOUS") else 1 if fields.has("FOLLOWING") else 0
        return int(frame.year) + step, f"counted from {frame.year}, the year named last"
    step = -1 if fields.has(*BACK) else 1 if fields.has(*AHEAD) else 0
    return frame.published.year + step, f"the year counted from {frame.publication}"


def resolve_season(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a season, with its year, pointed at, or alone."""
    word = fields.find("SEASON", "FALL")
    code = word.value if word else "SU"
    if fields.has("EVERY"):
        return Reading(SET, f"XXXX-{code}", "every year")
    year = read_year(fields.words)
    if year is not None:
        return Reading(DATE, f"{year}-{code}", "as written")
    today = frame.published
    if today is None:
        return Reading(DATE, f"XXXX-{code}", "no year given and no publication date")
    if fields.has("YEARUNIT"):
        found, how = find_pointed_year(fields, frame)
        return Reading(DATE, f"{found}-{code}", how)
    start = SEASON_MONTHS[code]
    running = start <= today.month < start + 3 or (code == "WI" and today.month < 3)
    current = today.year - (code == "WI" and today.month < 3)
    begun = start <= today.month or (code == "WI" and today.month < 3)
    if fields.has("THIS") and not fields.has("PAST", "COMING"):
        return Reading(DATE, f"{today.year if not running else current}-{code}",
                       f"the {_SEASONS[code]} of the year of {frame.publication}")  # fmt: skip
    ahead = fields.has(*AHEAD) or (frame.tense is Tense.FUTURE and not fields.has("LAST"))
    if ahead:
        year = (
            current if running and not fields.has("NEXT") else today.year + (begun and code != "WI")
        )
        which = f"the next {_SEASONS[code]} from"
    else:
        year = current if begun and not (running and fields.has("LAST")) else today.year - 1
        which = f"the last {_SEASONS[code]} up to"
    return Reading(DATE, f"{year}-{code}", f"no year given; {which} {frame.publication}")


def resolve_decade(fields: Fields, frame: Frame) -> Reading:
    """Resolve a decade: the 1990s, the '80s, the early nineties."""
    word = fields.find("DECADE", "DECADEWORD", "BAREDECADE")
    digits = "".join(c for c in (word.value if word else "") if c.isdigit())
    if len(digits) == 4:
        return Reading(DATE, digits[:3], "as written")
    century = "20" if digits and digits < "20" else "19"
    return Reading(DATE, f"{century}{digits[:1]}", "the century is not written; taken as usual")


def resolve_century(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a numbered century: the 20th century is 19."""
    number = read_day_number([w for w in fields.words if w.kind in ("ORDN", "ORD")])
    tens = fields.number("TENS")
    number = (number or 0) + (tens or 0)
    if not 1 <= number <= 30:
        return None
    return Reading(DATE, f"{number - 1:02d}", f"the years {number - 1:02d}00 to {number - 1:02d}99")


def resolve_year(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a year on its own, when it is one and no count or number of something."""
    year = read_year(fields.words)
    if year is None or not _is_year(year, fields):
        return None
    return Reading(DATE, f"{year:04d}", "as written")


def resolve_years(fields: Fields, frame: Frame) -> list[Reading]:
    """Resolve two years joined by a dash: 1998-2001."""
    first, second = (word for word in fields.words if word.kind == "YEAR")
    cut = fields.words.index(first) + 1
    if not 1000 <= int(first.text) < int(second.text) <= 2100:
        return []
    return [
        Reading(DATE, first.text, "as written", fields.words[:cut]),
        Reading(DATE, second.text, "as written", (second,)),
    ]


def _is_year(year: int, fields: Fields) -> bool:
    """Tell "in 1998" from "1998 soldiers", "Room 1998", "$1998", "1600 Harbor Street"."""
    before, after = fields.match.before, fields.match.after
    left = before.kind if before else ""
    if left in ("MONEY", "HYPHEN") and len(fields.words) == 1:
        return False
    if after is not None and (
        after.kind in ("PERCENT", "HUNDRED", "MONEY")
        or after.text.lower() in load_words("timex_counted")
    ):
        return False
    placed = left in _BEFORE_YEARS or len(fields.words) > 1
    if not 1900 <= year <= 2100 and not placed:
        return False
    if before is not None and before.text.lower() in load_words("timex_numbered"):
        return False
    plural = after is not None and after.kind == "WORD" and after.text[-1] == "s"
    if plural and after is not None and after.text[-2:] not in ("ss", "us", "as", "is"):
        return left in ("IN", "SINCE", "THE", "ITS", "THIS", "DURING", "POSS")
    return True


def resolve_unit(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve one unit pointed at: last week, this year, the following month."""
    if fields.has("WEEKEND"):
        return _resolve_weekend(fields, frame)
    word = fields.find("UNIT", "YEARUNIT", "DAYUNIT", "QUARTER", "CENTURY")
    if word is None:
        return None
    if word.text[0].isupper() and not frame.headline and word.text.istitle():
        return None  # "This Week With …": a title
    unit = word.value
    year = read_year(fields.words) or (fields.has("HUNDRED") and read_count(fields.words))
    if year:
        return Reading(DATE, f"{int(year):04d}", "as written")
    before = fields.match.before
    if fields.has("PAST") and before is not None and before.kind in _STRETCH and unit != "D":
        return Reading(DURATION, f"P{_YEARS.get(unit, '1' + unit[0])}", "a length up to now")
    step = -1 if fields.has(*BACK) else 1 if fields.has(*AHEAD) else 0
    if fields.has(*NARRATIVE) and frame.value:
        return point_from(unit, step, frame)
    return point_at(unit, step, frame)


def point_at(unit: str, step: int, frame: Frame) -> Reading:
    """Return the unit that publication lies in, so many steps on."""
    if frame.published is None:
        return Reading(DATE, UNKNOWN.get(unit, ""), "no publication date to count from")
    place = {0: "of", -1: "before that of", 1: "after that of"}.get(step, "of")
    name = UNIT_NAMES.get(unit, "time")
    return Reading(
        DATE, write_unit(frame.published, unit, step), f"the {name} {place} {frame.publication}"
    )


def point_from(unit: str, step: int, frame: Frame) -> Reading:
    """Count units from what was named last: the following year."""
    value = frame.value
    anchor = start_of(value)
    if anchor is None:
        return point_at(unit, step, frame)
    place = {0: "of", -1: "before that of", 1: "after that of"}.get(step, "of")
    name = UNIT_NAMES.get(unit, "time")
    how = f"the {name} {place} {value}, named last"
    return Reading(DATE, write_unit(anchor, unit, step), how, counted=True)


def _resolve_weekend(fields: Fields, frame: Frame) -> Reading:
    today = frame.published
    if today is None:
        return Reading(DATE, "XXXX-WXX-WE", "no publication date to count from")
    if fields.has(*AHEAD):
        saturday, which = find_weekday(today, 6, 1), "the weekend after"
    elif frame.tense is Tense.FUTURE:
        saturday, which = find_weekday(today, 6, 2), "the weekend after"
    elif fields.has("THIS") and today.isoweekday() > 3:
        saturday, which = find_weekday(today, 6, 2), "the weekend of the week of"
        if today.isoweekday() == 7:
            saturday = find_weekday(today, 6, -2)
    else:
        saturday, which = find_weekday(today, 6, -2), "the last weekend up to"
    value = f"{write_week(saturday)}-WE" if saturday else ""
    return Reading(DATE, value, f"{which} {frame.publication}")


def resolve_yearbefore(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve "the year before", "the week after": counted from what was named last."""
    unit = fields.find("UNIT", "YEARUNIT")
    if unit is None:
        return None
    step = 1 if fields.has("AFTER") else -1
    return point_from(unit.value, step, frame) if frame.value else point_at(unit.value, step, frame)


def resolve_period(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve "the year", "the week": the one the report is about."""
    unit = fields.find("UNIT", "YEARUNIT")
    after = fields.match.after
    if unit is not None and after is not None and after.kind == "ENDED":
        return Reading(DURATION, f"P1{unit.value[0]}", f"a {UNIT_NAMES[unit.value]} up to a day")
    if unit is None or unit.value not in ("W", "Y", "MO") or fields.has("ITS"):
        return None
    return point_at(unit.value, 0, frame)
