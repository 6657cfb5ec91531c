"""Goal: the smallest set of levers that brings a percentile of the whole down to a target.

Sets are tried small ones first. Those that begin alike are left out together where even the least
that the levers still open could make of each trial does not reach the target, and no others are.
Levers that change which phases there are, or what else is drawn, have no ratios to multiply: each
set of them is a project of its own, in which the others are tried.
"""

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


KEPT = 8
"""How many projects are kept with all their trials."""


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
    """A set of levers with its weeks."""

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
        found, exact = search.rough(), False
    return Goal(found.weeks <= target + WITHIN, *found, exact)


class _Part(NamedTuple):
    """The sets that have the levers `fixed` and none that are `out`: a project of their own.

    Those that are `bound` are known to do more than multiply its lengths.
    """

    fixed: Chosen
    out: Chosen
    bound: frozenset[int]


@dataclass(frozen=True, eq=False, repr=False)
class _Project:
    """The project of a part; `free` are the levers that only multiply its lengths, not `others`.

    `pulled` is None where there can be no such project. `known` are bounds by their arguments.
    """

    part: _Part
    others: Chosen
    free: Chosen = ()
    pulled: Pulled | None = None
    known: dict[tuple[Chosen, int], tuple[float, bool]] = field(default_factory=dict)

    def found(self, chosen: Chosen) -> _Found:
        """Return the levers fixed with those chosen of the free ones, and the weeks with them."""
        assert self.pulled is not None
        levers = sorted((*self.part.fixed, *(self.free[at] for at in chosen)))
        return _Found(tuple(levers), self.pulled.weeks(chosen))

    def parts(self) -> Iterator[_Part]:
        """Yield the parts that its other levers make, which together have all other sets once."""
        fixed, out, bound = self.part
        for at, each in enumerate(self.others):
            taken = tuple(sorted((*fixed, each)))
            yield _Part(taken, (*out, *self.others[:at]), bound | set(self.others))


class _Search:
    """The sets of some levers, and the best of those tried so far."""

    def __init__(
        self, variants: Variants, levers: Sequence[Step], share: int, target: float
    ) -> None:
        self._variants, self._levers, self._share = variants, levers, share
        self._target = target
        self._deep = frozenset(
            at for at, lever in enumerate(levers) if variants.is_deep(lever.name)
        )
        self._projects: dict[Chosen, _Project] = {}
        self._best: _Found | None = None
        self._tried = 0

    def smallest(self) -> _Found | None:
        """Return the smallest set that reaches the target, None if none does."""
        parts = [_Part((), (), self._deep)]
        for size in range(len(self._levers) + 1):
            for part in parts:  # which grow meanwhile
                if len(part.fixed) == size:
                    self._offer(self._alone(part.fixed))
                    continue
                project = self._project(part)
                if len(part.fixed) == size - 1:
                    parts += project.parts()
                for chosen in self._sets(project, (), 0, size - len(part.fixed)):
                    self._offer(project.found(chosen))
            if self._best is not None:
                return self._best
        return None

    def furthest(self) -> _Found:
        """Return the set that makes the percentile least, with no lever in it that adds nothing."""
        best = self._everything()
        parts = [_Part((), (), self._deep)]
        for part in parts:  # which grow meanwhile
            project = self._project(part)
            parts += project.parts()
            left: list[tuple[Chosen, int]] = [((), 0)]
            while left:
                chosen, start = left.pop()
                if not self._may_reach(project, best.weeks - WITHIN, chosen, start):
                    continue
                if start < len(project.free):
                    left += [(chosen, start + 1), ((*chosen, start), start + 1)]
                else:
                    best = self._best = project.found(chosen)
        return self._stripped(best, -inf)

    def rough(self) -> _Found:
        """Return the best set so far, else all, without what it does not need for the target."""
        return self._stripped(self._best or self._everything(), self._target)

    def _stripped(self, found: _Found, target: float) -> _Found:
        """Return a set without what changes nothing, or is not needed for the target."""
        for at in reversed(found.chosen):
            fewer = tuple(each for each in found.chosen if each != at)
            weeks = self._weeks(fewer)
            if weeks <= max(target, found.weeks + WITHIN):
                found = _Found(fewer, weeks)
        return found

    def _sets(self, project: _Project, chosen: Chosen, start: int, size: int) -> Iterator[Chosen]:
        """Yield the sets of a size that begin with those chosen and are no worse than the best."""
        last = len(chosen) == size
        open_from = range(start, len(project.free) - (size - len(chosen)) + 1)
        for at in (len(project.free),) if last else open_from:
            limit = self._best.weeks + WITHIN if self._best else self._target
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

    def _offer(self, found: _Found) -> None:
        """Take a set that reaches the target, if it is better than the best of its size so far."""
        best = self._best
        if best is None:
            self._best = found if found.weeks <= self._target else None
        elif found.weeks < best.weeks - WITHIN or (
            found.weeks <= best.weeks + WITHIN and found.chosen < best.chosen
        ):
            self._best = found

    def _project(self, part: _Part) -> _Project:
        """Return the project of a part; the first ones are kept."""
        if part.fixed not in self._projects:
            if len(self._projects) == KEPT:
                self._projects.popitem()
            self._projects[part.fixed] = self._made(part)
        return self._projects[part.fixed]

    def _made(self, part: _Part) -> _Project:
        """Return the project of a part, made anew, with the ratios of its free levers."""
        taken = {*part.fixed, *part.out}
        levers = tuple(at for at in range(len(self._levers)) if at not in taken)
        changes = self._changes(part.fixed)
        self._count_project(part.fixed)
        try:
            now = self._variants.unscheduled(changes)
        except InputError:
            now = None
        if now is None or not self._variants.consistent(changes):
            return _Project(part, levers)  # there may be one with more of them
        known = {at: self._ratios(part.fixed, at, now) for at in levers if at not in part.bound}
        free = {at: ratio for at, ratio in known.items() if ratio is not None}
        pulled = Pulled(now, list(free.values()), self._share, self._variants.trials)
        others = tuple(at for at in levers if at not in free)
        return _Project(part, others, tuple(free), pulled)

    def _ratios(self, fixed: Chosen, lever: int, now: Unscheduled) -> Ratios | None:
        self._count(MADE)
        try:
            return ratios(self._variants.unscheduled(self._changes((*fixed, lever))), now)
        except InputError:
            return None

    def _alone(self, fixed: Chosen) -> _Found:
        self._count_project(fixed)
        return _Found(fixed, self._weeks(fixed))

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

    def _count_project(self, fixed: Chosen) -> None:
        forecast = self._variants.under_way and not self._deep.isdisjoint(fixed)
        self._count(FORECAST if forecast else MADE)

    def _count(self, bounds: int = 1) -> None:
        self._tried += bounds
        if self._tried > MOST_TRIED:
            raise _TooManyError
