"""Progress: what cannot have happened is refused where it stands, what can is placed in weeks."""

import pytest

from building import estimate_of, phase_of
from crmtimeline.errors import InputError
from crmtimeline.model.dated import PhaseProgressShown
from crmtimeline.model.estimate import Estimate
from reading import told

CHAIN = """
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  second: {weeks: {low: 3, high: 9}, after: [first], $cite}
  third: {weeks: {low: 1, high: 2}, after: [second], $cite}
"""
GATED = """
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  gate: {weeks: {low: 0, high: 0}, after: [first], $cite}
  second: {weeks: {low: 3, high: 9}, after: [gate], $cite}
"""
EXTRA = """
inputs: {extra: {levels: ["no", "yes"], weights: {"no": 0.5, "yes": 0.5}, $cite}}
phases:
  first: {weeks: {low: 1, high: 2}, $cite}
  more: {weeks: {low: 2, high: 4}, when: {reads: extra, is: ["yes"]}, after: [first], $cite}
  gate: {weeks: {low: 0, high: 0}, after: [more], $cite}
  last: {weeks: {low: 2, high: 4}, after: [more], $cite}
"""
BEHIND_A_GATE = EXTRA.replace(
    "last: {weeks: {low: 2, high: 4}, after: [more]",
    "last: {weeks: {low: 2, high: 4}, after: [gate]",
)
DATES = "start: 2027-01-04\nas_of: 2027-01-29\n"


def refused(pack: str, profile: str) -> list[str]:
    """Return what is wrong with a profile as `line:column code`."""
    with pytest.raises(InputError) as raised:
        estimate_of(pack, profile, trials=100)
    return told(raised.value.issues)


def seen(estimated: Estimate, name: str) -> PhaseProgressShown:
    """Return how one phase of an estimate stands."""
    assert estimated.progress is not None
    return next(each for each in estimated.progress.phases if each.id == name)


def ends(estimated: Estimate, name: str) -> tuple[float, float]:
    """Return when a phase whose dates are known starts and finishes, in weeks."""
    phase = phase_of(estimated, name)
    assert phase.start.p10 == phase.start.p90
    assert phase.finish.p10 == phase.finish.p90
    return phase.start.p50, phase.finish.p50


def linked(link: str) -> str:
    """Return a pack of two phases, the second tied to the first by a link."""
    return f"""
phases:
  first: {{weeks: {{low: 2, high: 4}}, $cite}}
  second: {{weeks: {{low: 3, high: 9}}, links: [{{from: first, {link}}}], $cite}}
"""


def test_progress_needs_the_start_and_the_day_it_was_taken() -> None:
    progress = "progress:\n  first: {started: 2027-01-04}\n"
    assert refused(CHAIN, progress) == ["2:3 P118", "2:3 P118"]
    assert refused(CHAIN, f"start: 2027-01-04\n{progress}") == ["3:3 P118"]
    assert refused(CHAIN, f"as_of: 2027-01-29\n{progress}") == ["3:3 P118"]


@pytest.mark.parametrize("said", ["{}", "{remaining_weeks: {low: 1, high: 2}}"])
def test_a_phase_in_progress_has_a_day(said: str) -> None:
    assert refused(CHAIN, f"{DATES}progress: {{first: {said}}}") == ["3:19 P118"]


def test_what_is_left_needs_a_start_beside_a_finish() -> None:
    progress = "progress: {first: {finished: 2027-01-29, remaining_weeks: {low: 1, high: 2}}}"
    assert refused(CHAIN, DATES + progress) == ["3:19 P118", "3:59 P126"]


def test_a_phase_that_is_finished_has_nothing_left() -> None:
    progress = """progress:
  first:
    started: 2027-01-04
    finished: 2027-01-29
    remaining_weeks: {low: 1, high: 2}
"""
    assert refused(CHAIN, DATES + progress) == ["7:22 P126"]


def test_what_lies_in_the_future_has_not_happened() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-02-01}
  second: {started: 2027-02-02}
"""
    assert refused(CHAIN, DATES + progress) == ["4:42 P122", "5:21 P122"]
    today = progress.replace("02-02", "02-01")
    estimate_of(CHAIN, DATES.replace("01-29", "02-01") + today, trials=100)


def test_days_out_of_order_are_refused_at_the_later_one() -> None:
    assert refused(
        CHAIN, "start: 2027-01-04\nas_of: 2027-01-03\nprogress: {first: {started: 2027-01-02}}"
    ) == ["2:8 P124", "3:29 P124"]
    progress = "progress: {first: {started: 2027-01-15, finished: 2027-01-14}}"
    assert refused(CHAIN, DATES + progress) == ["3:51 P124"]
    alone = "progress: {gate: {finished: 2027-01-01}}"
    assert refused(GATED, DATES + alone) == ["3:29 P124"]


def test_a_phase_out_of_scope_has_no_progress() -> None:
    progress = """
