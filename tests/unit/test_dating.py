"""Dating: what has weeks has dates, and closures and freezes act as they are named."""

import json
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from building import pack_from, phase_of, profile_from, run_of
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import Dates, TotalDates
from crmtimeline.render.json_document import estimate_json

TWO_WEEKS = "phases: {build: {weeks: {low: 2, high: 2}, $cite}}\n"
CHAIN = """
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  go-live: {after: [build], weeks: {low: 1, high: 1}, $cite}
"""
SPREAD = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  extra: {levels: ["no", "yes"], weights: {"no": 0.5, "yes": 0.5}, $cite}
phases:
  build: {weeks: {low: 3, high: 9}, $cite}
  more: {weeks: {low: 2, high: 5}, when: {reads: extra, is: ["yes"]}, after: [build], $cite}
  go-live: {weeks: {low: 1, high: 2}, after: [more], $cite}
milestones: {first-benefits: {after: go-live, weeks: {low: 4, high: 8}, $cite}}
"""
ONE_DAY = timedelta(days=1)
NO_DATES = ("start_date", "finish_date")


@cache
def calendar(name: str) -> Calendar:
    return load_calendar(name, Path(), Place("test"))


def dated(pack: str, profile: str, name: str | None = None, trials: int = 200) -> Estimate:
    """Return the estimate of a profile by a pack, both as text, under a shipped calendar."""
    rules = pack_from(pack)
    settings = Settings("en", "0", trials)
    found = calendar(name) if name else None
    return estimate(rules, profile_from(profile, rules), settings, found)


def last_day(pack: str, profile: str, name: str | None = None) -> date:
    """Return the day on which a project of fixed length ends."""
    ends = dated(pack, profile, name).total.finish_date
    assert ends is not None
    assert len({*vars(ends).values()}) == 1
    return ends.p50


def warned(estimated: Estimate) -> dict[str, Any]:
    """Return the values of each warning by its code."""
    return {each.code: dict(each.message.values) for each in estimated.warnings}


def dates_of(estimated: Estimate, phase: str) -> tuple[date, date]:
    """Return the first and the last day of a phase of fixed length."""
    found = phase_of(estimated, phase)
    assert found.start_date is not None
    assert found.finish_date is not None
    return found.start_date.p50, found.finish_date.p50


def document(estimated: Estimate) -> Any:
    return json.loads(estimate_json(estimated))


def test_two_weeks_from_9_february_2026_in_china_end_on_the_27th() -> None:
    assert last_day(TWO_WEEKS, "start: 2026-02-09\n", "CN") == date(2026, 2, 27)
    assert last_day(TWO_WEEKS, "start: 2026-02-09\n") == date(2026, 2, 20)


def test_2028_is_projected_and_the_estimate_says_so() -> None:
    found = dated(TWO_WEEKS, "start: 2028-03-01\n", "CN")
    assert found.calendar is not None
    assert found.calendar.projected_years == (2028,)
    assert warned(found) == {"W107": {"calendar": "CN", "years": ["2028"]}}


def test_only_the_years_of_the_estimate_count_as_projected() -> None:
    assert warned(dated(TWO_WEEKS, "start: 2026-03-02\n", "CN")) == {}
    over = dated(TWO_WEEKS, "start: 2026-12-28\n", "CN")
    assert warned(over) == {"W107": {"calendar": "CN", "years": ["2027"]}}


def test_a_year_in_which_only_the_last_day_falls_counts_too() -> None:
    pack = TWO_WEEKS.replace("2", "2.001")
    found = dated(pack, "start: 2026-12-18\n", "CN")
    assert found.total.finish_date is not None
    assert found.total.finish_date.p95 == date(2027, 1, 4)
    assert warned(found) == {"W107": {"calendar": "CN", "years": ["2027"]}}


def test_years_that_a_calendar_does_not_know_are_said() -> None:
    found = dated(TWO_WEEKS, "start: 2040-12-24\n", "CN")
    assert warned(found) == {
        "W107": {"calendar": "CN", "years": ["2040"]},
        "W109": {"calendar": "CN", "years": ["2041"]},
    }


def test_without_a_calendar_holidays_are_said_to_be_unknown() -> None:
    found = dated(TWO_WEEKS, "start: 2028-03-01\n")
    assert found.calendar is not None
    assert (found.calendar.id, found.calendar.digest) == (None, None)
    assert warned(found) == {"W106": {}}


@pytest.mark.parametrize(
    ("start", "moved"),
    [
        ("2026-02-16", date(2026, 2, 24)),  # Spring Festival
        ("2026-03-07", date(2026, 3, 9)),  # a Saturday
        ("2026-02-15", date(2026, 2, 24)),  # a Sunday that is a holiday
    ],
)
def test_a_start_on_a_day_off_moves_to_the_next_working_day(start: str, moved: date) -> None:
    found = dated(TWO_WEEKS, f"start: {start}\n", "CN")
    assert found.calendar is not None
    assert found.calendar.start == dates_of(found, "build")[0] == moved
    assert warned(found) == {"W105": {"start": start, "moved": moved.isoformat()}}


@pytest.mark.parametrize("start", ["2026-02-14", "2026-02-28", "2026-03-02"])
def test_a_start_on_a_day_that_is_worked_stays_on_a_weekend_too(start: str) -> None:
    found = dated(TWO_WEEKS, f"start: {start}\n", "CN")
    assert dates_of(found, "build")[0] == date.fromisoformat(start)
    assert warned(found) == {}


def test_a_start_in_a_closure_moves_too() -> None:
    found = dated(
        TWO_WEEKS, "start: 2026-03-02\nclosures: [{from: 2026-03-01, to: 2026-03-06}]\n", "CN"
    )
    assert dates_of(found, "build")[0] == date(2026, 3, 9)


def test_each_phase_begins_on_the_day_after_the_one_before_it() -> None:
    found = dated(CHAIN, "start: 2026-02-11\n", "CN")
    assert dates_of(found, "build") == (date(2026, 2, 11), date(2026, 2, 24))
    assert dates_of(found, "go-live") == (date(2026, 2, 25), date(2026, 3, 2))


def test_a_phase_that_ends_within_a_day_shares_it_with_the_next() -> None:
    pack = CHAIN.replace("build: {weeks: {low: 1, high: 1}", "build: {weeks: {low: 1.1, high: 1.1}")
    found = dated(pack, "start: 2026-03-02\n")
    assert dates_of(found, "build")[1] == dates_of(found, "go-live")[0] == date(2026, 3, 9)


def test_dates_are_those_of_the_exact_weeks_counted_day_by_day() -> None:
    start, trials = date(2026, 1, 28), 1000
    found = dated(SPREAD, f"start: {start}\n", "CN", trials)
    run = run_of(SPREAD, trials=trials)
    days = (start + n * ONE_DAY for n in count())
    worked = list(islice((day for day in days if calendar("CN").works_on(day)), 400))
    ends = np.sort(run.end)
    expected = [worked[ceil(5 * ends[trials * share // 100 - 1] - 1e-9) - 1] for share in SHARES]
    assert found.total.finish_date == TotalDates(*expected)
    at = run.trials.positions["more"]
    here = ~np.asarray(run.trials.absent[at])
    begins = np.sort(run.everywhere(run.trials.schedule.start[at])[here])
    first = [worked[int(5 * begins[ceil(len(begins) * share / 100) - 1])] for share in SHARES[:4]]
    assert phase_of(found, "more").start_date == Dates(*first)


SHARES = (10, 50, 80, 90, 95)


def test_a_milestone_has_a_date() -> None:
    pack = CHAIN + "milestones: {benefits: {after: go-live, weeks: {low: 4, high: 4}, $cite}}\n"
    (milestone,) = dated(pack, "start: 2026-03-02\n").milestones
    assert milestone.finish_date is not None
    assert milestone.finish_date.p90 == date(2026, 4, 10)


def test_a_closure_moves_dates_and_not_weeks() -> None:
    closure = "closures: [{title: Stocktaking, from: 2026-03-04, to: 2026-03-06}]\n"
    plain, shut = (dated(CHAIN, f"start: 2026-03-02\n{more}") for more in ("", closure))
    assert plain.total.weeks == shut.total.weeks
    assert dates_of(plain, "go-live") == (date(2026, 3, 9), date(2026, 3, 13))
    assert dates_of(shut, "go-live") == (date(2026, 3, 12), date(2026, 3, 18))


def test_a_freeze_makes_go_live_wait_and_the_waiting_counts_in_the_whole() -> None:
    freeze = "freezes: [{title: Month end, from: 2026-03-06, to: 2026-03-11}]\n"
    found = dated(CHAIN, f"start: 2026-03-02\n{freeze}")
    assert dates_of(found, "build") == (date(2026, 3, 2), date(2026, 3, 6))
    assert dates_of(found, "go-live") == (date(2026, 3, 12), date(2026, 3, 18))
    assert (found.total.weeks.p50, found.total.scenario.likely) == (2.6, 2.6)
    assert phase_of(found, "go-live").duration.p50 == 1


def test_a_freeze_does_not_stop_what_has_begun() -> None:
    freeze = "freezes: [{from: 2026-03-10, to: 2026-03-20}]\n"
    found = dated(CHAIN, f"start: 2026-03-02\n{freeze}")
    assert dates_of(found, "go-live") == (date(2026, 3, 9), date(2026, 3, 13))


def test_a_freeze_that_names_a_phase_holds_that_one_only() -> None:
    freeze = "freezes: [{from: 2026-03-02, to: 2026-03-10, phases: [build]}]\n"
    found = dated(CHAIN, f"start: 2026-03-02\n{freeze}")
    assert dates_of(found, "build") == (date(2026, 3, 11), date(2026, 3, 17))
    assert dates_of(found, "go-live") == (date(2026, 3, 18), date(2026, 3, 24))


def test_a_pack_may_call_the_phase_that_goes_live_another_name() -> None:
    freeze = "freezes: [{from: 2026-03-02, to: 2026-03-10}]\n"
    found = dated(CHAIN + "go_live: build\n", f"start: 2026-03-02\n{freeze}")
    assert dates_of(found, "build")[0] == date(2026, 3, 11)


def test_closures_and_freezes_of_pack_and_profile_act_together() -> None:
    pack = CHAIN + (
        "closures: [{from: 2026-03-03}]\nfreezes: [{from: 2026-03-11, to: 2026-03-12}]\n"
    )
    profile = (
        "start: 2026-03-02\nclosures: [{from: 2026-03-04}]\n"
        "freezes: [{from: 2026-03-13, to: 2026-03-16}]\n"
    )
    found = dated(pack, profile)
    assert dates_of(found, "build") == (date(2026, 3, 2), date(2026, 3, 10))
    assert dates_of(found, "go-live")[0] == date(2026, 3, 17)


def test_a_freeze_that_ends_on_a_friday_lets_go_on_the_next_working_day() -> None:
    freeze = "freezes: [{around: qingming, days_before: 3}]\n"
    found = dated(CHAIN, f"start: 2026-03-25\n{freeze}", "CN")
    # 1 to 3 April are frozen, 4 to 6 April are off.
    assert dates_of(found, "go-live")[0] == date(2026, 4, 7)


def test_a_gate_that_is_frozen_waits() -> None:
    pack = CHAIN.replace(
        "go-live: {after: [build], weeks: {low: 1, high: 1}",
        "go-live: {after: [build], weeks: {low: 0, high: 0}",
    )
    freeze = "freezes: [{from: 2026-03-09, to: 2026-03-11}]\n"
    assert dated(pack, "start: 2026-03-02\n").total.weeks.p50 == 1
    assert dated(pack, f"start: 2026-03-02\n{freeze}").total.weeks.p50 == 1.6


def test_a_freeze_of_a_phase_out_of_scope_changes_nothing_and_is_said() -> None:
    profile = "start: 2026-03-02\nskip: [go-live]\n"
    freeze = "freezes: [{from: 2026-03-02, to: 2026-03-31}]\n"
    found = dated(CHAIN, profile + freeze)
    assert found.total.weeks == dated(CHAIN, profile).total.weeks
    assert warned(found)["W110"] == {"phases": ["go-live"]}
    assert found.calendar is not None
    assert found.calendar.freezes == ()


def test_what_is_off_and_frozen_within_the_span_is_shown() -> None:
    profile = """
