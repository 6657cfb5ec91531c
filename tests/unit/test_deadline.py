"""Deadline: how likely it is met, what is missing, and the latest start, on worked examples."""

import json
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest

from building import TRIALS, pack_from, profile_from, run_of
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.dated import DeadlineShown, Gap, Possible
from crmtimeline.model.estimate import Estimate
from crmtimeline.render.json_document import estimate_json

ONE_DAY = timedelta(days=1)
FIXED = "phases: {{go-live: {{weeks: {{low: {0}, high: {0}}}, $cite}}}}\n"
TWO_WEEKS = FIXED.format(2)
CHAIN = """
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  go-live: {after: [build], weeks: {low: 1, high: 1}, $cite}
"""
SPREAD = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
phases:
  build: {weeks: {low: 3, high: 9}, $cite}
  go-live: {weeks: {low: 1, high: 2}, after: [build], $cite}
"""


@cache
def calendar(name: str) -> Calendar:
    return load_calendar(name, Path(), Place("test"))


def dated(pack: str, profile: str, name: str | None = None, today: date | None = None) -> Estimate:
    """Return the estimate of a profile by a pack, both as text, on a day."""
    rules = pack_from(pack)
    settings = Settings("en", "0", TRIALS, today=today)
    found = calendar(name) if name else None
    return estimate(rules, profile_from(profile, rules), settings, found)


def against(
    pack: str, profile: str, name: str | None = None, today: date | None = None
) -> DeadlineShown:
    """Return how a project stands with its deadline."""
    found = dated(pack, profile, name, today).deadline
    assert found is not None
    return found


def latest(found: DeadlineShown) -> date | None:
    """Return the latest start of a project of fixed length."""
    assert found.latest_start is not None
    assert len({*vars(found.latest_start).values()}) == 1
    return found.latest_start.p80


@pytest.mark.parametrize(
    ("deadline", "probability", "missing", "start"),
    [
        ("2026-02-25", 0, 0.4, date(2026, 2, 5)),
        ("2026-02-26", 0, 0.2, date(2026, 2, 6)),
        ("2026-02-27", 1, 0, date(2026, 2, 9)),
        ("2026-02-28", 1, 0, date(2026, 2, 10)),  # a Saturday that is worked
        ("2026-03-01", 1, 0, date(2026, 2, 10)),  # a Sunday that is not
        ("2026-03-02", 1, 0, date(2026, 2, 11)),
    ],
)
def test_two_weeks_over_the_spring_festival_of_2026(
    deadline: str, probability: float, missing: float, start: date
) -> None:
    found = against(TWO_WEEKS, f"start: 2026-02-09\ndeadline: {deadline}\n", "CN")
    assert (found.date, found.probability) == (date.fromisoformat(deadline), probability)
    assert found.missing_weeks == Gap(missing, missing, missing)
    assert latest(found) == start


def test_the_probability_is_the_share_of_trials_that_end_in_time_rounded_down() -> None:
    start, deadline = date(2026, 2, 2), date(2026, 4, 15)
    days = (start + n * ONE_DAY for n in count())
    worked = list(islice((day for day in days if calendar("CN").works_on(day)), 300))
    ends = run_of(SPREAD).end
    met = sum(worked[ceil(5 * end - 1e-9) - 1] <= deadline for end in ends)
    found = against(SPREAD, f"start: {start}\ndeadline: {deadline}\n", "CN")
    assert 0.2 < met / TRIALS < 0.8
    assert found.probability == floor(1000 * met / TRIALS) / 1000


def test_a_later_percentile_misses_more_and_must_start_earlier() -> None:
    found = against(SPREAD, "start: 2026-03-02\ndeadline: 2026-04-03\n")
    missing, latest_start = found.missing_weeks, found.latest_start
    assert latest_start is not None
    assert 0 < missing.p50 < missing.p80 < missing.p90
    assert str(latest_start.p50) > str(latest_start.p80) > str(latest_start.p90)


def test_missing_weeks_are_weeks_of_work_up_to_the_percentile() -> None:
    found = dated(SPREAD, "start: 2026-03-02\ndeadline: 2026-04-03\n")
    assert found.deadline is not None
    for name, missing in vars(found.deadline.missing_weeks).items():
        least = getattr(found.total.weeks, name) - 5  # rounded itself; what is missing goes up
        assert least - 0.005 <= missing <= least + 0.015


def test_work_that_goes_into_the_next_day_by_a_little_is_missing() -> None:
    found = dated(FIXED.format(2.001), "start: 2026-03-02\ndeadline: 2026-03-13\n")
    assert found.deadline is not None
    assert found.total.finish_date is not None
    assert found.total.finish_date.p80 == date(2026, 3, 16)
    assert found.deadline.probability == 0
    assert found.deadline.missing_weeks.p80 > 0


def test_a_latest_start_leaves_out_closures() -> None:
    closure = "closures: [{from: 2026-03-11, to: 2026-03-13}]\n"
    profile = "start: 2026-03-02\ndeadline: 2026-03-20\n"
    assert latest(against(TWO_WEEKS, profile)) == date(2026, 3, 9)
    assert latest(against(TWO_WEEKS, profile + closure)) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("freeze", "start"),
    [
        ("from: 2026-03-23, to: 2026-03-27", date(2026, 3, 9)),  # after the deadline
        ("from: 2026-03-16, to: 2026-03-16", date(2026, 3, 6)),  # go-live starts on Friday 13
        ("from: 2026-03-12, to: 2026-03-20", date(2026, 3, 4)),  # and here on Wednesday 11
        ("from: 2026-03-09, to: 2026-03-13", date(2026, 3, 9)),  # over when it would start
        ("every: month, first_days: 12", date(2026, 2, 20)),  # to 17 March: on Friday 27 February
    ],
)
def test_a_latest_start_lets_go_live_begin_before_a_freeze_or_after_it(
    freeze: str, start: date
) -> None:
    profile = f"start: 2026-03-02\ndeadline: 2026-03-20\nfreezes: [{{{freeze}}}]\n"
    assert latest(against(CHAIN, profile)) == start


def test_starts_that_wait_for_a_thaw_together_share_the_last_of_them() -> None:
    # Whatever starts from 2 to 9 March goes live on Monday 16 March, after the freeze.
    profile = "start: 2026-03-02\ndeadline: {}\nfreezes: [{{from: 2026-03-09, to: 2026-03-13}}]\n"
    found = against(CHAIN, profile.format("2026-03-20"))
    assert (found.probability, latest(found)) == (1, date(2026, 3, 9))
    found = against(CHAIN, profile.format("2026-03-19"))
    assert (found.probability, latest(found)) == (0, date(2026, 2, 27))
    assert found.missing_weeks.p80 == 0.2


def test_a_latest_start_in_the_past_is_computed_and_said_to_be_past() -> None:
    profile = "start: 2026-03-02\ndeadline: 2026-03-06\n"
    found = against(TWO_WEEKS, profile, today=date(2026, 3, 2))
    assert latest(found) == date(2026, 2, 23)
    assert found.possible == Possible(p50=False, p80=False, p90=False)
    assert found.today == date(2026, 3, 2)


@pytest.mark.parametrize("today", [date(2026, 2, 22), date(2026, 2, 23)])
def test_a_start_that_is_still_to_come_is_possible_and_needs_no_today(today: date) -> None:
    found = against(TWO_WEEKS, "start: 2026-03-02\ndeadline: 2026-03-06\n", today=today)
    assert (found.possible, found.today) == (Possible(p50=True, p80=True, p90=True), None)


def test_today_is_said_where_only_the_surest_start_is_past() -> None:
    profile = "start: 2026-03-02\ndeadline: 2026-06-30\n"
    starts = against(SPREAD, profile).latest_start
    assert starts is not None
    assert starts.p80 is not None
    found = against(SPREAD, profile, today=starts.p80)
    assert found.possible == Possible(p50=True, p80=True, p90=False)
    assert found.today == starts.p80


def test_without_a_day_to_judge_by_nobody_says_whether_a_start_is_past() -> None:
    found = against(TWO_WEEKS, "start: 2026-03-02\ndeadline: 2026-03-06\n")
    assert latest(found) == date(2026, 2, 23)
    assert (found.possible, found.today) == (None, None)


def test_a_project_that_has_begun_has_no_latest_start() -> None:
    profile = """
