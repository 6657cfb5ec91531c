"""Cases: whether an estimate keeps what its pack promises for that profile."""

from dataclasses import dataclass

from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import Expect


@dataclass(frozen=True)
class CaseResult:
    """What came out of a case, in weeks, and in what it falls short of its promise."""

    p10: float
    p50: float
    p90: float
    overlap: float | None
    failures: tuple[Message, ...]


def judge(expect: Expect, estimate: Estimate) -> CaseResult:
    """Return how an estimate meets an expectation of the whole, or of one phase."""
    found = next((each for each in estimate.phases if each.id == expect.phase), None)
    if expect.phase is not None and found is None:
        missing = Message("case_phase", {"phase": expect.phase})
        return CaseResult(0.0, 0.0, 0.0, None, (missing,))
    spread = estimate.total.weeks if found is None else found.duration
    failures: list[Message] = []
    overlap = None
    if expect.weeks is not None:
        low, high = expect.weeks.low, expect.weeks.high
        claim = {"low": low, "high": high}
        wants_median = (
            expect.overlap is None if expect.median_within is None else expect.median_within
        )
        if wants_median and not low <= spread.p50 <= high:
            failures.append(Message("case_median", {"p50": spread.p50, **claim}))
        overlap = round(overlap_of((spread.p10, spread.p90), (low, high)), 3)
        if expect.overlap is not None and overlap < expect.overlap:
            values = {"p10": spread.p10, "p90": spread.p90, "overlap": overlap, **claim}
            failures.append(Message("case_overlap", {**values, "least": expect.overlap}))
    if expect.p90_over is not None and spread.p90 < expect.p90_over:
        failures.append(Message("case_p90", {"p90": spread.p90, "least": expect.p90_over}))
    return CaseResult(spread.p10, spread.p50, spread.p90, overlap, tuple(failures))


def overlap_of(some: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the intersection of two ranges over their union, a share 0-1.

    >>> overlap_of((10, 30), (20, 40))
    0.3333333333333333
    """
    both = min(some[1], other[1]) - max(some[0], other[0])
    either = max(some[1], other[1]) - min(some[0], other[0])
    if either == 0:
        return 1.0
    return max(both, 0.0) / either
