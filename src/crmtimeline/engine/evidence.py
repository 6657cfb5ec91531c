"""Evidence: how likely a trial makes what was seen of an activity, and what then is left of it.

A finished activity tells by the density of its weeks, a running one by the chance that it takes
longer than it has so far; both given the trial's common cause, project spread and unknown inputs,
and so over the activity's own normal e alone. With z = sqrt(rho) * Z + sqrt(1 - rho) * e, log weeks
are ln(likely) + growth + spread * G + s * z, so e follows from weeks and all else.

Where risks add weeks, what was seen less these weeks is the activity's own: a number per trial. An
activity that has taken 0 or less of its own cannot have finished, and may still take any time.
"""

from math import erfc, log, pi, sqrt
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.draws import Floats, inverse_normal
from crmtimeline.engine.lengths import Shape
from crmtimeline.engine.workdays import DAYS_PER_WEEK
from crmtimeline.model.plan import Weeks

ONE_DAY = 1 / DAYS_PER_WEEK
WITHIN_A_DAY = ONE_DAY / sqrt(12)
"""Standard deviation of an end that is known to the day: no length is known more sharply."""

FAR = 20.0
"""From here on the normal's tail is reckoned by its asymptote: shares there soon underflow."""

_erfc = np.frompyfunc(erfc, 1, 1)


class Around(NamedTuple):
    """What a trial has around an activity's own normal: sqrt(rho) * Z, spread * G, its share."""

    common: Floats
    project: Floats
    own: float


class _Seen(NamedTuple):
    """The activity's own normal at the weeks seen, and how log weeks grow with it there."""

    e: Floats
    slope: Floats


def log_density(shape: Shape, around: Around, weeks: Weeks) -> Floats:
    """Return the log density, but for a constant, of an activity that took so many weeks."""
    seen = _seen(shape, around, weeks)
    density: Floats = -seen.e * seen.e / 2 - np.log(seen.slope)
    if isinstance(weeks, np.ndarray):  # of weeks and not of their log, which one number leaves open
        density = density - np.log(np.where(weeks > 0, weeks, 1.0))
    return density


def log_survival(shape: Shape, around: Around, weeks: Weeks) -> Floats:
    """Return the log of the chance that an activity takes longer than so many weeks."""
    return log_upper_tail(_seen(shape, around, weeks).e)


def log_at_most(shape: Shape, around: Around, weeks: Weeks) -> Floats:
    """Return the log of the chance that an activity takes so many weeks at most."""
    return log_upper_tail(-_seen(shape, around, weeks).e)


def length_beyond(shape: Shape, around: Around, weeks: Weeks, shares: Floats) -> Floats:
    """Return the activity's weeks in trials in which it takes longer than `weeks`.

    `shares` (0-1) say how far into what is left of its own distribution each trial falls.
    """
    below, above, own = _sharp(shape, around, weeks)
    e = beyond(_seen(shape, around, weeks).e, shares)
    longer = Shape(shape.likely, shape.growth, below, above).weeks(
        around.common + own * e, around.project
    )
    return np.maximum(longer, weeks)


def log_upper_tail(z: Floats) -> Floats:
    """Return the log of the chance that a standard normal exceeds z."""
    near, far = np.minimum(z, FAR), np.maximum(z, FAR)
    with np.errstate(over="ignore", invalid="ignore"):
        beyond_far = -far * far / 2 - np.log(far * sqrt(2 * pi))
    tail: Floats = np.where(z < FAR, np.log(_upper_tail(near)), beyond_far)
    return tail


def beyond(z: Floats, shares: Floats) -> Floats:
    """Return the quantiles at `shares` (0-1) of a standard normal that is known to exceed z."""
    near, far = np.minimum(z, FAR), np.maximum(z, FAR)
    inside = -inverse_normal(_upper_tail(near) * (1 - shares))
    found: Floats = np.where(z < FAR, inside, far - np.log1p(-shares) / far)
    return found


def _upper_tail(z: Floats) -> Floats:
    return np.asarray(_erfc(z / sqrt(2)), dtype=np.float64) / 2


def _seen(shape: Shape, around: Around, weeks: Weeks) -> _Seen:
    below, above, own = _sharp(shape, around, weeks)
    with np.errstate(invalid="ignore"):
        left = _log(weeks, shape.likely) - shape.growth - around.project
        slope = np.where(left >= 0, above, below)
        grows = slope * own
        e = (left - slope * around.common) / grows
        return _Seen(np.where(np.asarray(weeks) > 0, e, -np.inf), grows)


def _log(weeks: Weeks, likely: float) -> Weeks:
    if not isinstance(weeks, np.ndarray):
        return log(weeks / likely)
    logs: Floats = np.log(np.where(weeks > 0, weeks, likely) / likely)
    return logs


def _sharp(shape: Shape, around: Around, weeks: Weeks) -> tuple[Weeks, Weeks, Weeks]:
    """Return slopes below and above, and the own normal's part of z: none sharper than a day."""
    least = WITHIN_A_DAY / np.maximum(weeks, shape.likely)
    below, above = np.maximum(shape.below, least), np.maximum(shape.above, least)
    return below, above, np.maximum(around.own, least / np.maximum(below, above))