start: 2026-03-02
deadline: 2026-03-20
as_of: 2026-03-06
progress: {build: {started: 2026-03-02, finished: 2026-03-06}}
"""
    found = against(CHAIN, profile, today=date(2026, 3, 9))
    assert (found.latest_start, found.possible, found.today) == (None, None, None)
    assert (found.probability, found.missing_weeks) == (1, Gap(0, 0, 0))


def test_what_takes_no_time_needs_a_day_to_happen_on() -> None:
    gate = FIXED.format(0)
    found = against(gate, "start: 2026-03-02\ndeadline: 2026-03-08\n")
    assert (found.probability, latest(found)) == (1, date(2026, 3, 6))


def test_a_deadline_before_the_first_day_worked_is_not_met() -> None:
    found = against(TWO_WEEKS, "start: 2026-02-16\ndeadline: 2026-02-20\n", "CN")
    assert found.probability == 0
    assert found.missing_weeks == Gap(2, 2, 2)
    assert latest(found) == date(2026, 2, 3)


def test_the_whole_of_the_deadline_day_counts() -> None:
    profile = "start: 2026-03-02\ndeadline: 2026-03-02\n"
    assert against(FIXED.format(0.2), profile).probability == 1
    assert against(FIXED.format(0.21), profile).probability == 0


def test_a_freeze_but_for_a_day_of_the_year_lets_go_live_begin_on_it() -> None:
    profile = "start: 2026-03-02\ndeadline: 2026-03-20\nfreezes: [{from: 01-01, to: 12-30}]\n"
    assert latest(against(CHAIN, profile)) == date(2025, 12, 24)  # to begin on 31 December


def test_a_latest_start_beyond_a_hundred_years_is_none() -> None:
    pack, profile = FIXED.format(5199), "start: 2026-03-02\ndeadline: 2026-03-20\n"
    assert latest(against(pack, profile)) == date(2026, 3, 16) - 5198 * 7 * ONE_DAY
    shut = "closures: [{from: 12-25, to: 12-31}]\n"
    assert latest(against(pack, profile + shut)) is None


def test_without_a_deadline_or_a_start_there_is_nothing_to_say() -> None:
    assert dated(TWO_WEEKS, "start: 2026-03-02\n").deadline is None
    found = dated(TWO_WEEKS, "deadline: 2026-03-20\n")
    assert found.deadline is None
    assert [(each.code, dict(each.message.values)) for each in found.warnings] == [
        ("W108", {"key": "deadline", "other": "start"})
    ]


def test_in_json_a_deadline_has_the_published_keys() -> None:
    profile = "start: 2026-03-02\ndeadline: 2026-03-06\n"
    document: Any = json.loads(estimate_json(dated(TWO_WEEKS, profile, today=date(2026, 3, 2))))
    assert document["deadline"] == {
        "date": "2026-03-06",
        "weeks": 1.0,
        "probability": 0.0,
        "missing_weeks": {"p50": 1.0, "p80": 1.0, "p90": 1.0},
        "latest_start": {"p50": "2026-02-23", "p80": "2026-02-23", "p90": "2026-02-23"},
        "possible": {"p50": False, "p80": False, "p90": False},
        "today": "2026-03-02",
    }
