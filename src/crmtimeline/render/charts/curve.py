"""S-curve, drawn: how likely the whole is done by when, with P50, P80, P90 and the deadline."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from crmtimeline.model.estimate import CurvePoint, Estimate
from crmtimeline.render.bars import Bars
from crmtimeline.render.charts.drawing import LINE, SMALL, Drawing, curve, dot, line, write
from crmtimeline.render.charts.rows import Layout
from crmtimeline.render.charts.scale import Scale, month_ticks, text_width, week_ticks
from crmtimeline.render.custom import Custom, short_day
from crmtimeline.render.markup import joined
from crmtimeline.render.numbers import percent, promised, weeks
from crmtimeline.render.words import word

HEIGHT = 320.0
TOP, LEFT = 30.0, 44.0
SHARES = (0.0, 0.25, 0.5, 0.8, 0.9, 1.0)
MARGIN = 0.05
"""Share of its own span that the axis goes beyond the curve on either side."""

FAR = 0.75
"""Spans beyond which a deadline is not drawn."""


class _Chart(NamedTuple):
    estimate: Estimate
    scale: Scale
    """Weeks, or days where there are dates, up to where the labels begin."""
    width: float

    def y(self, share: float) -> float:
        """Return the height of a share."""
        return TOP + (1 - share) * HEIGHT


def curve_drawing(estimate: Estimate, layout: Layout) -> Drawing:
    """Return the curve with its percentiles labelled on the right, and the deadline above."""
    labels = [text for share in ("p50", "p80", "p90") for text in _labels(estimate, share)]
    room = max(text_width(text, SMALL) for text in labels)
    first, last = _span(estimate)
    scale = Scale(LEFT, layout.width - room - 24, first, last)
    chart = _Chart(estimate, scale, layout.width)
    shapes = joined([*_grid(chart), *_deadline(chart), *_curve(chart), *_percentiles(chart)])
    return Drawing(layout.width, TOP + HEIGHT + 2 * LINE + 6, shapes)


def _at(estimate: Estimate, point: CurvePoint) -> float:
    """Return where a point of the curve lies on the scale."""
    return point.weeks if point.date is None else Bars(estimate).end(point.date)


def _span(estimate: Estimate) -> tuple[float, float]:
    """Return the ends of the scale: those of the curve, and the deadline if it is not far off."""
    ends = [_at(estimate, point) for point in (estimate.curve[0], estimate.curve[-1])]
    span = max(ends[1] - ends[0], 1.0)
    deadline = Bars(estimate).deadline
    if deadline is not None and ends[0] - FAR * span <= deadline <= ends[1] + FAR * span:
        ends.append(deadline)
    margin = MARGIN * span
    return max(min(ends) - margin, 0.0), max(ends) + margin


def _grid(chart: _Chart) -> Iterator[Markup]:
    estimate, scale = chart.estimate, chart.scale
    custom, bottom = Custom(estimate.language), chart.y(0)
    for share in SHARES:
        height = chart.y(share)
        label = custom.share(percent(share))
        yield line((scale.left, height), (scale.right, height), "line")
        yield write((LEFT - 8, height + 4), label, "muted", "end", SMALL)
    if estimate.calendar is None:
        ticks = week_ticks(scale, SMALL)
        head = word("chart_weeks", estimate.language)
        yield write((scale.right, bottom + 2 * LINE + 2), head, "muted", "end", SMALL)
    else:
        ticks = month_ticks(scale, estimate.calendar.start, estimate.language, SMALL)
    for tick in ticks:
        yield line((tick.x, bottom), (tick.x, bottom + 5), "muted")
        yield write((tick.x, bottom + LINE + 2), tick.label, "muted", size=SMALL)


def _deadline(chart: _Chart) -> Iterator[Markup]:
    """Yield the line of the deadline, with the probability that it is met."""
    estimate, scale = chart.estimate, chart.scale
    position, deadline = Bars(estimate).deadline, estimate.deadline
    if deadline is None or position is None or not scale.holds(position):
        return
    language = estimate.language
    mark = word("mark_deadline", language).format(day=short_day(deadline.date, language))
    share = Custom(language).share(promised(deadline.probability))
    label = f"{mark}{word('colon', language)}{share}"
    x, half = scale.x(position), text_width(label, SMALL) / 2
    middle = min(max(x, half), chart.width - half)
    yield line((x, TOP - 10), (x, chart.y(0)), "ink", "5 3")
    yield write((middle, TOP - 14), label, "ink", "middle", SMALL)


def _curve(chart: _Chart) -> Iterator[Markup]:
    points = [
        (chart.scale.x(_at(chart.estimate, point)), chart.y(point.share))
        for point in chart.estimate.curve
    ]
    yield curve(points, "critical")


def _percentiles(chart: _Chart) -> Iterator[Markup]:
    """Yield each percentile's point on the curve, with its label on the right."""
    estimate, scale = chart.estimate, chart.scale
    total = estimate.total
    ends = Bars(estimate).ends(total.weeks, total.finish_date)
    for key, share, end in zip(("p50", "p80", "p90"), (0.5, 0.8, 0.9), ends, strict=True):
        x, y = scale.x(end), chart.y(share)
        yield line((x, y), (chart.width, y), "critical-80")
        yield line((x, y), (x, chart.y(0)), "critical-80", "2 3")
        yield dot(x, y, 4.5, "critical")
        upper, lower = _labels(estimate, key)
        yield write((chart.width, y - 4), upper, "ink", "end", SMALL, bold=key == "p80")
        yield write((chart.width, y + 13), lower, "muted", "end", SMALL)


def _labels(estimate: Estimate, key: str) -> tuple[str, str]:
    """Return a percentile with its weeks, and below it its date, else its months."""
    language, dates = estimate.language, estimate.total.finish_date
    values = {"percentile": key.upper(), "weeks": weeks(getattr(estimate.total.weeks, key))}
    upper = word("percentile_weeks", language).format(**values)
    if dates is not None:
        return upper, short_day(getattr(dates, key), language)
    months = weeks(getattr(estimate.total.months, key))
    return upper, word("as_months", language).format(months=months)
