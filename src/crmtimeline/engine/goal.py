"""Goal: the smallest set of levers that brings a percentile of the whole down to a target.

Sets are tried small ones first. Those that begin alike are left out together where even the least
that the levers still open could make of each trial does not reach the target, and no others are.
Levers that change which phases there are, or what else is drawn, have no ratios to multiply: each
set of them is a project of its own, in which the others are tried.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from crmtimeline.engine.levers import Step
from crmtimeline.engine.outlook import Unscheduled
from crmtimeline.engine.pulled import Chosen, Pulled, Ratios, ratios
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import InputError
from crmtimeline.model.strict import Value

WITHIN = 1e-9
"""Weeks by which a percentile may exceed a target: sums differ in their last bits."""

MOST_TRIED = 50_000
"""How many bounds are computed at most: enough for all sets of twelve levers of one plan."""

MADE, FORECAST = 10, 300
"""As how many bounds a project counts that is made anew, and one that has to be forecast."""


@dataclass(frozen=True, eq=False, repr=False)
class Goal:
    """The levers to pull, and whether they reach the target; if not, those that get furthest.

    Where there are too many sets to try, it is not `exact`: there may be a better one.
    """

    reachable: bool
    chosen: Chosen
    weeks: float
    exact: bool = True


class _Found(NamedTuple):
    chosen: Chosen
    weeks: float


class _TooManyError(Exception):
    """There are more sets than are tried."""


def seek(variants: Variants, levers: Sequence[Step], share: int, target: float) -> Goal:
    """Return the smallest set of levers with which a percentile reaches a target, in weeks.

    Of sets of one size the one that saves most weeks is taken, then the first in order.
    """
    search = _Search(variants, levers, share, target + WITHIN)
    exact = True
    try:
        found = search.smallest() or search.furthest()
    except _TooManyError:
        found, exact = search.stripped(), False
    return Goal(found.weeks <= target + WITHIN, *found, exact)


@dataclass(frozen=True, eq=False, repr=False)
class _Project:
    """The project with the levers `fixed`; `free` are those that only multiply its lengths.

    `pulled` is None where there can be no such project. `known` are bounds by their arguments.
    """

    fixed: Chosen
    free: Chosen = ()
    pulled: Pulled | None = None
    known: dict[tuple[Chosen, int], tuple[float, bool]] = field(default_factory=dict)

    def all_of(self, chosen: Chosen) -> Chosen:
        """Return the levers fixed, and those chosen of the free ones."""
        return tuple(sorted((*self.fixed, *(self.free[at] for at in chosen))))


class _Search:
    """The sets of some levers, and the best of those tried so far."""

    def __init__(
        self, variants: Variants, levers: Sequence[Step], share: int, target: float
    ) -> None:
        self._variants, self._levers, self._share = variants, levers, share
        self._target, self._most = target, len(levers)
        self._deep = frozenset(
            at for at, lever in enumerate(levers) if variants.is_deep(lever.name)
        )
        self._best: _Found | None = None
        self._tried = 0

    def smallest(self) -> _Found | None:
        """Return the smallest set that reaches the target, None if none does."""
        for project in self._projects():
            for size in range(len(project.free) + 1):
                for chosen in self._sets(project, (), 0, size):
                    self._offer(project, chosen)
                    self._most = len(project.fixed) + size
        return self._best

    def furthest(self) -> _Found:
        """Return the set that makes the percentile least, with no lever in it that adds nothing."""
        self._best = self._everything()
        self._target = -inf
        for project in self._projects():
            left: list[tuple[Chosen, int]] = [((), 0)]
            while left:
                chosen, start = left.pop()
                if not self._may_reach(project, self._best.weeks - WITHIN, chosen, start):
                    continue
                if start == len(project.free):
                    self._offer(project, chosen)
                else:
                    left += [(chosen, start + 1), ((*chosen, start), start + 1)]
        return self.stripped()

    def stripped(self) -> _Found:
        """Return the best set so far, or all, without what it does not need for the target."""
        found = self._best or self._everything()
        for at in reversed(found.chosen):
            fewer = tuple(each for each in found.chosen if each != at)
            weeks = self._weeks(fewer)
            if weeks <= max(self._target, found.weeks + WITHIN):
                found = _Found(fewer, weeks)
        return found

    def _sets(self, project: _Project, chosen: Chosen, start: int, size: int) -> Iterator[Chosen]:
        """Yield the sets of a size that begin with those chosen and are no worse than the best."""
        open_from = range(start, len(project.free) - (size - len(chosen)) + 1)
        last = len(chosen) == size
        if len(project.fixed) + size > self._most:
            return
        for at in (len(project.free),) if last else open_from:
            limit = self._target
            if self._best and len(project.fixed) + size == len(self._best.chosen):
                limit = self._best.weeks + WITHIN
            if not self._may_reach(project, limit, chosen, at):
                return
            if last:
                yield chosen
            else:
                yield from self._sets(project, (*chosen, at), at + 1, size)

    def _may_reach(self, project: _Project, limit: float, chosen: Chosen, start: int) -> bool:
        """Whether the percentile may be within a limit; what is known of higher ones holds."""
        if project.pulled is None:
            return False
        at, may = project.known.get((chosen, start), (-inf, False))
        if limit > at or (may and limit < at):
            self._count()
            may = project.pulled.may_reach(limit, chosen, start)
            project.known[chosen, start] = limit, may
        return may

    def _offer(self, project: _Project, chosen: Chosen) -> None:
        """Take a set that is smaller than the best so far, or as small and better."""
        assert project.pulled is not None
        offered = _Found(project.all_of(chosen), project.pulled.weeks(chosen))
        best = self._best or _Found((), inf)
        fewer = not self._best or len(offered.chosen) < len(best.chosen)
        if fewer or offered.weeks < best.weeks - WITHIN or offered.chosen < best.chosen:
            self._best = offered

    def _projects(self) -> Iterator[_Project]:
        """Yield projects that differ by more than ratios, those with few levers fixed first.

        With the levers that are free in each they hold every set once.
        """
        none: Chosen = ()
        left = deque([(none, none, self._deep)])
        while left and len(left[0][0]) <= self._most:
            fixed, out, bound = left.popleft()
            project, others = self._project(fixed, out, bound)
            yield project
            left += (
                (tuple(sorted((*fixed, each))), (*out, *others[:at]), bound | set(others))
                for at, each in enumerate(others)
            )

    def _project(
        self, fixed: Chosen, out: Chosen, bound: frozenset[int]
    ) -> tuple[_Project, Chosen]:
        """Return a project without the levers that are `out`, and those that are not free in it.

        Those in `bound` are known not to be.
        """
        levers = tuple(at for at in range(len(self._levers)) if at not in (*fixed, *out))
        if len(fixed) == self._most:
            levers = ()
        forecast = self._variants.under_way and not self._deep.isdisjoint(fixed)
        self._count(FORECAST if forecast else MADE)
        changes = self._changes(fixed)
        try:
            now = self._variants.unscheduled(changes)
        except InputError:
            now = None
        if now is None or not self._variants.consistent(changes):
            return _Project(fixed), levers  # but there may be one with more of them
        known = {at: self._ratios(fixed, at, now) for at in levers if at not in bound}
        free = {at: ratio for at, ratio in known.items() if ratio is not None}
        pulled = Pulled(now, list(free.values()), self._share, self._variants.trials)
        return _Project(fixed, tuple(free), pulled), tuple(at for at in levers if at not in free)

    def _ratios(self, fixed: Chosen, lever: int, now: Unscheduled) -> Ratios | None:
        self._count(MADE)
        try:
            return ratios(self._variants.unscheduled(self._changes((*fixed, lever))), now)
        except InputError:
            return None

    def _everything(self) -> _Found:
        everything = tuple(range(len(self._levers)))
        return _Found(everything, self._weeks(everything))

    def _weeks(self, chosen: Chosen) -> float:
        """Return the percentile with some levers; infinite if there is no such project."""
        changes = self._changes(chosen)
        possible = self._variants.possible(changes)
        return self._variants.weeks(changes, self._share) if possible else inf

    def _changes(self, chosen: Chosen) -> dict[str, Value]:
        return {name: value for at in chosen for name, value in self._levers[at].changes.items()}

    def _count(self, bounds: int = 1) -> None:
        self._tried += bounds
        if self._tried > MOST_TRIED:
            raise _TooManyError
