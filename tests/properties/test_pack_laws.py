"""Laws of any pack and profile: traces fold, ranges stay in order, and columns stay apart."""

from bisect import bisect_right
from math import exp, log

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from packs_at_random import PackAtRandom, packs, usable

from building import estimate_of, pack_from, run_of
from crmtimeline.engine.draws import column, normal_column
from crmtimeline.engine.statistics import percentiles
from crmtimeline.model.pack import FactorTriple, Modifier

TRIALS = 200
usable_packs = packs().filter(usable)

Triple = tuple[float, float, float]


def triple(weeks: Triple | None) -> Triple:
    assert weeks is not None
    return weeks


@given(usable_packs)
def test_a_trace_folds_exactly_to_the_range_by_the_rules(some: PackAtRandom) -> None:
    for activity in run_of(some.text, some.profile, trials=TRIALS).scoped.activities:
        base, *steps = activity.trace
        weeks = triple(base.weeks)
        assert triple(base.after) == weeks
        for step in steps:
            low, likely, high = triple(step.factor)
            assert triple(step.before) == weeks
            weeks = (weeks[0] * low, weeks[1] * likely, weeks[2] * high)
            assert triple(step.after) == weeks
        assert activity.weeks == weeks


@given(usable_packs)
def test_in_an_estimate_each_step_begins_where_the_one_above_it_ended(some: PackAtRandom) -> None:
    for phase in estimate_of(some.text, some.profile, trials=TRIALS).phases:
        for above, step in zip(phase.trace, phase.trace[1:], strict=False):
            assert step.before == above.after
        assert phase.trace[-1].after == phase.weeks


@given(usable_packs)
def test_the_range_by_the_rules_is_the_base_times_each_factor_in_turn(some: PackAtRandom) -> None:
    rules = pack_from(some.text).pack
    run = run_of(some.text, some.profile, trials=TRIALS)
    for activity in run.scoped.activities:
        expected = np.array(triple(activity.trace[0].weeks))
        for modifier in rules.modifiers.values():
            strength = modifier.applies_to.get(activity.id, modifier.applies_to.get("all"))
            if strength is not None:
                value = run.inputs[modifier.reads].value
                expected *= np.array(factor_by_hand(modifier, value)) ** strength
        assert activity.weeks == pytest.approx(tuple(expected), rel=1e-9)


def factor_by_hand(modifier: Modifier, value: bool | float | str) -> Triple:
    """Return a modifier's factor at a value, straight from the definition."""
    if modifier.levels is not None:
        assert not isinstance(value, float | int)
        factor = modifier.levels[value]
        if isinstance(factor, FactorTriple):
            return factor.low, factor.likely, factor.high
        return factor, factor, factor
    points = sorted((modifier.curve or {}).items())
    at = bisect_right([key for key, _ in points], value)
    if at in (0, len(points)):
        one = points[0 if at == 0 else -1][1]
    else:
        (x0, y0), (x1, y1) = points[at - 1], points[at]
        part = log(float(value) / x0) / log(x1 / x0)
        one = exp(log(y0) + part * log(y1 / y0))
    return one, one, one


@given(usable_packs)
def test_low_likely_and_high_stay_in_order(some: PackAtRandom) -> None:
    for activity in run_of(some.text, some.profile, trials=TRIALS).scoped.activities:
        low, likely, high = activity.weeks
        assert 0 <= low <= likely <= high
    estimated = estimate_of(some.text, some.profile, trials=TRIALS)
    ends = estimated.total.scenario
    assert all(
        phase.weeks.low <= phase.weeks.likely <= phase.weeks.high for phase in estimated.phases
    )
    assert min(ends.low, ends.likely, ends.high) >= 0


@given(usable_packs)
def test_lengths_floats_and_starts_are_never_negative(some: PackAtRandom) -> None:
    trials = run_of(some.text, some.profile, trials=TRIALS).trials
    for each in (*trials.weeks, *trials.schedule.start, *trials.floats):
        assert np.min(each) >= 0


@given(usable_packs)
def test_some_phase_is_critical_in_every_trial(some: PackAtRandom) -> None:
    run = run_of(some.text, some.profile, trials=TRIALS)
    floats = np.array([run.everywhere(each) for each in run.trials.floats])
    assert (floats.min(axis=0) <= 1e-9).all()


@given(usable_packs)
def test_shares_lie_between_nothing_and_all(some: PackAtRandom) -> None:
    estimated = estimate_of(some.text, some.profile, trials=TRIALS)
    for phase in estimated.phases:
        assert 0 <= phase.criticality_index <= phase.in_scope <= 1
    assert all(0 <= driver.variance_share <= 1 for driver in estimated.drivers)


