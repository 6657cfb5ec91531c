"""Posterior: which of the trials drawn are left by what has happened, and their common causes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crmtimeline.engine.draws import Ranks
from crmtimeline.engine.lengths import Shared
from crmtimeline.model.plan import Activity, Draw, Presence, Term


@dataclass(frozen=True, eq=False, repr=False)
class Posterior:
    """The numbers of the trials taken, among `drawn` ones of which `effective` count.

    `shared` are the common causes of those taken.
    """

    shared: Shared
    drawn: int
    effective: int
    taken: Ranks

    def redrawn(self, activities: Sequence[Activity]) -> tuple[Activity, ...]:
        """Return activities in the trials drawn with every draw as the trials taken have it."""
        draws: dict[int, Draw] = {}

        def again(draw: Draw) -> Draw:
            if id(draw) not in draws:
                draws[id(draw)] = replace(draw, index=draw.index.take(self.taken))
            return draws[id(draw)]

        return tuple(
            replace(
                each,
                terms=tuple(Term(again(term.draw), *term[1:]) for term in each.terms),
                presence=each.presence
                and Presence(again(each.presence.draw), each.presence.present),
            )
            for each in activities
        )
