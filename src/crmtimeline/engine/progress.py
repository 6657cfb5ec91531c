"""Progress: what has happened, as facts for the scheduler, refused where it cannot have happened.

Issues: P117, P118, P122 to P124 and P126.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from crmtimeline.engine.precedence import going_before
from crmtimeline.engine.scope import Scoped
from crmtimeline.engine.workdays import DAYS_PER_WEEK, WorkDays
from crmtimeline.errors import InputError, Issue, Message, Path
from crmtimeline.model.plan import Activity, Actual
from crmtimeline.model.profile import PhaseProgress, Profile
from crmtimeline.model.strict import LinkKind

_NEEDS: Mapping[LinkKind, tuple[str, str]] = {
    "FS": ("started", "finished"),
    "SS": ("started", "started"),
    "FF": ("finished", "finished"),
    "SF": ("finished", "started"),
}
"""What of a phase needs what of its predecessor, by the kind of their tie."""

Dates = Mapping[str, date | None]


def check_dates(profile: Profile, today: date | None) -> None:
    """Raise InputError for what is wrong with the days of a profile's progress, in themselves.

    Progress is not taken on a day to come, where `today` is known.
    """
    days = {"as_of": profile.keys.as_of, "today": today}
    issues = [*_missing(profile), *_slips(profile), *_ordered(profile, ("as_of",), days)]
    if issues:
        raise InputError(issues)


def actuals(profile: Profile, scoped: Scoped, days: WorkDays) -> dict[int, Actual]:
    """Return what has happened, by the positions of the activities.

    Raises InputError where a phase is out of scope, or out of order.
    """
    places = {activity.id: at for at, activity in enumerate(scoped.activities)}
    reasons = {out.id: out.reason for out in scoped.excluded}
    issues = [
        Issue(
            Message("P117", {"phase": name, "reason": reasons[name]}),
            profile.spot("progress", name),
        )
        for name in profile.keys.progress
        if name not in places
    ]
    issues += _without_start(profile, scoped.activities)
    issues += _out_of_order(profile, scoped.activities)
    if issues:
        raise InputError(issues)
    as_of = profile.keys.as_of
    assert as_of is not None, "progress without it is refused"
    return {
        places[name]: _actual(each, scoped.activities[places[name]], as_of, days)
        for name, each in profile.keys.progress.items()
    }


def _actual(seen: PhaseProgress, activity: Activity, as_of: date, days: WorkDays) -> Actual:
    started = seen.started or seen.finished
    assert started is not None, "progress without it is refused"
    begun = days.before(started) / DAYS_PER_WEEK
    finished = seen.finished or (started if activity.is_gate else None)
    worked = max(days.through(finished or as_of) - days.before(started), 1) / DAYS_PER_WEEK
    if activity.is_gate:
        return Actual(begun + worked, 0.0, begun + worked, None)
    if finished is not None:
        return Actual(begun, worked, begun + worked, None)
    left = seen.remaining_weeks.triple if seen.remaining_weeks else None
    return Actual(begun, worked, None, left)


def _missing(profile: Profile) -> Iterator[Issue]:
    keys = profile.keys
    for key in ("start", "as_of"):
        if getattr(keys, key) is None:
            yield Issue(Message("P118", {"key": key}), profile.spot("progress"))
    for name, seen in keys.progress.items():
        if seen.started is None and (seen.finished is None or seen.remaining_weeks is not None):
            yield Issue(Message("P118", {"key": "started"}), profile.spot("progress", name))


def _slips(profile: Profile) -> Iterator[Issue]:
    """Yield an issue for each day that lies in the future or before what it follows."""
    keys = profile.keys
    yield from _ordered(profile, ("as_of",), {"start": keys.start, "as_of": keys.as_of})
    for name, seen in keys.progress.items():
        path = ("progress", name)
        for key in ("started", "finished"):
            day = getattr(seen, key)
            if day is not None and keys.as_of is not None and day > keys.as_of:
                values = {"day": day.isoformat(), "as_of": keys.as_of.isoformat()}
                yield Issue(Message("P122", values), profile.spot(*path, key))
        begun = "started" if seen.started else "finished"
        yield from _ordered(
            profile, (*path, begun), {"start": keys.start, begun: seen.started or seen.finished}
        )
        days = {"started": seen.started, "finished": seen.finished}
        yield from _ordered(profile, (*path, "finished"), days)
        if seen.finished is not None and seen.remaining_weeks is not None:
            values = {"key": "remaining_weeks", "other": "finished"}
            yield Issue(Message("P126", values), profile.spot(*path, "remaining_weeks"))


def _ordered(profile: Profile, path: Path, days: Dates) -> Iterator[Issue]:
    """Yield an issue where the later of two days comes first."""
    (first, begins), (last, ends) = days.items()
    if begins is not None and ends is not None and ends < begins:
        values = {"first": first, "begins": begins.isoformat()}
        values |= {"last": last, "ends": ends.isoformat()}
        yield Issue(Message("P124", values), profile.spot(*path))


def _without_start(profile: Profile, activities: Sequence[Activity]) -> Iterator[Issue]:
    """Yield an issue for each phase with weeks that was finished on a day, but never started."""
    for activity in activities:
        seen = profile.keys.progress.get(activity.id)
        if seen is not None and seen.started is None and not activity.is_gate:
            spot = profile.spot("progress", activity.id)
            yield Issue(Message("P118", {"key": "started"}), spot)


def _out_of_order(profile: Profile, activities: Sequence[Activity]) -> Iterator[Issue]:
    """Yield an issue for each phase that went ahead of a predecessor."""
    progress = profile.keys.progress
    for activity in activities:
        seen = progress.get(activity.id)
        if seen is None:
            continue
        for tie, before in going_before(activity, activities, progress):
            done, needs = _NEEDS[tie.kind]
            when = _reached(seen, done, activity)
            known = progress.get(before.id)
            if when is None or tie.lag_weeks < 0 or tie.lag_share < 0:
                continue
            if known is None and before.presence is not None:
                continue
            then = _reached(known, needs, before) if known else None
            if then is None or then > when:
                values = {
                    "phase": activity.id,
                    "done": Message(f"has_{done}"),
                    "before": before.id,
                    "needs": Message(f"needed_{needs}"),
                }
                spot = profile.spot("progress", activity.id, done)
                yield Issue(Message("P123", values), spot)


def _reached(seen: PhaseProgress, event: str, activity: Activity) -> date | None:
    """Return when a phase was started or finished; at a gate both are one."""
    started, finished = seen.started, seen.finished
    if activity.is_gate:
        return finished or started
    return started if event == "started" else finished
