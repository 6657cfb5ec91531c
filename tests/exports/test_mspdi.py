"""MSPDI: what MPXJ reads is what was planned, and scheduling it again changes nothing."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dated import NAMES, at_random, example, of
from hostile import HOSTILE, LONG, PLAIN, hostile_profile
from rescheduling import Project, Read

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.model.work_plan import PlanTask, WorkPlan
from crmtimeline.render.layout import visible
from crmtimeline.render.mspdi import mspdi

NAMESPACE = "{http://schemas.microsoft.com/project}"
SEEDS = range(12)
SEEDS_OF_PROGRESS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)
ONE_DAY = timedelta(days=1)
MORNING, EVENING = time(8), time(17)

SEQUENCES = {
    "Project": (
        "SaveVersion Title ScheduleFromStart StartDate FinishDate CriticalSlackLimit CalendarUID"
        " DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DefaultTaskType"
        " DurationFormat NewTasksEstimated WeekStartDay StatusDate NewTasksAreManual Calendars"
        " Tasks"
    ),
    "Calendar": "UID Name IsBaseCalendar WeekDays Exceptions",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking WorkingTimes",
    "Task": (
        "UID ID Name Active Manual Type OutlineNumber OutlineLevel Start Finish Duration"
        " DurationFormat EffortDriven Estimated Milestone Summary Critical TotalSlack"
        " PercentComplete ActualStart ActualFinish ActualDuration RemainingDuration"
        " ConstraintType ConstraintDate Deadline Notes PredecessorLink"
    ),
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
}
"""The order that the schema has of what we write: Microsoft Project refuses another."""


def plan_of(estimate: Estimate) -> WorkPlan:
    assert estimate.work_plan is not None
    return estimate.work_plan


def planned(task: PlanTask) -> tuple[datetime, datetime, bool]:
    """Return a task's start, finish and whether it is critical, to the hour."""
    begins = MORNING if task.opens_day else EVENING
    ends = EVENING if task.days else begins
    return (
        datetime.combine(task.start, begins),
        datetime.combine(task.finish, ends),
        task.critical,
    )


def scheduled(tasks: list[Read]) -> list[tuple[datetime, datetime, bool]]:
    return [(task.start, task.finish, task.critical) for task in tasks]


def check(estimate: Estimate) -> None:
    """Fail unless MPXJ reads the plan, and schedules it again to the same dates and path."""
    expected = [planned(task) for task in plan_of(estimate).tasks]
    project = Project(mspdi(estimate))
    assert scheduled(project.tasks()) == expected
    assert scheduled(project.rescheduled().tasks()) == expected


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_scheduled_to_the_same_dates_and_critical_path(name: str) -> None:
    check(example(name))


@pytest.mark.parametrize("seed", SEEDS)
def test_so_is_a_pack_with_any_links_lags_gates_freezes_and_closures(seed: int) -> None:
    check(at_random(seed))


