"""Days with a name: Christmas Eve, Thanksgiving, Easter Sunday, Election Day.

Which days there are and how they fall is in `lexicon/en/timex_holidays.tsv`.
"""

from onrecord.annotate.timexes.calendars import find_holiday
from onrecord.annotate.timexes.days import UNKNOWN_DAY, choose_by_tense, say_which, write_day
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_year
from onrecord.annotate.timexes.tenses import Tense
from onrecord.records import TimexType

DATE = TimexType.DATE
# Nouns that leave a holiday before them a time.
_DAYS = ("weekend", "holiday", "holidays", "break", "week", "season", "morning", "night", "day")


def resolve_holiday(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve a day with a name: Christmas Eve, Thanksgiving, Election Day."""
    after = fields.match.after
    if after is not None and frame.next_tag[:2] == "NN" and after.kind == "WORD" \
            and after.text.lower() not in _DAYS:  # fmt: skip
        return None  # "a Christmas tree"
    word = fields.find("HOLIDAY")
    rule = word.value if word else ""
    year = read_year([w for w in fields.words if w.kind == "YEAR"])
    if year is not None:
        return Reading(DATE, write_day(find_holiday(rule, year)), "its day that year")
    if frame.published is None:
        fixed = f"XXXX-{rule}" if rule[:2].isdigit() else UNKNOWN_DAY
        return Reading(DATE, fixed, "no year given and no publication date")
    today = frame.published
    near = [find_holiday(rule, today.year + step) for step in (-2, -1, 0, 1, 2)]
    days = [day for day in near if day is not None]
    tense = frame.tense
    if fields.has("LAST", "PAST"):
        days, tense = [day for day in days if day < today], Tense.PAST
    elif fields.has("NEXT", "COMING"):
        tense = Tense.FUTURE
    if not days:
        return Reading(DATE, "", "no such day in the calendar")
    chosen, which = choose_by_tense(days, today, tense)
    return Reading(DATE, write_day(chosen), f"{say_which(which, 'such day')} {frame.publication}")
