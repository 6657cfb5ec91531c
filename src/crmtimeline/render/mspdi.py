"""MSPDI: the work plan as XML, which Microsoft Project and most tools like it open.

Tasks have no resources and follow one calendar of eight hours a day. A name that is longer than the
tools keep is cut; the notes hold it whole.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crmtimeline.errors import Message
from crmtimeline.model.dated import CalendarShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import LinkKind
from crmtimeline.model.work_plan import PlanTask, WorkPlan
from crmtimeline.render.custom import Custom
from crmtimeline.render.layout import visible
from crmtimeline.render.mspdi_calendar import DAYS_OF_WEEK, add_calendar
from crmtimeline.render.mspdi_values import (
    EVENING,
    LONGEST_NAME,
    MINUTES_A_DAY,
    MORNING,
    Fields,
    at,
    duration,
    fill,
    short,
    tenths,
)
from crmtimeline.render.phase_notes import finish_note, phase_name, phase_notes
from crmtimeline.render.terminal import made_by, quote_sentence, title_line
from crmtimeline.render.words import say, word

NAMESPACE = "http://schemas.microsoft.com/project"
SAVED_BY = 14
"""Microsoft Project 2010, the first that knows inactive tasks."""

IN_DAYS = 7
"""How durations and lags are shown."""

FIXED_DURATION = 1
AS_SOON_AS_POSSIBLE, NOT_BEFORE = 0, 4
LINK_TYPES: Mapping[LinkKind, int] = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}


class _Row(NamedTuple):
    """A task with its place in the outline, its name and its notes."""

    number: int
    outline: str
    task: PlanTask
    name: str
    notes: list[str]
    active: bool = True


def mspdi(estimate: Estimate) -> str:
    """Return the work plan of an estimate with a start."""
    plan, calendar = estimate.work_plan, estimate.calendar
    assert plan is not None, "a format of dates needs a start"
    assert calendar is not None, "a format of dates needs a start"
    root = Element("Project", xmlns=NAMESPACE)
    fill(root, _properties(estimate, plan, calendar))
    add_calendar(SubElement(root, "Calendars"), plan, calendar, estimate.language)
    tasks = SubElement(root, "Tasks")
    fill(SubElement(tasks, "Task"), _whole(estimate, plan, calendar))
    rows = [*_phases(estimate, plan), *_milestones(estimate, plan)]
    numbers = {row.task.id: row.number for row in rows if row.active}
    for row in rows:
        element = SubElement(tasks, "Task")
        fill(element, _task(row))
        for link in row.task.links:
            lag = {"LinkLag": tenths(link.lag_days), "LagFormat": IN_DAYS}
            ends = {"PredecessorUID": numbers[link.source], "Type": LINK_TYPES[link.kind]}
            fill(SubElement(element, "PredecessorLink"), {**ends, "CrossProject": 0, **lag})
    indent(root)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n{tostring(root, encoding='unicode')}\n"


def _properties(estimate: Estimate, plan: WorkPlan, calendar: CalendarShown) -> Fields:
    progress = estimate.progress
    return {
        "SaveVersion": SAVED_BY,
        "Title": short(visible(title_line(estimate))),
        "ScheduleFromStart": 1,
        "StartDate": at(calendar.start, MORNING),
        "FinishDate": at(plan.finish, EVENING),
        "CriticalSlackLimit": 0,
        "CalendarUID": 1,
        "DefaultStartTime": MORNING,
        "DefaultFinishTime": EVENING,
        "MinutesPerDay": MINUTES_A_DAY,
        "MinutesPerWeek": MINUTES_A_DAY * (DAYS_OF_WEEK - len(plan.weekend)),
        "DefaultTaskType": FIXED_DURATION,
        "DurationFormat": IN_DAYS,
        "NewTasksEstimated": 0,
        "WeekStartDay": 1,
        "StatusDate": at(progress.as_of, EVENING) if progress else None,
        "NewTasksAreManual": 0,
    }


def _whole(estimate: Estimate, plan: WorkPlan, calendar: CalendarShown) -> Fields:
    """Return the summary task of all phases."""
    language, custom = estimate.language, Custom(estimate.language)
    name = visible(estimate.profile.name or word("nameless", language))
    made = made_by(estimate.pack, estimate.tool.version, estimate.simulation)
    titles = [calendar.title, *(each.title for each in plan.days_off)]
    notes = [
        title_line(estimate),
        quote_sentence(estimate, custom),
        word("note_plan", language),
        *(title for title in titles if title and short(title) != title),
        say(made, language),
    ]
    return {
        "UID": 1,
        "ID": 1,
        "Name": short(name),
        "Active": 1,
        "Manual": 0,
        "OutlineNumber": "1",
        "OutlineLevel": 1,
        "Start": at(calendar.start, MORNING),
        "Finish": at(plan.finish, EVENING),
        "DurationFormat": IN_DAYS,
        "Milestone": 0,
        "Summary": 1,
        "Deadline": at(plan.deadline, EVENING),
        "Notes": "\n".join(dict.fromkeys(map(visible, notes))),
    }


def _phases(estimate: Estimate, plan: WorkPlan) -> Iterator[_Row]:
    language = estimate.language
    for number, (task, phase) in enumerate(zip(plan.tasks, estimate.phases, strict=True), 1):
        notes = phase_notes(phase, language)
        if task.not_before is not None:
            custom = Custom(language)
            held = Message("note_held", {"day": custom.day(task.not_before)})
            notes.append(custom.sentence(say(held, language)))
        yield _Row(number + 1, f"1.{number}", task, phase_name(phase, language), notes)


def _milestones(estimate: Estimate, plan: WorkPlan) -> Iterator[_Row]:
    first = len(plan.tasks) + 2
    for number, (task, each) in enumerate(zip(plan.milestones, estimate.milestones, strict=True)):
        notes = [finish_note(each.finish_date, estimate.language)] if each.finish_date else []
        yield _Row(first + number, str(number + 2), task, each.title, notes, active=False)


def _task(row: _Row) -> Fields:
    """Return the elements of a task that come before its links."""
    task, name = row.task, visible(row.name)
    done = task.actual_finish is not None
    begins = MORNING if task.opens_day else EVENING
    ends = EVENING if task.days else begins
    held = task.not_before is not None
    notes = [name] * (len(name) > LONGEST_NAME) + list(map(visible, row.notes))
    return {
        "UID": row.number,
        "ID": row.number,
        "Name": short(name),
        "Active": int(row.active),
        "Manual": 0,
        "Type": FIXED_DURATION,
        "OutlineNumber": row.outline,
        "OutlineLevel": row.outline.count(".") + 1,
        "Start": at(task.start, begins),
        "Finish": at(task.finish, ends),
        "Duration": duration(task.days),
        "DurationFormat": IN_DAYS,
        "EffortDriven": 0,
        "Estimated": 0,
        "Milestone": int(task.days == 0),
        "Summary": 0,
        "Critical": int(task.critical),
        "TotalSlack": tenths(task.total_float_days),
        "PercentComplete": 100 if done else 100 * task.worked_days // max(task.days, 1),
        "ActualStart": at(task.actual_start, begins),
        "ActualFinish": at(task.actual_finish, ends),
        "ActualDuration": duration(task.worked_days),
        "RemainingDuration": duration(task.days - task.worked_days),
        "ConstraintType": NOT_BEFORE if held else AS_SOON_AS_POSSIBLE,
        "ConstraintDate": at(task.not_before, MORNING),
        "Deadline": at(task.deadline, EVENING),
        "Notes": "\n".join(notes) or None,
    }
