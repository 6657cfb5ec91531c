"""Rows of a drawn Gantt chart: what stands in each one, and where it stands on the page.

Wide charts have titles and weeks beside their bars, narrow ones above them.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from crmtimeline.model.estimate import Estimate, MilestoneEstimate, PhaseEstimate
from crmtimeline.model.figures import Dates, Spread
from crmtimeline.render.bars import Bar, Bars, is_critical
from crmtimeline.render.charts.drawing import LINE, SIZE
from crmtimeline.render.charts.scale import folded, text_width
from crmtimeline.render.custom import short_day
from crmtimeline.render.numbers import percent, spread, weeks
from crmtimeline.render.words import word

BAR = 12.0
"""Height of a bar."""

WIDEST_TITLE = 230.0
INDENT = 16.0
"""Room for the mark of critical phases."""

APART = 14.0
"""Room between titles, weeks and bars."""

DASH = "–"


class Layout(NamedTuple):
    """How wide a chart is, and whether titles stand above their bars."""

    width: float
    stacked: bool


WIDE, NARROW = Layout(864, False), Layout(360, True)


class Row(NamedTuple):
    """What one row shows; `plan` is where a phase was planned to lie."""

    kind: Literal["phase", "gate", "whole", "milestone"]
    title: str
    weeks: str
    bar: Bar
    tip: str
    """All that the row says, with its title in full."""
    id: str = ""
    critical: bool = False
    plan: tuple[float, float] | None = None

    @property
    def colour(self) -> str:
        """The colour of its bar."""
        if self.kind in ("whole", "milestone"):
            return "whole"
        return "critical" if self.critical else "bar"


class Placed(NamedTuple):
    """A row with the lines of its title, and the heights at which it and its bar begin."""

    row: Row
    lines: list[str]
    top: float
    bar: float
    bottom: float


class Columns(NamedTuple):
    """Where titles end, where weeks end, and where bars begin."""

    titles: float
    weeks: float
    bars: float


def rows_of(estimate: Estimate) -> list[Row]:
    """Return the phases, the whole, and the milestones."""
    bars = Bars(estimate)
    phases = [_phase(phase, bars) for phase in estimate.phases]
    return [*phases, _whole(bars), *(_milestone(each, bars) for each in estimate.milestones)]


def columns_of(rows: Sequence[Row], layout: Layout) -> Columns:
    """Return the columns that the rows need in a layout."""
    numbers = max(text_width(row.weeks, SIZE) for row in rows)
    if layout.stacked:
        return Columns(layout.width - numbers - APART, layout.width, 0)
    widest = max(text_width(row.title, SIZE) for row in rows)
    titles = INDENT + min(widest, WIDEST_TITLE)
    return Columns(titles, titles + APART + numbers, titles + numbers + 2 * APART)


def placed(rows: Sequence[Row], columns: Columns, top: float, layout: Layout) -> Iterator[Placed]:
    """Yield the rows below one another, from `top` on."""
    for row in rows:
        lines = folded(row.title, columns.titles - INDENT, SIZE)
        height = len(lines) * LINE
        if layout.stacked:
            yield Placed(row, lines, top, top + height + 4, top + height + BAR + 14)
            top += height + BAR + 14
        else:
            bottom = top + max(height + 8, 30)
            yield Placed(row, lines, top, (top + bottom - BAR) / 2, bottom)
            top = bottom


def _phase(phase: PhaseEstimate, bars: Bars) -> Row:
    share = "" if phase.in_scope == 1 else f" ({percent(phase.in_scope).replace(' ', '')})"
    title = f"{phase.title}{share}"
    start = phase.start_date.p50 if phase.start_date else None
    return Row(
        kind="gate" if phase.gate else "phase",
        title=title,
        weeks=spread(phase.duration, DASH),
        bar=bars.phase(phase),
        tip=_tip(title, phase.duration, (start, phase.finish_date), bars.estimate),
        id=phase.id,
        critical=is_critical(phase),
        plan=_plan(phase, bars),
    )


def _whole(bars: Bars) -> Row:
    estimate, total = bars.estimate, bars.estimate.total
    title = word("whole", estimate.language)
    start = estimate.calendar.start if estimate.calendar else None
    tip = _tip(title, total.weeks, (start, total.finish_date), estimate)
    return Row("whole", title, spread(total.weeks, DASH), bars.whole(), tip)


def _milestone(each: MilestoneEstimate, bars: Bars) -> Row:
    ends = bars.ends(each.finish, each.finish_date)
    tip = _tip(each.title, each.finish, (None, each.finish_date), bars.estimate)
    return Row("milestone", each.title, spread(each.finish, DASH), Bar(ends[0], ends), tip)


def _plan(phase: PhaseEstimate, bars: Bars) -> tuple[float, float] | None:
    progress = bars.estimate.progress
    if progress is None or phase.gate:
        return None
    seen = next(each for each in progress.phases if each.id == phase.id)
    return bars.end(seen.plan_start_date.p50) - 1, bars.end(seen.plan_finish_date.p50)


def _tip(
    title: str, length: Spread, days: tuple[date | None, Dates | None], estimate: Estimate
) -> str:
    """Return a row as a sentence: its percentiles, or its start and its dates."""
    language = estimate.language
    start, ends = days
    shown = length if ends is None else ends
    values = {
        key: weeks(value) if isinstance(value, float | int) else short_day(value, language)
        for key, value in vars(shown).items()
    }
    key = "row_weeks" if ends is None else "row_dates" if start else "row_milestone"
    if start is not None:
        values["start"] = short_day(start, language)
    return word(key, language).format(title=title, **values)
