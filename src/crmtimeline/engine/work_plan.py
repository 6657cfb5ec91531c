"""Work plan: the course of a project as tasks with dates, and the calendar that they follow."""

from collections.abc import Iterator, Sequence
from datetime import date

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.plan_calendar import exceptions
from crmtimeline.engine.plan_course import Course, course, lag_days
from crmtimeline.engine.results import Spreads, passed_in_silence
from crmtimeline.engine.simulate import Trials
from crmtimeline.engine.workdays import DAYS_PER_WEEK, WorkDays, days_in
from crmtimeline.model.estimate import Estimate, MilestoneEstimate, PhaseEstimate
from crmtimeline.model.work_plan import PlanLink, PlanTask, WorkPlan


def work_plan(found: Estimate, simulated: Trials, dated: Dating, spreads: Spreads) -> WorkPlan:
    """Return the plan of a project with a start, of which all else is found."""
    planned = course(simulated, [phase.in_scope for phase in found.phases], spreads)
    tasks = tuple(_tasks(found.phases, planned, simulated, dated.days))
    milestones = tuple(_milestones(found.milestones, planned, simulated, dated.days))
    ends = found.total.finish_date
    assert ends is not None, "a project with a start has dates"
    finish = max(task.finish for task in tasks)
    last = max(ends.p95, *(each.finish for each in (*tasks, *milestones)))
    return WorkPlan(
        tasks=tasks,
        milestones=milestones,
        finish=finish,
        deadline=_later(ends.p80, finish),
        weekend=tuple(sorted(dated.calendar.weekend)),
        **exceptions(dated, last, found.language)._asdict(),
    )


def _tasks(
    phases: Sequence[PhaseEstimate], planned: Course, simulated: Trials, days: WorkDays
) -> Iterator[PlanTask]:
    """Yield the task of each phase."""
    opening = planned.opening
    for at, phase in enumerate(phases):
        start, finish, actual = planned.start[at], planned.finish[at], planned.actuals.get(at)
        spent = round(DAYS_PER_WEEK * actual.spent) if actual else 0
        done = passed_in_silence(at, simulated) or (actual is not None and spent == finish - start)
        first = days.day(start if at in opening else start - 1)
        last = days.day(finish - 1) if start < finish else first
        yield PlanTask(
            id=phase.id,
            days=finish - start,
            links=tuple(
                PlanLink(phases[tie.source].id, tie.kind, lag_days(tie))
                for tie in planned.net.ties[at]
            ),
            start=first,
            finish=last,
            opens_day=at in opening,
            total_float_days=None if done else planned.floats[at],
            critical=not done and planned.floats[at] == 0,
            not_before=first if at in planned.held else None,
            deadline=_later(phase.finish_date.p80, last)
            if phase.finish_date and not done
            else None,
            worked_days=spent,
            actual_start=first if actual or done else None,
            actual_finish=last if done else None,
        )


def _milestones(
    expected: Sequence[MilestoneEstimate], planned: Course, simulated: Trials, days: WorkDays
) -> Iterator[PlanTask]:
    """Yield what comes after phases, none of it before now."""
    for each in expected:
        at, lag = simulated.positions[each.after], days_in(each.weeks.likely)
        now = round(DAYS_PER_WEEK * simulated.held.now)
        day = days.day(max(planned.finish[at] + lag, now, 1) - 1)
        yield PlanTask(
            id=each.id,
            days=0,
            links=(PlanLink(each.after, "FS", lag),),
            start=day,
            finish=day,
            opens_day=False,
            total_float_days=None,
            critical=False,
            not_before=None,
            deadline=_later(each.finish_date.p80, day) if each.finish_date else None,
            worked_days=0,
            actual_start=None,
            actual_finish=None,
        )


def _later(day: date, than: date) -> date | None:
    """Return a day that is later than another, None where it is not."""
    return day if day > than else None
