"""MSPDI calendar: the week with its hours, and its exceptions: days off, and weekends worked."""

from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement

from crmtimeline.model.dated import CalendarShown
from crmtimeline.model.strict import Language
from crmtimeline.model.work_plan import WorkPlan
from crmtimeline.render.layout import visible
from crmtimeline.render.mspdi_values import HOURS, at, fill, short
from crmtimeline.render.words import word

DAYS_OF_WEEK = 7
DAILY = 1
ONE_DAY = timedelta(days=1)


def add_calendar(
    parent: Element, plan: WorkPlan, calendar: CalendarShown, language: Language
) -> None:
    """Add the calendar of a plan, with exceptions in the order of time."""
    element = SubElement(parent, "Calendar")
    title = calendar.title or calendar.id or word("monday_to_friday", language)
    fill(element, {"UID": 1, "Name": short(visible(title)), "IsBaseCalendar": 1})
    week = SubElement(element, "WeekDays")
    for number in range(DAYS_OF_WEEK):
        worked = (number - 1) % DAYS_OF_WEEK not in plan.weekend  # Sunday comes first
        day = SubElement(week, "WeekDay")
        fill(day, {"DayType": number + 1, "DayWorking": int(worked)})
        _add_hours(day, worked)
    off, extra = word("closure", language), word("worked_weekends", language)
    exceptions = SubElement(element, "Exceptions")
    for first, last, name, worked in sorted(
        [
            *((each.first, each.last, each.title or off, False) for each in plan.days_off),
            *((day, day, extra, True) for day in plan.worked_weekends),
        ]
    ):
        _add_exception(exceptions, (first, last), name, worked)


def _add_exception(parent: Element, run: tuple[date, date], name: str, worked: bool) -> None:
    element = SubElement(parent, "Exception")
    fill(element, {"EnteredByOccurrences": 0})
    first, last = run
    ends = {"FromDate": at(first, "00:00:00"), "ToDate": at(last, "23:59:00")}
    fill(SubElement(element, "TimePeriod"), ends)
    days = (last - first) // ONE_DAY + 1
    fill(element, {"Occurrences": days, "Name": short(visible(name)), "Type": DAILY})
    fill(element, {"DayWorking": int(worked)})
    _add_hours(element, worked)


def _add_hours(parent: Element, worked: bool) -> None:
    """Add the hours of a day that is worked."""
    if worked:
        times = SubElement(parent, "WorkingTimes")
        for begin, end in HOURS:
            fill(SubElement(times, "WorkingTime"), {"FromTime": begin, "ToTime": end})