start: 2026-03-30
closures: [{title: Stocktaking, from: 2026-04-08, to: 2026-04-09}]
freezes: [{title: Quarter end, every: quarter, first_days: 2, last_days: 2}]
"""
    shown = dated(CHAIN, profile, "CN").calendar
    assert shown is not None
    assert [(each.first, each.last, each.title, each.kind) for each in shown.days_off] == [
        (date(2026, 4, 4), date(2026, 4, 6), "Qingming Festival", "holiday"),
        (date(2026, 4, 8), date(2026, 4, 9), "Stocktaking", "closure"),
    ]
    assert [(each.first, each.last, each.phases) for each in shown.freezes] == [
        (date(2026, 3, 30), date(2026, 4, 2), ("go-live",)),
    ]
    assert shown.week_starts == (date(2026, 3, 30), date(2026, 4, 7))


@pytest.mark.parametrize("key", ["closures", "freezes"])
@pytest.mark.parametrize(
    "windows",
    [
        "{every: month, first_days: 25}",
        "{from: 01-01, to: 12-31}",
        "{from: 03-01, to: 02-29}",
        "{from: 01-01, to: 12-30}, {every: month, last_days: 1}",
    ],
)
def test_windows_that_leave_no_day_are_refused_where_they_stand(key: str, windows: str) -> None:
    with pytest.raises(InputError) as raised:
        dated(CHAIN, f"start: 2026-03-02\n{key}: [{windows}]\n")
    (issue,) = raised.value.issues
    assert (issue.code, issue.place.line) == ("P128", 2)
    assert issue.message.values == {"key": key}


BESIDE = """
inputs: {extra: {levels: ["no", "yes"], weights: {"no": 0.8, "yes": 0.2}, $cite}}
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
  more: {after: [build], weeks: {low: 1, high: 1}, $cite}
  training: {weeks: {low: 10, high: 10}, $cite}
