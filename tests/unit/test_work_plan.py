"""Work plan: plans worked by hand in whole days, what holds them back, and their calendar."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from building import pack_from, phase_of, profile_from
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import Calendar, Off
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.work_plan import PlanLink, PlanTask, WorkPlan

MONDAY = "start: 2026-03-02\n"
ONE_DAY = timedelta(days=1)
PATHS = """
phases:
  long: {weeks: {low: 2, high: 2}, $cite}
  short: {weeks: {low: 0.9, high: 0.9}, $cite}
  last: {after: [long, short], weeks: {low: 1, high: 1}, $cite}
"""
CHAIN = """
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  go-live: {after: [build], weeks: {low: 1, high: 1}, $cite}
"""
GATED = """
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  gate: {after: [build], weeks: {low: 0, high: 0}, $cite}
  ship: {after: [gate], weeks: {low: 1, high: 1}, $cite}
"""


@cache
def calendar(name: str) -> Calendar:
    return load_calendar(name, Path(), Place("test"))


def estimated(pack: str, profile: str = MONDAY, name: str | None = None) -> Estimate:
    """Return the estimate of a profile by a pack, both as text, under a shipped calendar."""
    rules = pack_from(pack)
    found = calendar(name) if name else None
    return estimate(rules, profile_from(profile, rules), Settings("en", "0", 400), found)


def plan_of(pack: str, profile: str = MONDAY, name: str | None = None) -> WorkPlan:
    plan = estimated(pack, profile, name).work_plan
    assert plan is not None
    return plan


def task(plan: WorkPlan, name: str) -> PlanTask:
    return next(each for each in (*plan.tasks, *plan.milestones) if each.id == name)


def days(plan: WorkPlan, name: str) -> tuple[str, str]:
    """Return the first and the last day of a task, of March 2026 without year and month."""
    found = task(plan, name)
    assert (found.start.month, found.finish.month) == (3, 3)
    return f"{found.start:%d}", f"{found.finish:%d}"


def test_without_a_start_there_is_no_plan() -> None:
    assert estimated(CHAIN, "").work_plan is None


def test_a_phase_takes_whole_days_and_the_next_begins_on_the_day_after() -> None:
    plan = plan_of(
        CHAIN.replace("build: {weeks: {low: 1, high: 1}", "build: {weeks: {low: 1.1, high: 1.1}")
    )
    assert [each.days for each in plan.tasks] == [6, 5]
    assert (days(plan, "build"), days(plan, "go-live")) == (("02", "09"), ("10", "16"))
    assert plan.finish == date(2026, 3, 16)


def test_a_length_is_the_p50_of_the_simulation() -> None:
    found = estimated("phases: {build: {weeks: {low: 1, likely: 3.02, high: 9}, $cite}}\n")
    assert found.work_plan is not None
    (build,) = found.work_plan.tasks
    assert 15 < 5 * phase_of(found, "build").duration.p50 <= build.days == 16


def test_the_plan_of_one_phase_ends_at_its_p50() -> None:
    found = estimated("phases: {build: {weeks: {low: 3, high: 9}, $cite}}\n", MONDAY, "CN")
    assert found.work_plan is not None
    assert found.total.finish_date is not None
    assert found.work_plan.finish == found.total.finish_date.p50
    assert found.work_plan.deadline == found.total.finish_date.p80


def test_float_is_in_days_and_what_has_none_is_critical() -> None:
    plan = plan_of(PATHS)
    assert [each.total_float_days for each in plan.tasks] == [0, 5, 0]
    assert [each.id for each in plan.tasks if each.critical] == ["long", "last"]


def test_a_lag_that_is_a_share_is_resolved_into_days_and_rounded_up() -> None:
    """Development takes days 0-12; testing waits for 0.6 * 12 = 7.2, and ends no sooner than 17."""
    pack = """
phases:
  development: {weeks: {low: 2.4, high: 2.4}, $cite}
  testing:
    weeks: {low: 0.8, high: 0.8}
    links:
      - {from: development, kind: SS, lag_share: 0.6}
      - {from: development, kind: FF, lag_weeks: 1}
    $cite
