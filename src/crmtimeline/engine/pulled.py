"""Pulled: the whole of one project with any of some levers pulled, and bounds on many sets at once.

Log weeks are a sum of what each lever does to each phase. So lengths with a set of levers, but for
what risks add, are those of the project as it is times the ratio of each, and with further levers
they stay between those times every ratio below 1 and those times every ratio above it.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from crmtimeline.engine.bounds import end_bound, longer_is_later
from crmtimeline.engine.draws import Floats, Ranks
from crmtimeline.engine.outlook import Unscheduled
from crmtimeline.model.plan import Absent, Weeks

Chosen = tuple[int, ...]
"""Levers by their positions, ascending."""

Ratios = Mapping[int, Floats]
"""By what a lever multiplies the length of a phase in every trial, by the phase's position."""


Bound = Callable[[Floats, float], Floats]


def ratios(then: Unscheduled, now: Unscheduled) -> Ratios | None:
    """Return by what a change multiplies lengths; None where it does more than that."""
    if not then.fits(now):
        return None
    found: dict[int, Floats] = {}
    for at, (new, old) in enumerate(zip(then.lengths.own, now.lengths.own, strict=True)):
        if then.lengths.weeks[at] is now.lengths.weeks[at]:
            continue
        after, before = np.broadcast_arrays(new, old)
        if (after[before == 0] != 0).any():  # no factor makes something of nothing
            return None
        if not np.array_equal(after, before):
            found[at] = np.divide(after, before, out=np.ones(len(before)), where=before != 0)
    return found


class Pulled:
    """A percentile of the whole with any of some levers pulled.

    `ratios` are those of each lever, `share` is the percentile, such as 80.
    """

    def __init__(self, now: Unscheduled, ratios: Sequence[Ratios], share: int, trials: int) -> None:
        lengths = now.lengths
        late = lengths.late or (0.0,) * len(lengths.weeks)
        self._all = _Trials(now, lengths.own, late, lengths.absent, ratios, trials)
        self._everything = len(ratios)
        self._rank = max(-(-share * trials // 100), 1)
        self._limit: float | None = None
        self._left, self._needed = self._all, self._rank

    def weeks(self, chosen: Chosen) -> float:
        """Return the percentile with these levers pulled."""
        end = self._all.bound(chosen, self._everything)
        return float(np.partition(end, self._rank - 1)[self._rank - 1])

    def may_reach(self, limit: float, chosen: Chosen, start: int) -> bool:
        """Whether the percentile may be within a limit, in weeks: with some levers pulled, and none
        or more of those from the position `start` on. Without any there it is certain.
        """
        if limit != self._limit:
            self._narrow(limit)
        if self._needed <= 0 or self._needed > self._left.count:
            return self._needed <= 0
        within = self._left.bound(chosen, start) <= limit
        return int(np.count_nonzero(within)) >= self._needed

    def _narrow(self, limit: float) -> None:
        """Leave only the trials that levers decide on: others are within a limit or never."""
        low, high = (self._all.bound((), 0, upper=upper) for upper in (False, True))
        open_ = np.flatnonzero((low <= limit) & (high > limit))
        self._limit = limit
        self._needed = self._rank - int(np.count_nonzero(high <= limit))
        self._left = self._all.only(open_)


class _Trials:
    """Some trials of a project: lengths as they are, and the ratios of levers."""

    def __init__(
        self,
        now: Unscheduled,
        own: Sequence[Weeks],
        late: Sequence[Weeks],
        absent: Sequence[Absent],
        ratios: Sequence[Ratios],
        count: int,
    ) -> None:
        self._now, self._own, self._late, self._absent = now, own, late, absent
        self._ratios, self.count = ratios, count
        self._one_sided = longer_is_later(now.net)
        self._products: dict[tuple[int, Bound], Ratios] = {}
        self._path: list[tuple[Chosen, Sequence[Weeks]]] = [((), own)]

    def only(self, some: Ranks) -> "_Trials":
        """Return some of the trials, by their numbers."""
        own, late = ([_take(each, some) for each in weeks] for weeks in (self._own, self._late))
        absent = [each if isinstance(each, bool) else each.take(some) for each in self._absent]
        ratios = [{at: each.take(some) for at, each in one.items()} for one in self._ratios]
        return _Trials(self._now, own, late, absent, ratios, len(some))

    def bound(self, chosen: Chosen, start: int, *, upper: bool = False) -> Floats:
        """Return how early each trial may end with levers pulled, and any from `start` on; or
        how late.
        """
        own = self._pulled(chosen)
        one, other = (np.maximum, np.minimum) if upper else (np.minimum, np.maximum)
        weeks = self._times(own, self._rest(start, one))
        others = weeks if self._one_sided else self._times(own, self._rest(start, other))
        end = end_bound(self._now.net, weeks, others, self._absent, self._now.held)
        return np.broadcast_to(end, self.count)

    def _pulled(self, chosen: Chosen) -> Sequence[Weeks]:
        """Return own lengths with these levers; those of the sets it begins with are kept."""
        while self._path[-1][0] != chosen[: len(self._path) - 1]:
            self._path.pop()
        for at in range(len(self._path), len(chosen) + 1):
            own = _multiplied(self._path[-1][1], self._ratios[chosen[at - 1]])
            self._path.append((chosen[:at], own))
        return self._path[len(chosen)][1]

    def _rest(self, start: int, bound: Bound) -> Ratios:
        """Return the product of all ratios from a lever on, each bounded by 1."""
        if (start, bound) not in self._products:
            product: dict[int, Floats] = {}
            for one in self._ratios[start:]:
                for at, ratio in one.items():
                    product[at] = product.get(at, 1.0) * bound(ratio, 1.0)
            self._products[start, bound] = product
        return self._products[start, bound]

    def _times(self, own: Sequence[Weeks], ratios: Ratios) -> list[Weeks]:
        weeks = _multiplied(own, ratios)
        for at, late in enumerate(self._late):
            if isinstance(late, np.ndarray):
                weeks[at] = weeks[at] + late
        return weeks


def _multiplied(weeks: Sequence[Weeks], ratios: Ratios) -> list[Weeks]:
    found = list(weeks)
    for at, ratio in ratios.items():
        found[at] = found[at] * ratio
    return found


def _take(weeks: Weeks, some: Ranks) -> Weeks:
    return weeks.take(some) if isinstance(weeks, np.ndarray) else weeks