skip: [first]
progress:
  first: {started: 2027-01-04, finished: 2027-01-15}
  second: {started: 2027-01-18}
"""
    assert refused(CHAIN, DATES + progress) == ["6:10 P117"]
    unmet = 'extra: "no"\nprogress: {more: {started: 2027-01-04}}'
    assert refused(EXTRA, DATES + unmet) == ["4:18 P117"]


def test_progress_that_no_trial_has_is_refused() -> None:
    pack = EXTRA.replace(
        "  gate: {weeks: {low: 0, high: 0}",
        '  gate: {weeks: {low: 1, high: 2}, when: {reads: extra, is: ["no"]}',
    )
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-08}
  more: {started: 2027-01-11, finished: 2027-01-22}
  gate: {started: 2027-01-25}
"""
    assert refused(pack, DATES + progress) == ["4:3 P125"]


def test_a_phase_goes_after_what_comes_before_it() -> None:
    early = """progress:
  first: {started: 2027-01-04, finished: 2027-01-15}
  second: {started: 2027-01-14}
"""
    assert refused(CHAIN, DATES + early) == ["5:21 P123"]
    estimate_of(CHAIN, DATES + early.replace("01-14", "01-15"), trials=100)


def test_a_phase_goes_after_what_is_still_running() -> None:
    progress = "progress:\n  first: {started: 2027-01-04}\n  second: {started: 2027-01-25}\n"
    assert refused(CHAIN, DATES + progress) == ["5:21 P123"]


def test_every_phase_out_of_order_is_named() -> None:
    progress = "progress:\n  second: {started: 2027-01-25}\n  third: {started: 2027-01-25}\n"
    assert refused(CHAIN, DATES + progress) == ["4:21 P123", "5:20 P123"]


@pytest.mark.parametrize(
    ("link", "first", "second", "place"),
    [
        ("kind: FS", "started: 2027-01-04", "started: 2027-01-11", "5:21"),
        ("kind: SS", "started: 2027-01-12", "started: 2027-01-11", "5:21"),
        ("kind: SS", "started: 2027-01-11", "started: 2027-01-11", None),
        ("kind: SS, lag_share: 0.6", "started: 2027-01-11", "started: 2027-01-12", None),
        ("kind: FF", "started: 2027-01-11", "started: 2027-01-04", None),
        (
            "kind: FF",
            "started: 2027-01-11",
            "started: 2027-01-04, finished: 2027-01-22",
            "5:43",
        ),
        (
            "kind: FF",
            "started: 2027-01-11, finished: 2027-01-22",
            "started: 2027-01-04, finished: 2027-01-21",
            "5:43",
        ),
        (
            "kind: FF",
            "started: 2027-01-11, finished: 2027-01-22",
            "started: 2027-01-04, finished: 2027-01-22",
            None,
        ),
        ("kind: SF", "started: 2027-01-11", "started: 2027-01-04, finished: 2027-01-08", "5:43"),
        ("kind: SF", "started: 2027-01-11", "started: 2027-01-04, finished: 2027-01-11", None),
        ("kind: FS, lag_weeks: -1", "started: 2027-01-04", "started: 2027-01-11", None),
        (
            "kind: FS, lag_weeks: 2",
            "started: 2027-01-04, finished: 2027-01-08",
            "started: 2027-01-11",
            None,
        ),
    ],
)
def test_order_is_what_the_link_asks_for(
    link: str, first: str, second: str, place: str | None
) -> None:
    profile = f"{DATES}progress:\n  first: {{{first}}}\n  second: {{{second}}}\n"
    if place is not None:
        assert refused(linked(link), profile) == [f"{place} P123"]
    else:
        found = estimate_of(linked(link), profile, trials=100)
        statuses = {seen(found, name).status for name in ("first", "second")}
        assert statuses <= {"done", "running"}


def test_a_gate_that_nobody_reported_is_passed_in_silence() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-15}
  second: {started: 2027-01-18}