"""
    plan = plan_of(pack)
    assert task(plan, "testing").links == (
        PlanLink("development", "SS", 8),
        PlanLink("development", "FF", 5),
    )
    assert (days(plan, "development"), days(plan, "testing")) == (("02", "17"), ("19", "24"))


def test_a_lead_goes_back() -> None:
    pack = CHAIN.replace("after: [build]", "links: [{from: build, kind: FS, lag_weeks: -0.5}]")
    plan = plan_of(pack)
    assert task(plan, "go-live").links == (PlanLink("build", "FS", -2),)
    assert days(plan, "go-live") == ("05", "11")


def test_a_freeze_holds_back_and_leaves_float_before_it() -> None:
    plan = plan_of(CHAIN, f"{MONDAY}freezes: [{{from: 2026-03-06, to: 2026-03-11}}]\n")
    assert days(plan, "go-live") == ("12", "18")
    assert task(plan, "go-live").not_before == date(2026, 3, 12)
    assert task(plan, "build").not_before is None
    assert (task(plan, "build").total_float_days, task(plan, "build").critical) == (3, False)


def test_a_freeze_that_holds_nothing_back_is_no_constraint() -> None:
    plan = plan_of(CHAIN, f"{MONDAY}freezes: [{{from: 2026-03-03, to: 2026-03-06}}]\n")
    assert [each.not_before for each in plan.tasks] == [None, None]


def test_a_gate_closes_the_day_of_what_it_waits_for() -> None:
    plan = plan_of(GATED)
    gate = task(plan, "gate")
    assert (gate.days, days(plan, "gate"), gate.opens_day) == (0, ("06", "06"), False)
    assert days(plan, "ship") == ("09", "13")


def test_a_gate_opens_a_day_where_the_project_starts_or_a_freeze_ends() -> None:
    first = plan_of("phases: {kick-off: {weeks: {low: 0, high: 0}, $cite}}\n")
    assert (days(first, "kick-off"), first.tasks[0].opens_day) == (("02", "02"), True)
    frozen = "freezes: [{from: 2026-03-09, to: 2026-03-10, phases: [gate]}]\n"
    plan = plan_of(GATED, MONDAY + frozen)
    assert (days(plan, "gate"), task(plan, "gate").opens_day) == (("11", "11"), True)
    assert days(plan, "ship") == ("11", "17")


@pytest.mark.parametrize(
    ("link", "day", "opens"),
    [
        ("kind: SS", "02", True),
        ("kind: SS, lag_weeks: 0.4", "03", False),
        ("kind: FF", "06", False),
        ("kind: FS, lag_weeks: -0.4", "05", True),
        ("kind: SF, lag_weeks: 1", "06", False),
    ],
)
def test_a_gate_lies_where_its_link_leads(link: str, day: str, opens: bool) -> None:
    """Forward to an evening, back to a morning."""
    pack = GATED.replace("after: [build]", f"links: [{{from: build, {link}}}]")
    gate = task(plan_of(pack), "gate")
    assert (f"{gate.start:%d}", gate.opens_day) == (day, opens)


def unlikely(weight: float) -> str:
    """Return a pack with a phase that is in scope in so many trials."""
    weights = f"{{few: {1 - weight}, many: {weight}}}"
    return f"""
inputs: {{units: {{levels: [few, many], weights: {weights}, $cite}}}}
phases:
  build: {{weeks: {{low: 1, high: 1}}, $cite}}
  more:
    weeks: {{low: 2, high: 2}}
    when: {{reads: units, is: [many]}}
    links: [{{from: build, kind: FS, lag_weeks: 3}}]
    $cite
  go-live: {{after: [more], weeks: {{low: 1, high: 1}}, $cite}}
"""


def test_what_most_trials_have_is_in_the_plan_in_full() -> None:
    plan = plan_of(unlikely(0.6))
    assert [each.days for each in plan.tasks] == [5, 10, 5]
    assert task(plan, "more").links == (PlanLink("build", "FS", 15),)


def test_what_few_trials_have_keeps_its_place_without_length_or_lag() -> None:
    plan = plan_of(unlikely(0.4))
    assert [each.days for each in plan.tasks] == [5, 0, 5]
    assert task(plan, "more").links == (PlanLink("build", "FS", 0),)
    assert days(plan, "go-live") == ("09", "13")


def test_what_has_happened_is_fixed_and_the_rest_waits_for_the_day_after() -> None:
    pack = """
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  test: {after: [build], weeks: {low: 2, high: 2}, $cite}
  train: {after: [build], weeks: {low: 1, high: 1}, $cite}
"""
    progress = (
        "as_of: 2026-03-12\nprogress: {build: {started: 2026-03-02, finished: 2026-03-09},"
        " test: {started: 2026-03-10, remaining_weeks: {low: 0.8, high: 0.8}}}\n"
    )
    plan = plan_of(pack, MONDAY + progress)
    build, test, train = plan.tasks
    assert (build.days, build.worked_days) == (6, 6)
    assert (build.actual_start, build.actual_finish) == (date(2026, 3, 2), date(2026, 3, 9))
    assert (build.total_float_days, build.critical, build.deadline) == (None, False, None)
    assert (test.days, test.worked_days, test.actual_finish) == (7, 3, None)
    assert (test.actual_start, test.finish) == (date(2026, 3, 10), date(2026, 3, 18))
    assert (train.start, train.not_before) == (date(2026, 3, 13), date(2026, 3, 13))
    assert (test.not_before, train.actual_start, train.critical) == (None, None, True)
    assert test.total_float_days == 1


def test_a_gate_passed_in_silence_is_done() -> None:
    done = "as_of: 2026-03-10\nprogress: {build: {started: 2026-03-02, finished: 2026-03-06}}\n"
    gate = task(plan_of(GATED, MONDAY + done), "gate")
    assert gate.actual_start == gate.actual_finish == date(2026, 3, 6)


def test_a_gate_that_was_reported_closes_its_day() -> None:
    """Its link would lead to the morning after."""
    pack = GATED.replace("after: [build]", "links: [{from: build, kind: FS, lag_weeks: -0.4}]")
    begun = "build: {started: 2026-03-02}, gate: {finished: 2026-03-04}"
    passed = f"as_of: 2026-03-04\nprogress: {{{begun}}}\n"
    plan = plan_of(pack, MONDAY + passed)
    assert (days(plan, "gate"), task(plan, "gate").opens_day) == (("04", "04"), False)


def test_what_runs_can_end_later_though_another_started_with_it() -> None:
    pack = """