"""


OF = "{{weeks: {{low: {0}, high: {0}}}"


def floats(freeze: str, pack: str = BESIDE) -> list[float | None]:
    """Return the float of each phase from Monday 2 March 2026, Monday to Friday."""
    found = dated(pack, f"start: 2026-03-02\nfreezes: [{{{freeze}, phases: [more]}}]\n")
    return [phase.total_float_weeks for phase in found.phases]


def test_what_ends_beside_a_longer_phase_can_slip_to_its_end() -> None:
    assert floats("from: 2026-02-02") == [8, 8, 0]


def test_a_phase_can_slip_up_to_its_freeze_where_its_latest_start_is_frozen() -> None:
    # Alone it could start as late as Monday 4 May, week 9; from 27 April, week 8, it is frozen.
    assert floats("from: 2026-04-27, to: 2026-05-08") == [7, 7, 0]


@pytest.mark.parametrize(("slip", "whole"), [(0, 10), (6.98, 10), (7.02, 11)])
def test_a_phase_that_slips_by_more_than_that_waits_and_moves_the_end(
    slip: float, whole: float
) -> None:
    pack = BESIDE.replace("build: {weeks: {low: 1, high: 1}", f"build: {OF.format(1 + slip)}")
    freeze = "freezes: [{from: 2026-04-27, to: 2026-05-08, phases: [more]}]\n"
    assert dated(pack, f"start: 2026-03-02\n{freeze}").total.weeks.p50 == whole


def test_a_phase_can_slip_past_a_freeze_that_is_over_in_time() -> None:
    assert floats("from: 2026-04-06, to: 2026-05-01") == [8, 8, 0]


def test_what_comes_before_a_phase_that_waits_can_slip_by_the_waiting_too() -> None:
    # Frozen in weeks 1 to 4, it starts in week 5 instead of week 1.
    assert floats("from: 2026-03-09, to: 2026-04-03") == [8, 4, 0]


def test_before_a_freeze_to_the_end_only_the_waiting_is_left() -> None:
    # It starts in week 10 and ends the project in week 11.
    assert floats("from: 2026-03-09, to: 2026-05-08") == [9, 0, 1]


def test_the_freeze_of_a_phase_that_is_not_there_leaves_others_their_float() -> None:
    pack = BESIDE.replace("more: {", 'more: {when: {reads: extra, is: ["yes"]}, ')
    assert floats("from: 2026-02-02", pack) == [9, None, 0]
    assert floats("from: 2026-05-04, to: 2026-05-29", pack) == [9, None, 0]


def test_without_a_start_nothing_has_a_date_and_what_needs_one_is_said() -> None:
    profile = """
