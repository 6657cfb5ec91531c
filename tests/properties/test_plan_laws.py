"""Laws of the work plan: links hold in whole days, and its dates are those of its days."""

from datetime import date

import numpy as np
from hypothesis import assume, given
from packs_at_random import PackAtRandom, packs, usable

from building import estimate_of
from crmtimeline.model.work_plan import PlanLink, PlanTask, WorkPlan

START = date(2026, 3, 2)


def plan_of(some: PackAtRandom) -> WorkPlan:
    """Return the plan of a project that starts on a Monday and works five days a week."""
    found = estimate_of(some.text, f"{some.profile}start: {START}\n", trials=40).work_plan
    assert found is not None
    return found


def positions(task: PlanTask) -> tuple[int, int]:
    """Return the working days from the start of the project to both ends of a task."""
    begins = int(np.busday_count(START, task.start)) + (not task.opens_day)
    return begins, begins + task.days


def holds(link: PlanLink, before: PlanTask, after: PlanTask) -> bool:
    """Whether a link's ends are as far apart as it asks."""
    begins, ends = zip(positions(before), positions(after), strict=True)
    sides = {"S": begins, "F": ends}
    since, until = sides[link.kind[0]][0], sides[link.kind[1]][1]
    return until >= since + link.lag_days


@given(packs())
def test_every_link_holds(some: PackAtRandom) -> None:
    assume(usable(some))
    plan = plan_of(some)
    tasks = {task.id: task for task in plan.tasks}
    for task in plan.tasks:
        for link in task.links:
            assert holds(link, tasks[link.source], task), (link, task)


@given(packs())
def test_a_task_starts_at_once_unless_a_link_holds_it(some: PackAtRandom) -> None:
    assume(usable(some))
    plan = plan_of(some)
    tasks = {task.id: task for task in plan.tasks}
    for task in plan.tasks:
        begins, _ = positions(task)
        sooner = [
            link
            for link in task.links
            if not holds(
                PlanLink(link.source, link.kind, link.lag_days + 1), tasks[link.source], task
            )
        ]
        assert begins == 0 or sooner


@given(packs())
def test_dates_days_and_floats_agree(some: PackAtRandom) -> None:
    assume(usable(some))
    plan = plan_of(some)
    assert plan.finish == max(task.finish for task in plan.tasks)
    assert any(task.critical for task in plan.tasks)
    for task in plan.tasks:
        assert int(np.busday_count(task.start, task.finish)) == max(task.days - 1, 0)
        assert task.total_float_days is not None
        assert task.total_float_days >= 0
        assert task.critical == (task.total_float_days == 0)
        _, ends = positions(task)
        assert ends + task.total_float_days <= int(np.busday_count(START, plan.finish)) + 1
