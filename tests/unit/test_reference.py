"""Reference: ten schedules whose percentiles an independent program made with 2,000,000 trials."""

from collections.abc import Iterator

import pytest

from building import pack_from, profile_from
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.model.pack import RulePack

RANGES = ((1, 2), (2, 4), (1, 2), (2, 4), (3, 6), (1, 2), (1, 2), (2, 4))
IN_SEQUENCE = ((), (1,), (2,), (3,), (4,), (5,), (6,), (7,))
SIDE_BY_SIDE = ((), (1,), (2,), (3, 5), (2,), (4,), (6,), (7,))
"""The phases before each of the eight; side by side are the third and the fifth."""

Network = tuple[tuple[int, ...], ...]
ROWS = [
    # correlation, project spread, then P10, P50, P80, P90 and P95 in weeks
    (IN_SEQUENCE, 0, 0, (16.58, 18.95, 20.71, 21.71, 22.59)),
    (IN_SEQUENCE, 0.35, 0, (14.88, 18.76, 21.85, 23.66, 25.27)),
    (IN_SEQUENCE, 1, 0, (13.00, 18.39, 23.08, 26.00, 28.67)),
    (IN_SEQUENCE, 0.35, 0.25, (12.63, 18.77, 24.33, 27.87, 31.19)),
    (IN_SEQUENCE, 0, 0.25, (13.40, 18.97, 23.83, 26.86, 29.66)),
    (SIDE_BY_SIDE, 0, 0, (15.17, 17.48, 19.21, 20.20, 21.06)),
    (SIDE_BY_SIDE, 0.35, 0, (13.69, 17.31, 20.20, 21.90, 23.41)),
    (SIDE_BY_SIDE, 1, 0, (12.00, 16.97, 21.31, 24.00, 26.47)),
    (SIDE_BY_SIDE, 0.35, 0.25, (11.63, 17.32, 22.48, 25.77, 28.85)),
    (SIDE_BY_SIDE, 0, 0.25, (12.32, 17.49, 22.03, 24.86, 27.46)),
]
each_row = pytest.mark.parametrize(("network", "correlation", "spread", "expected"), ROWS)


def eight_phases(network: Network, correlation: float, spread: float) -> RulePack:
    return pack_from("\n".join(_lines(network, correlation, spread)))


def _lines(network: Network, correlation: float, spread: float) -> Iterator[str]:
    yield "uncertainty:"
    yield f"  correlation: {{value: {correlation}, $cite}}"
    yield f"  project_spread: {{value: {spread}, $cite}}"
    yield "phases:"
    for number, ((low, high), before) in enumerate(zip(RANGES, network, strict=True), 1):
        after = ", ".join(f"p{each}" for each in before)
        yield f"  p{number}: {{weeks: {{low: {low}, high: {high}}}, after: [{after}], $cite}}"


def percentiles(rules: RulePack, *, seed: int, trials: int) -> list[float]:
    """Return P10, P50, P80, P90 and P95 of the whole."""
    settings = Settings("en", "0", trials, seed)
    weeks = estimate(rules, profile_from("", rules), settings).total.weeks
    return [weeks.p10, weeks.p50, weeks.p80, weeks.p90, weeks.p95]


@each_row
def test_many_trials_agree_within_one_percent(
    network: Network, correlation: float, spread: float, expected: tuple[float, ...]
) -> None:
    rules = eight_phases(network, correlation, spread)
    assert percentiles(rules, seed=1, trials=200_000) == pytest.approx(expected, rel=0.01)


@each_row
def test_the_usual_trials_agree_within_two_percent_for_any_seed(
    network: Network, correlation: float, spread: float, expected: tuple[float, ...]
) -> None:
    rules = eight_phases(network, correlation, spread)
    for seed in range(1, 21):
        found = percentiles(rules, seed=seed, trials=10_000)
        assert found == pytest.approx(expected, rel=0.02), f"seed {seed}"


def test_in_sequence_and_fully_correlated_the_ends_add_up_exactly() -> None:
    found = percentiles(eight_phases(IN_SEQUENCE, 1, 0), seed=1, trials=10_000)
    assert (found[0], found[3]) == (13.0, 26.0)
