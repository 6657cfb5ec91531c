"""Precedence: what must have gone before an activity that has begun."""

from collections.abc import Container, Iterator, Sequence

from crmtimeline.model.plan import Activity, Tie


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