"""
    found = estimate_of(GATED, DATES + progress)
    assert ends(found, "gate") == (2.0, 2.0)
    assert phase_of(found, "second").start.p50 == 2.0


def test_a_gate_that_nobody_reported_still_keeps_the_order() -> None:
    progress = "progress:\n  first: {started: 2027-01-04}\n  second: {started: 2027-01-18}\n"
    assert refused(GATED, DATES + progress) == ["5:21 P123"]


@pytest.mark.parametrize("key", ["finished", "started"])
def test_a_gate_is_passed_at_the_end_of_its_day(key: str) -> None:
    progress = f"""progress:
  first: {{started: 2027-01-04, finished: 2027-01-15}}
  gate: {{{key}: 2027-01-20}}
"""
    found = estimate_of(GATED, DATES + progress)
    assert ends(found, "gate") == (2.6, 2.6)
    assert seen(found, "gate").status == "done"
    assert seen(found, "gate").spent_weeks == 0
    assert phase_of(found, "second").start.p10 == 4.0


def test_a_gate_is_passed_in_order() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-15}
  gate: {finished: 2027-01-20}
  second: {started: 2027-01-19}
"""
    assert refused(GATED, DATES + progress) == ["6:21 P123"]
    early = progress.replace("gate: {finished: 2027-01-20}", "gate: {finished: 2027-01-14}")
    assert refused(GATED, DATES + early) == ["5:9 P123"]


def test_a_phase_has_worked_from_its_first_day_through_the_last() -> None:
    progress = """progress:
  first: {started: 2027-01-06, finished: 2027-01-15}
  second: {started: 2027-01-18}
"""
    found = estimate_of(CHAIN, DATES + progress)
    assert ends(found, "first") == (0.4, 2.0)
    shown = [
        (seen(found, each.id).status, seen(found, each.id).spent_weeks) for each in found.phases
    ]
    assert shown == [("done", 1.6), ("running", 2.0), ("to_come", 0.0)]
    assert phase_of(found, "second").finish.p10 >= 4.0


def test_days_off_count_for_nothing() -> None:
    progress = """
start: 2027-01-02
as_of: 2027-01-31
progress:
  first: {started: 2027-01-02, finished: 2027-01-17}
  second: {started: 2027-01-23}
"""
    found = estimate_of(CHAIN, progress)  # from a Saturday to a Sunday, then from a Saturday on
    assert ends(found, "first") == (0.0, 2.0)
    assert phase_of(found, "second").start.p50 == 3.0
    assert seen(found, "second").spent_weeks == 1.0
    first = phase_of(found, "first")
    assert first.start_date is not None
    assert first.finish_date is not None
    assert (str(first.start_date.p50), str(first.finish_date.p50)) == ("2027-01-04", "2027-01-15")


def test_a_phase_started_without_one_that_may_not_be_has_it_out_of_scope() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-08}
  last: {started: 2027-01-11}
"""
    found = estimate_of(EXTRA, DATES + progress)
    assert phase_of(found, "more").in_scope == 0
    assert found.progress is not None
    (learned,) = found.progress.learned
    assert (learned.input, learned.value, learned.after) == ("extra", "no", 1.0)


def test_a_phase_begun_is_in_scope_in_every_trial() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-08}
  more: {started: 2027-01-11}
"""
    assert phase_of(estimate_of(EXTRA, DATES + progress), "more").in_scope == 1


def test_a_phase_that_may_still_come_keeps_its_share() -> None:
    progress = "progress: {first: {started: 2027-01-04, finished: 2027-01-08}}\n"
    assert phase_of(estimate_of(EXTRA, DATES + progress), "more").in_scope == 0.5


def test_a_gate_that_nobody_reported_rules_out_what_comes_before_it() -> None:
    progress = """progress:
  first: {started: 2027-01-04, finished: 2027-01-08}
  last: {started: 2027-01-11}
"""
    assert phase_of(estimate_of(BEHIND_A_GATE, DATES + progress), "more").in_scope == 0


def test_order_reaches_past_a_phase_that_is_out_of_scope() -> None:
    assert refused(EXTRA, f"{DATES}progress: {{last: {{started: 2027-01-11}}}}") == ["3:28 P123"]


def test_a_phase_reported_by_its_finish_alone_keeps_the_order() -> None:
    assert refused(CHAIN, f"{DATES}progress: {{second: {{finished: 2027-01-15}}}}")


def test_a_gate_at_every_value_of_an_unknown_input_can_be_reported() -> None:
    pack = """
inputs: {kind: {levels: [a, b], weights: {a: 0.5, b: 0.5}, $cite}}
phases:
  gate:
    weeks_by: {reads: kind, levels: {a: {low: 0, high: 0}, b: {low: 0, high: 0}}}
    $cite
  last: {weeks: {low: 2, high: 4}, after: [gate], $cite}
"""
    estimate_of(pack, DATES + "progress: {gate: {finished: 2027-01-15}}", trials=100)