phases:
  build: {weeks: {low: 2, high: 2}, $cite}
  test: {links: [{from: build, kind: SS, lag_weeks: 1}], weeks: {low: 2, high: 2}, $cite}
"""
    running = "as_of: 2026-03-03\nprogress: {build: {started: 2026-03-02}}\n"
    assert [each.total_float_days for each in plan_of(pack).tasks] == [0, 0]
    assert [each.total_float_days for each in plan_of(pack, MONDAY + running).tasks] == [5, 0]


def test_deadlines_are_at_p80_where_the_plan_ends_sooner() -> None:
    found = estimated(CHAIN.replace("high: 1}", "high: 2}"))
    assert found.work_plan is not None
    for each in found.work_plan.tasks:
        finish = phase_of(found, each.id).finish_date
        assert finish is not None
        assert each.deadline == finish.p80 > each.finish
    fixed = plan_of(CHAIN)
    assert [each.deadline for each in fixed.tasks] == [None, None]
    assert fixed.deadline is None


def test_a_milestone_comes_after_its_phase_and_moves_nothing() -> None:
    after = "milestones: {gain: {after: build, weeks: {low: 4, likely: 4.1, high: 8}, $cite}}\n"
    plan = plan_of(CHAIN + after)
    gain = task(plan, "gain")
    assert gain.links == (PlanLink("build", "FS", 21),)
    assert gain.start == gain.finish == date(2026, 4, 6)  # 21 working days after 6 March
    assert (gain.days, gain.total_float_days, gain.critical) == (0, None, False)
    assert (plan.finish, task(plan, "build").critical) == (date(2026, 3, 13), True)


def test_a_milestone_is_not_before_now() -> None:
    after = "milestones: {gain: {after: build, weeks: {low: 0.2, high: 0.2}, $cite}}\n"
    done = "as_of: 2026-03-18\nprogress: {build: {started: 2026-03-02, finished: 2026-03-06}}\n"
    assert task(plan_of(CHAIN + after, MONDAY + done), "gain").start == date(2026, 3, 18)


@pytest.mark.parametrize("name", ["CN", "TW", "HK"])
def test_the_week_and_its_exceptions_are_the_calendar(name: str) -> None:
    """Also where closures meet holidays, weekends and one another."""
    closed = [(date(2026, 1, 26), date(2026, 2, 25)), (date(2026, 2, 20), date(2026, 3, 3))]
    written = ", ".join(f"{{from: {first}, to: {last}, title: t}}" for first, last in closed)
    profile = f"start: 2026-01-02\nclosures: [{written}]\n"
    plan = plan_of("phases: {build: {weeks: {low: 50, high: 50}, $cite}}\n", profile, name)
    off = [
        each.first + n * ONE_DAY
        for each in plan.days_off
        for n in range((each.last - each.first).days + 1)
    ]
    assert len(off) == len(set(off)), "exceptions lie over one another"
    day = date(2026, 1, 2)
    while day <= plan.finish:
        worked = calendar(name).works_on(day)
        worked = worked and not any(first <= day <= last for first, last in closed)
        planned = day in plan.worked_weekends or (
            day.weekday() not in plan.weekend and day not in off
        )
        assert planned == worked, day
        day += ONE_DAY
    assert plan.finish > date(2026, 12, 31)


def test_a_weekend_that_is_worked_within_a_holiday_is_no_day_off() -> None:
    saturday = date(2026, 3, 7)
    shifted = Calendar(
        off=(Off(date(2026, 3, 5), date(2026, 3, 9), "fair"),), worked=frozenset({saturday})
    )
    rules = pack_from(CHAIN)
    found = estimate(rules, profile_from(MONDAY, rules), Settings("en", "0", 100), shifted)
    assert found.work_plan is not None
    off = [(f"{each.first:%d}", f"{each.last:%d}") for each in found.work_plan.days_off]
    assert off == [("05", "06"), ("08", "09")]
    assert found.work_plan.worked_weekends == (saturday,)


def test_holidays_reach_to_the_last_milestone() -> None:
    after = "milestones: {gain: {after: build, weeks: {low: 40, high: 40}, $cite}}\n"
    plan = plan_of(CHAIN + after, MONDAY, "CN")
    assert [each.title for each in plan.days_off][-1] == "National Day"
    assert plan.days_off[-1].last < task(plan, "gain").finish
