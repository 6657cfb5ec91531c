"""Goal: the smallest set of levers that brings a percentile of the whole down to a target.

Levers never lengthen a project. So sets that begin alike can reach the target only if they do with
all levers still to be tried; those that cannot are left out, and nothing else is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from crmtimeline.engine.levers import Step
from crmtimeline.engine.network import forward, ties_finish
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.model.pack import EMPLOYEES, SIZE, USERS
from crmtimeline.model.plan import Weeks
from crmtimeline.model.strict import Value

Chosen = tuple[int, ...]
"""Levers by their positions, ascending."""

MOST_TRIED = 12
"""Levers of which all sets are tried, where sets may lengthen the project."""

WITHIN = 1e-9
"""Weeks by which a percentile may exceed a target: sums differ in their last bits."""


@dataclass(frozen=True, eq=False, repr=False)
class Goal:
    """The levers to pull, and whether they reach the target; all of them where none does."""

    reachable: bool
    chosen: Chosen
    weeks: float


def seek(
    count: int, target: float, weeks_at: Callable[[Chosen], float], *, orderly: bool = True
) -> Goal:
    """Return the smallest set of `count` levers that reaches a target, in weeks.

    `weeks_at` gives the weeks at a set. Of sets of one size the one that saves most weeks is taken,
    then the first in order. Where sets may lengthen the project (not `orderly`), all are tried.
    """
    if not orderly and count <= MOST_TRIED:
        return _best_of_all(count, target, weeks_at)
    everything = tuple(range(count))
    if (most := weeks_at(everything)) > target + WITHIN:
        return Goal(False, everything, most)

    def may_reach(chosen: Chosen) -> bool:
        return weeks_at(chosen) <= target + WITHIN

    for size in range(count):
        reached = [each for each in _sets((), 0, size, count, may_reach) if may_reach(each)]
        if reached:
            weeks, chosen = min((weeks_at(each), each) for each in reached)
            return Goal(True, chosen, weeks)
    return Goal(True, everything, most)


def _best_of_all(count: int, target: float, weeks_at: Callable[[Chosen], float]) -> Goal:
    """Return the goal of levers that may work against one another."""
    every = [some for size in range(count + 1) for some in combinations(range(count), size)]
    reached = [(len(some), weeks_at(some), some) for some in every]
    kept = [each for each in reached if each[1] <= target + WITHIN]
    if kept:
        _, weeks, chosen = min(kept)
        return Goal(True, chosen, weeks)
    least = min(weeks for _, weeks, _ in reached)
    _, weeks, chosen = max(each for each in reached if each[1] <= least + WITHIN)
    return Goal(False, chosen, weeks)


def _sets(
    chosen: Chosen, start: int, size: int, count: int, may_reach: Callable[[Chosen], bool]
) -> Iterator[Chosen]:
    """Yield the sets of a size that begin with those chosen and may reach the target."""
    if len(chosen) == size:
        yield chosen
        return
    for at in range(start, count - (size - len(chosen)) + 1):
        if not may_reach((*chosen, *range(at, count))):
            return
        yield from _sets((*chosen, at), at + 1, size, count, may_reach)


class Whole:
    """A percentile of the whole with any set of levers pulled, each set once.

    Log weeks are a sum of what each lever does to each phase: so a set's lengths, but for what
    risks add, are those of the project as it is, times the ratio of each of its levers. A lever
    that changes which phases are in scope is estimated anew.
    """

    def __init__(self, variants: Variants, levers: Sequence[Step], share: int) -> None:
        self._variants, self._levers, self._share = variants, levers, share
        self._base = variants.lengths({})
        self._ratios = [self._ratio(lever) for lever in levers]
        self._known: dict[Chosen, float] = {}

    @property
    def orderly(self) -> bool:
        """Whether no lever lengthens a phase, changes which there are, or can start one later."""
        if self._base is None or any(
            ties_finish(tie) for tied in self._base.net.ties for tie in tied
        ):
            return False
        return all(
            ratio is not None and all(np.max(factor) <= 1 + WITHIN for _, factor in ratio)
            for ratio in self._ratios
        )

    def weeks(self, chosen: Chosen) -> float:
        """Return the percentile with these levers, in weeks."""
        if chosen not in self._known:
            self._known[chosen] = self._weeks(chosen)
        return self._known[chosen]

    def changes(self, chosen: Chosen) -> dict[str, Value]:
        """Return the changes that these levers make."""
        return {name: value for at in chosen for name, value in self._levers[at].changes.items()}

    def _weeks(self, chosen: Chosen) -> float:
        ratios = [self._ratios[at] for at in chosen]
        if self._base is None or any(ratio is None for ratio in ratios):
            changes = self.changes(chosen)
            possible = self._variants.possible(changes)
            return self._variants.weeks(changes, self._share) if possible else inf
        weeks = list(self._base.lengths.own)
        for ratio in ratios:
            for at, factor in ratio or ():
                weeks[at] = weeks[at] * factor
        base = self._base
        for at, late in enumerate(base.lengths.late):
            weeks[at] = weeks[at] + late
        end = np.atleast_1d(forward(base.net, weeks, base.lengths.absent, base.held).end)
        return percentiles(np.sort(end), [self._share])[0]

    def _ratio(self, lever: Step) -> list[tuple[int, Weeks]] | None:
        """Return by what a lever multiplies phases, None where it changes their network."""
        if lever.name in (SIZE, EMPLOYEES, USERS):  # what others usually are hangs on these
            return None
        then = self._variants.lengths(lever.changes)
        if self._base is None or then is None or not then.fits(self._base):
            return None
        ratios: list[tuple[int, Weeks]] = []
        pairs = zip(then.lengths.own, self._base.lengths.own, strict=True)
        for at, (new, old) in enumerate(pairs):
            if np.array_equal(new, old):
                continue
            if not isinstance(old, np.ndarray) or not (old > 0).all():
                return None
            ratios.append((at, new / old))
        return ratios
