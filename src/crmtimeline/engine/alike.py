"""Alike: a project's trials where it differs in a few inputs, only what these reach made anew.

Draws hang on names alone. So a phase that no changed input reaches is as long in every trial as it
was, and what is returned is what the project by itself would have, to the last bit.
"""

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.lengths import Lengths
from crmtimeline.engine.network import FREE, Held, network
from crmtimeline.engine.outlook import Project, Unscheduled
from crmtimeline.engine.progress import actuals
from crmtimeline.engine.scope import Like, Scoped


def alike(
    project: Project, like: Unscheduled, reached: frozenset[str], dated: Dating | None
) -> Unscheduled:
    """Return the trials of a project `like` another, but for the phases in `reached`, by id.

    No other input may hang on what changes, and it may not reach what has begun. Raises InputError
    as an estimate does.
    """
    posterior = like.posterior
    inputs = like.inputs.with_given(project.profile.inputs)
    scoped = project.scoped(inputs, Like(like.activities, reached))
    anew = [each for each in scoped.activities if each.id in reached]
    drawn = posterior.redrawn(anew) if posterior else anew
    found = project.lengths(drawn, posterior.shared if posterior else None)
    rows = dict(zip((each.id for each in like.activities), like.lengths.rows, strict=True))
    rows |= zip((each.id for each in drawn), found.rows, strict=True)
    made = {each.id: each for each in drawn}
    activities = tuple(made.get(each.id, each) for each in scoped.activities)
    weeks, absent, late = zip(*(rows[each.id] for each in activities), strict=True)
    ties = tuple(each.ties for each in activities)
    return Unscheduled(
        inputs=inputs,
        activities=activities,
        lengths=Lengths(weeks, absent, late if like.lengths.late or found.late else ()),
        net=like.net if ties == like.net.ties else network(ties),
        held=_held(project, scoped, dated),
        posterior=posterior,
    )


def _held(project: Project, scoped: Scoped, dated: Dating | None) -> Held:
    """Return what holds the activities: constraints, and what has happened."""
    if dated is None:
        return FREE
    keys = project.profile.keys
    if not keys.progress:
        return dated.held(scoped.activities)
    happened = actuals(project.profile, scoped, dated.days)
    return dated.held(scoped.activities, happened, keys.as_of)
