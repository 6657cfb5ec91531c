"""Milestones: what to expect after a phase, each with a column of its own."""

from crmtimeline.engine.draws import normal_column
from crmtimeline.engine.results import Spreads, rounded_range
from crmtimeline.engine.simulate import Trials, two_piece
from crmtimeline.model.cite import cite_shown
from crmtimeline.model.estimate import MilestoneEstimate
from crmtimeline.model.pack import Pack
from crmtimeline.model.strict import Language, text_in


def milestones(
    pack: Pack, spreads: Spreads, simulated: Trials, seed: int, language: Language
) -> tuple[MilestoneEstimate, ...]:
    """Return each milestone whose phase is in scope, counted from the start of the project."""
    found = []
    for name, milestone in pack.milestones.items():
        if milestone.after not in simulated.positions:
            continue
        at = simulated.positions[milestone.after]
        z = normal_column(seed, f"milestones.{name}", spreads.trials)
        after = two_piece(milestone.weeks.triple, z)
        found.append(
            MilestoneEstimate(
                id=name,
                title=text_in(milestone.title, language, name),
                after=milestone.after,
                weeks=rounded_range(milestone.weeks.triple),
                finish=spreads.of(simulated.schedule.finish[at] + after, simulated.absent[at]),
                cite=cite_shown(milestone.cite, language),
            )
        )
    return tuple(found)
