"""Precedence: what must have gone before an activity that has begun."""

from collections.abc import Container, Iterator, Mapping, Sequence

from crmtimeline.engine.network import ties_finish
from crmtimeline.engine.workdays import DAYS_PER_WEEK
from crmtimeline.model.plan import Activity, Actual, Tie


def going_before(
    activity: Activity, activities: Sequence[Activity], reported: Container[str]
) -> Iterator[tuple[Tie, Activity]]:
    """Yield an activity's predecessors with their ties.

    A gate that nobody reported was passed in silence, and so may one have been that is in scope by
    an unknown input only: what comes before it comes too.
    """
    for tie in activity.ties:
        before = activities[tie.source]
        silent = before.id not in reported
        if not (silent and before.is_gate):
            yield tie, before
        if silent and (before.is_gate or before.presence is not None):
            yield from going_before(before, activities, reported)


def waits_to_finish(activity: Activity, actual: Actual, actuals: Mapping[int, Actual]) -> bool:
    """Whether a predecessor, and not its own work, holds or has set the finish of an activity.

    A running one waits for what is still open before it; a finished one ended within a day of the
    earliest end that a tie left to it.
    """
    for tie in filter(ties_finish, activity.ties):
        source = actuals.get(tie.source)
        if source is None or (tie.kind == "FF" and source.finished is None):
            return actual.finished is None
        if actual.finished is None:
            continue
        since = source.started if tie.kind == "SF" else source.finished or source.started
        earliest = since + tie.lag_weeks + tie.lag_share * source.spent
        if actual.finished <= earliest + 1 / DAYS_PER_WEEK:
            return True
    return False