@given(usable_packs, st.data())
def test_the_order_of_phases_and_ties_changes_nothing_in_the_whole(
    some: PackAtRandom, data: st.DataObject
) -> None:
    names = data.draw(st.permutations(list(some.phases)))
    other = some.reordered(names, backward=data.draw(st.booleans()))
    first, second = (run_of(each.text, some.profile, trials=TRIALS) for each in (some, other))
    assert (first.end == second.end).all()
    assert first.scenarios.ends == second.scenarios.ends
    totals = [estimate_of(each.text, some.profile, trials=TRIALS).total for each in (some, other)]
    assert totals[0] == totals[1]


@given(usable_packs)
def test_percentiles_rise(some: PackAtRandom) -> None:
    estimated = estimate_of(some.text, some.profile, trials=TRIALS)
    whole = estimated.total.weeks
    assert whole.p10 <= whole.p50 <= whole.p80 <= whole.p90 <= whole.p95
    for phase in estimated.phases:
        for spread in (phase.duration, phase.start, phase.finish):
            assert spread.p10 <= spread.p50 <= spread.p80 <= spread.p90


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sets(st.integers(1, 100)))
def test_percentiles_are_values_that_rise_with_their_share(
    values: list[float], shares: set[int]
) -> None:
    found = percentiles(np.sort(values), sorted(shares))
    assert found == sorted(found)
    assert set(found) <= set(values)


@given(usable_packs, st.integers(0, 5))
def test_the_same_seed_gives_the_same_estimate(some: PackAtRandom, seed: int) -> None:
    first = estimate_of(some.text, some.profile, trials=TRIALS, seed=seed)
    column.cache_clear()
    normal_column.cache_clear()
    assert estimate_of(some.text, some.profile, trials=TRIALS, seed=seed) == first


@given(usable_packs)
def test_adding_a_phase_changes_no_other_phase(some: PackAtRandom) -> None:
    larger = PackAtRandom(
        some.correlation,
        some.spread,
        some.inputs,
        {"new": {"weeks": "{low: 1, high: 5}"}, **some.phases},
        some.modifiers,
        some.answers,
    )
    before = run_of(some.text, some.profile, trials=TRIALS)
    after = run_of(larger.text, some.profile, trials=TRIALS)
    for activity in before.scoped.activities:
        assert (before.weeks(activity.id) == after.weeks(activity.id)).all()


@given(packs(), st.data())
def test_answering_a_question_changes_only_what_reads_it(
    some: PackAtRandom, data: st.DataObject
) -> None:
    unknown = [name for name in some.inputs if name not in some.answers]
    assume(unknown)
    asked = data.draw(st.sampled_from(unknown))
    answer = data.draw(st.sampled_from(("easy", "hard") if asked[0] == "l" else ("0", "50")))
    answers = {**some.answers, asked: answer}
    told = PackAtRandom(
        some.correlation, some.spread, some.inputs, some.phases, some.modifiers, answers
    )
    assume(usable(some) and usable(told))
    before = run_of(some.text, some.profile, trials=TRIALS)
    after = run_of(told.text, told.profile, trials=TRIALS)
    for activity in before.scoped.activities:
        columns = {term.draw.column for term in activity.terms}
        if activity.presence is not None:
            columns.add(activity.presence.draw.column)
        reads = any(step.input == asked for step in activity.trace)
        if asked not in columns and not reads and activity.id in after.trials.positions:
            assert (before.weeks(activity.id) == after.weeks(activity.id)).all()


@given(packs(conditional=True).filter(usable), st.data())
def test_where_a_phase_is_out_the_whole_ends_as_if_there_were_no_such_phase(
    some: PackAtRandom, data: st.DataObject
) -> None:
    run = run_of(some.text, some.profile, trials=TRIALS)
    conditional = [each.id for each in run.scoped.activities if each.presence is not None]
    assume(conditional and len(run.scoped.activities) > 1)
    name = data.draw(st.sampled_from(conditional))
    without = run_of(some.text, f"{some.profile}skip: [{name}]\n", trials=TRIALS)
    out = np.asarray(run.trials.absent[run.trials.positions[name]])
    assert (run.end[out] == without.end[out]).all()


@given(usable_packs)
def test_a_trial_is_what_its_own_answers_would_give(some: PackAtRandom) -> None:
    """Answering all questions as one trial drew them gives that trial, whatever was unknown."""
    run = run_of(some.text, some.profile, trials=TRIALS)
    trial = TRIALS // 3
    answers = dict(some.answers)
    for read in run.inputs.unknown:
        if read.draw is not None:
            value = read.draw.values[int(read.draw.index[trial])]
            answers[read.name] = value if isinstance(value, str) else repr(float(value))
    told = PackAtRandom(
        some.correlation, some.spread, some.inputs, some.phases, some.modifiers, answers
    )
    assume(usable(told))
    told_run = run_of(told.text, told.profile, trials=TRIALS)
    assert told_run.end[trial] == pytest.approx(run.end[trial], rel=1e-9, abs=1e-9)