@pytest.mark.parametrize("seed", SEEDS_OF_PROGRESS)
def test_so_is_a_project_that_has_begun(seed: int) -> None:
    check(at_random(seed, progress=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_floats_are_the_same_where_nothing_but_links_decides(seed: int) -> None:
    """Microsoft Project counts deadlines into floats, and knows no freezes."""
    estimate = at_random(seed, freezes=False)
    project = Project(mspdi(estimate)).without_deadlines().rescheduled()
    found = [task.float_days for task in project.tasks()]
    assert found == [task.total_float_days for task in plan_of(estimate).tasks]


def test_a_plan_that_does_not_hold_is_found_out() -> None:
    """What is compared above is computed there, and not what the file says."""
    text = mspdi(example("half-way")).replace("<LinkLag>0<", "<LinkLag>4800<")
    found = scheduled(Project(text).rescheduled().tasks())
    assert found != [planned(task) for task in plan_of(example("half-way")).tasks]


@pytest.mark.parametrize("name", ["half-way", "retail-before-double-eleven"])
def test_the_calendar_has_holidays_closures_and_worked_weekends(name: str) -> None:
    estimate = example(name)
    plan, project = plan_of(estimate), Project(mspdi(estimate))
    assert estimate.calendar is not None
    off = [(each.first, each.last) for each in plan.days_off]
    day = estimate.calendar.start
    while day <= max(task.finish for task in (*plan.tasks, *plan.milestones)):
        weekday = day.weekday() not in plan.weekend
        worked = weekday and not any(first <= day <= last for first, last in off)
        assert project.works_on(day) == (worked or day in plan.worked_weekends), day
        day += ONE_DAY


def test_a_worked_weekend_and_a_closure_are_among_them() -> None:
    half_way = Project(mspdi(example("half-way")))
    assert half_way.works_on(date(2026, 9, 20))  # a Sunday
    assert not half_way.works_on(date(2026, 9, 25))
    assert not Project(mspdi(example("retail-before-double-eleven"))).works_on(date(2027, 6, 28))


def test_a_week_of_six_days_is_one(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(
        "format: 1\nid: SHOP\nversion: '1'\ntitle: {en: Shop}\nweekend: [sunday]\n"
    )
    profile = tmp_path / "profile.yaml"
    profile.write_text("start: 2027-01-04\ncalendar: ./shop.yaml\ncompany: {employees: 80}\n")
    project = Project(mspdi(of(profile)))
    assert project.works_on(date(2027, 1, 9))
    assert not project.works_on(date(2027, 1, 10))
    check(of(profile))


def test_tasks_have_links_deadlines_and_progress() -> None:
    estimate = example("half-way")
    plan, project = plan_of(estimate), Project(mspdi(estimate))
    whole, *_ = project.java.getTasks()
    assert (str(whole.getName()), str(whole.getDeadline())) == (
        "Jiangnan Lifts",
        f"{plan.deadline}T17:00",
    )
    for number, (task, phase) in enumerate(zip(plan.tasks, estimate.phases, strict=True), 2):
        java = project.task(number)
        assert (str(java.getName()), int(java.getOutlineLevel())) == (phase.title, 2)
        assert float(java.getDuration().getDuration()) == task.days
        assert [str(each.getPredecessorTask().getName()) for each in java.getPredecessors()] == [
            each.title for link in task.links for each in estimate.phases if each.id == link.source
        ]
        assert str(java.getDeadline()) == (f"{task.deadline}T17:00" if task.deadline else "None")
        assert bool(java.getMilestone()) == phase.gate
        assert float(java.getActualDuration().getDuration()) == task.worked_days
        assert float(java.getRemainingDuration().getDuration()) == task.days - task.worked_days
    customization = project.task(4)
    assert 85 < float(customization.getPercentageComplete()) < 100
    assert str(customization.getActualStart()) == "2026-10-08T08:00"
    assert customization.getActualFinish() is None
    notes = str(customization.getNotes())
    assert "P50 7.5, P80 7.8, P90 8.1 weeks of work" in notes
    assert "base range 3.0-6.0 (S1.4); Company size x1.08" in notes


def test_what_comes_after_go_live_is_an_inactive_milestone() -> None:
    estimate = example("half-way")
    tasks = Project(mspdi(estimate)).java.getTasks()
    late = [task for task in tasks if not task.getActive()]
    assert [str(task.getName()) for task in late] == ["First benefits", "Deep benefits"]
    for task, each in zip(late, plan_of(estimate).milestones, strict=True):
        assert bool(task.getMilestone())
        assert str(task.getStart()) == str(task.getFinish()) == f"{each.finish}T17:00"
        (link,) = task.getPredecessors()
        assert str(link.getPredecessorTask().getName()) == "Go-live and observation"
        assert float(link.getLag().getDuration()) == each.links[0].lag_days


def test_what_is_held_back_says_until_when(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("start: 2027-01-04\nfreezes: [{from: 2027-02-01, to: 2028-06-30}]\n")
    project = Project(mspdi(of(profile)))
    held = [task for task in project.tasks() if task.java.getConstraintDate() is not None]
    assert [(task.name, str(task.java.getConstraintType())) for task in held] == [
        ("Go-live and observation", "START_NO_EARLIER_THAN")
    ]
    assert str(held[0].java.getConstraintDate()) == "2028-07-03T08:00"
    assert "Held back until 3 July 2028 by a freeze" in str(held[0].java.getNotes())


@pytest.mark.parametrize("name", NAMES)
def test_elements_come_in_the_order_of_the_schema(name: str) -> None:
    for element in ElementTree.fromstring(mspdi(example(name))).iter():
        kind = element.tag.removeprefix(NAMESPACE)
        if kind in SEQUENCES:
            order = SEQUENCES[kind].split()
            places = [order.index(each.tag.removeprefix(NAMESPACE)) for each in element]
            assert places == sorted(places)


def names(text: str) -> list[str]:
    """Return the names of tasks and days off, and the title."""
    root = ElementTree.fromstring(text)
    return [each.text or "" for tag in ("Name", "Title") for each in root.iter(NAMESPACE + tag)]


@pytest.mark.parametrize("name", [*HOSTILE.values(), PLAIN], ids=[*HOSTILE, "plain"])
def test_a_hostile_name_is_inert_and_whole(tmp_path: Path, name: str) -> None:
    text = mspdi(of(hostile_profile(tmp_path, name)))
    shown = visible(name)
    found = names(text)
    whole, planning, *_ = Project(text).java.getTasks()
    for task in (whole, planning):
        read = str(task.getName())
        assert read == shown if len(shown) <= 255 else (read.endswith("…") and len(read) == 255)
        assert read == shown or shown in str(task.getNotes()).splitlines()
    assert sum(each in (shown, f"{shown[:254]}…") for each in found) >= 3
    assert all(len(each) <= 255 for each in found)
    assert "<!" not in text
    assert all(each.isprintable() or each == "\n" for each in text)


def test_a_long_name_of_a_closure_is_whole_in_the_notes(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    closure = f"{{from: 2027-03-01, to: 2027-03-03, title: {LONG}}}"
    profile.write_text(f"start: 2027-01-04\nclosures: [{closure}]\n")
    whole, *_ = Project(mspdi(of(profile))).java.getTasks()
    assert LONG in str(whole.getNotes()).splitlines()


@pytest.mark.parametrize(
    ("language", "title", "note", "worked"),
    [
        ("en", "Planning and preparation", "Finish: 26 August 2026", "Worked weekends"),
        ("zh-CN", "前期规划与准备", "完成：2026年8月26日", "调休上班"),
        ("zh-TW", "前期規劃與準備", "完成：2026年8月26日", "補班日"),
    ],
)
def test_all_is_said_in_one_language(
    language: Language, title: str, note: str, worked: str
) -> None:
    text = mspdi(example("half-way", language))
    planning = Project(text).task(2)
    assert str(planning.getName()) == title
    assert note in str(planning.getNotes()).splitlines()
    assert worked in names(text)
