"""Risks of phases that have begun: what is learned of them is what the densities say."""

from math import erf, exp, log, sqrt

import numpy as np
import pytest

from building import estimate_of, phase_of, risk, risks
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.evidence import Around, length_beyond, log_density, log_survival
from crmtimeline.engine.lengths import shape_through
from crmtimeline.errors import InputError
from crmtimeline.model.estimate import Estimate

Z90 = 1.2815515655446004

RANGES = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  mood: {levels: [good, bad], weights: {good: 0.5, bad: 0.5}, $cite}
phases:
  build: {weeks: {low: 2, high: 4}, $cite}
  train: {weeks: {low: 3, high: 9}, after: [build], $cite}
  extra: {weeks: {low: 1, high: 3}, when: {reads: mood, is: [bad]}, after: [build], $cite}
"""
BUILT = """
start: 2027-01-04
as_of: %s
progress: {build: {started: 2027-01-04, finished: %s}}
"""
BUILDING = """
start: 2027-01-04
as_of: %s
progress: {build: {started: 2027-01-04}}
"""


def happened(estimated: Estimate) -> list[float]:
    return [each.happened for each in estimated.risks]


def density(weeks: float) -> float:
    """Return the density, but for a constant, of weeks through 2-4."""
    e = log(weeks / sqrt(8)) / (log(sqrt(2)) / Z90)
    return exp(-e * e / 2) / weeks


def tail(weeks: float) -> float:
    """Return the chance of more weeks than so many, through 2-4."""
    return (1 - erf(log(weeks / sqrt(8)) / (log(sqrt(2)) / Z90) / sqrt(2))) / 2


ALONE = RANGES[RANGES.index("inputs") :]
FIRE = risks(risk("fire", "build", 0.3, 2))


def test_the_end_of_a_phase_tells_whether_its_risk_happened() -> None:
    for day, weeks in (("2027-01-22", 3), ("2027-01-29", 4), ("2027-02-05", 5)):
        estimated = estimate_of(ALONE, BUILT % (day, day) + FIRE)
        with_it, without = 0.3 * density(weeks - 2), 0.7 * density(weeks)
        assert happened(estimated) == pytest.approx([with_it / (with_it + without)], abs=0.01)
        assert [driver.name for driver in estimated.drivers if driver.kind == "risk"] == []


def test_a_phase_that_ended_before_the_risk_could_add_its_weeks_was_spared() -> None:
    estimated = estimate_of(ALONE, BUILT % ("2027-01-15", "2027-01-15") + FIRE)
    assert happened(estimated) == [0]


def test_a_phase_that_ended_before_what_surely_adds_weeks_cannot_have() -> None:
    with pytest.raises(InputError) as raised:
        estimate_of(ALONE, BUILT % ("2027-01-08", "2027-01-08") + FIRE.replace("0.3", "1"))
    assert [issue.code for issue in raised.value.issues] == ["P125"]


def test_a_phase_that_runs_tells_by_what_it_has_outlasted() -> None:
    for day, weeks in (("2027-01-15", 2), ("2027-01-29", 4), ("2027-02-05", 5)):
        estimated = estimate_of(ALONE, BUILDING % day + FIRE, trials=20_000)
        own = weeks - 2
        with_it, without = 0.3 * (tail(own) if own else 1), 0.7 * tail(weeks)
        share = with_it / (with_it + without)
        assert happened(estimated) == pytest.approx([share], abs=0.005)
        length = phase_of(estimated, "build").duration
        for end, promised in ((length.p50, 0.5), (length.p80, 0.8), (length.p90, 0.9)):
            longer = 0.3 * tail(max(end - 2, 1e-9)) + 0.7 * tail(end)
            assert longer / (with_it + without) == pytest.approx(1 - promised, abs=0.01)
        assert "risks.fire" in {driver.name for driver in estimated.drivers}


def test_under_common_causes_what_is_learned_is_what_integration_gives() -> None:
    estimated = estimate_of(RANGES, BUILT % ("2027-01-29", "2027-01-29") + FIRE, trials=20_000)
    axis = np.linspace(-5, 5, 201)
    z, g = (each.ravel() for each in np.meshgrid(axis, axis))
    prior = np.exp(-(z * z + g * g) / 2)

    def own(weeks: Floats | float, low: float, high: float) -> Floats:
        slope = log(high / low) / 2 / Z90
        above = np.log(weeks) - log(low * high) / 2 - 0.25 * g
        found: Floats = (above / slope - sqrt(0.35) * z) / sqrt(0.65)
        return found

    with_it = prior * 0.3 * np.exp(-(own(2, 2, 4) ** 2) / 2) / 2
    without = prior * 0.7 * np.exp(-(own(4, 2, 4) ** 2) / 2) / 4
    weights = with_it + without
    assert happened(estimated) == pytest.approx([with_it.sum() / weights.sum()], abs=0.015)
    length = phase_of(estimated, "train").duration
    for end, share in ((length.p10, 0.1), (length.p50, 0.5), (length.p90, 0.9)):
        under = (1 + np.array([erf(each / sqrt(2)) for each in own(end, 3, 9)])) / 2
        assert float(under @ weights / weights.sum()) == pytest.approx(share, abs=0.015)


def test_what_surely_happened_is_as_if_the_phase_had_begun_that_much_later() -> None:
    sure = risks(risk("fire", "build", 1, 2))
    for told in (BUILT % ("%s", "%s"), BUILDING % "%s"):
        tense = estimate_of(RANGES, told.replace("%s", "2027-02-05") + sure)
        calm = estimate_of(RANGES, told.replace("%s", "2027-01-22"))
        for share in ("p10", "p50", "p80", "p90"):
            saved = getattr(tense.total.weeks, share) - getattr(calm.total.weeks, share)
            assert saved == pytest.approx(2, abs=0.02)


def test_a_risk_of_a_phase_to_come_is_drawn_afresh() -> None:
    told = BUILT % ("2027-01-29", "2027-01-29")
    flood = risks(risk("flood", "train", 0.25, 3))
    calm, tense = estimate_of(RANGES, told), estimate_of(RANGES, told + flood)
    assert happened(tense) == [0.25]
    assert tense.total.weeks.p95 > calm.total.weeks.p95
    assert tense.progress is not None
    assert calm.progress is not None
    assert tense.progress.effective_trials == calm.progress.effective_trials
    assert "risks.flood" in {driver.name for driver in tense.drivers}


def test_a_phase_whose_rest_is_given_gets_no_more_from_its_risks() -> None:
    told = BUILDING % "2027-01-29"
    told = told.replace("04}}", "04, remaining_weeks: {low: 1, high: 1}}}")
    assert phase_of(estimate_of(ALONE, told + FIRE), "build").duration.p90 == 5


def test_evidence_takes_weeks_per_trial() -> None:
    shape, around = shape_through((2.0, 3.0, 8.0)), Around(np.zeros(3), np.zeros(3), 1.0)
    weeks, shares = np.array([4.0, 0.0, -1.0]), np.full(3, 0.5)
    one = Around(np.zeros(1), np.zeros(1), 1.0)
    found = log_density(shape, around, weeks)
    assert found[0] == log_density(shape, one, 4.0)[0] - log(4)
    assert list(found[1:]) == [-np.inf, -np.inf]
    assert list(log_survival(shape, around, weeks)) == [log_survival(shape, one, 4.0)[0], 0, 0]
    beyond = length_beyond(shape, around, weeks, shares)
    assert beyond[0] == length_beyond(shape, one, 4.0, shares[:1])[0]
    assert list(beyond[1:]) == pytest.approx([3, 3])