deadline: 2026-06-30
calendar: CN
closures: [{from: 2026-03-04}]
freezes: [{from: 2026-03-09, to: 2026-03-10}]
"""
    found = dated(CHAIN, profile, "CN")
    assert (found.calendar, found.deadline, found.progress) == (None, None, None)
    assert found.total.finish_date is None
    assert [each.message.values["key"] for each in found.warnings if each.code == "W108"] == [
        *("deadline", "calendar", "closures", "freezes"),
    ]
    assert found.total.weeks == dated(CHAIN, "").total.weeks


def test_in_json_dates_are_iso_text_under_the_published_keys() -> None:
    found = document(dated(SPREAD, "start: 2026-03-02\n", "CN"))
    total, phase = found["total"]["finish_date"], found["phases"][1]
    assert list(total) == ["p10", "p50", "p80", "p90", "p95"]
    for dates in (phase["start_date"], phase["finish_date"], found["milestones"][0]["finish_date"]):
        assert list(dates) == ["p10", "p50", "p80", "p90"]
    for text in (*total.values(), *phase["start_date"].values()):
        assert date.fromisoformat(text).isoformat() == text
    assert list(total.values()) == sorted(total.values())
    shown = found["calendar"]
    assert {"id", "digest", "projected_years"} <= shown.keys()
    assert (shown["id"], shown["digest"]) == ("CN", calendar("CN").digest)
    assert (shown["start"], shown["projected_years"]) == ("2026-03-02", [])


def test_in_json_without_a_start_all_dates_are_null() -> None:
    found = document(dated(SPREAD, "deadline: 2026-06-30\n", "CN"))
    assert (found["calendar"], found["deadline"], found["progress"]) == (None, None, None)
    assert found["total"]["finish_date"] is None
    for entry in (*found["phases"], *found["milestones"]):
        assert {entry[key] for key in NO_DATES if key in entry} == {None}
