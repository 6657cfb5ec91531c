"""Gantt: a chart of ranges, each phase solid to its P50, lighter to P80 and faintest to P90.

A row's bar begins at the phase's median start. The axis is in weeks from the start of the project,
or in dates where the estimate has them; then days off are shaded, and what has been worked is drawn
apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.strict import Language
from crmtimeline.render.axis import Axis, date_axis, week_axis
from crmtimeline.render.bars import Bar, Bars, is_critical
from crmtimeline.render.glyphs import Glyphs
from crmtimeline.render.layout import Line, Span, cut, pad
from crmtimeline.render.numbers import percent, spread, weeks
from crmtimeline.render.words import word

WIDEST_TITLE = 28
BEYOND = ">"
"""After the last cell: the bar goes on, of a phase that is too rare to set the scale."""

EMPTY = (" ", "")


@dataclass(frozen=True)
class _Chart:
    """The axis that an estimate is drawn on, as a whole and phase by phase."""

    bars: Bars
    axis: Axis
    glyphs: Glyphs

    def phase(self, phase: PhaseEstimate, style: str) -> Iterator[Span]:
        """Yield the bar of a phase, or the mark of a gate."""
        cells = self._background()
        bar = self.bars.phase(phase)
        if phase.gate:
            cells[self.axis.cell(bar.ends[0])] = (self.glyphs.gate, style)
        elif phase.in_scope:
            self._draw(cells, bar, style)
        yield from _spans(cells)

    def whole(self) -> Iterator[Span]:
        """Yield the bar of the whole project."""
        cells = self._background()
        self._draw(cells, self.bars.whole(), "whole")
        yield from _spans(cells)

    def _draw(self, cells: list[tuple[str, str]], bar: Bar, style: str) -> None:
        """Draw a bar from its start to P50, P80 and P90; it is at least one cell long."""
        axis, glyphs = self.axis, self.glyphs
        begin = at = min(axis.cell(bar.start), axis.cells - 1)
        solid = (glyphs.p50, style) if bar.worked < bar.ends[0] else (glyphs.done, "done")
        stretches = (
            (bar.worked, (glyphs.done, "done")),
            (bar.ends[0], solid),
            (bar.ends[1], (glyphs.p80, f"{style}-p80")),
            (bar.ends[2], (glyphs.p90, f"{style}-p90")),
        )
        for end, look in stretches:
            least = begin + 1 if look is solid else at
            stop = max(axis.cell(end), least)
            cells[at:stop] = [look] * (stop - at)
            at = stop
        if axis.outlasts(bar.ends[-1]):
            cells[axis.cells] = (BEYOND, style)

    def _background(self) -> list[tuple[str, str]]:
        """Return a row before its bar: days off, and now."""
        off = (self.glyphs.day_off, "faint")
        cells = [off if cell in self.axis.off else EMPTY for cell in range(self.axis.cells + 1)]
        now = self.bars.now
        if now is not None and not self.axis.outlasts(now):
            cells[self.axis.cell(now)] = (self.glyphs.now, "now")
        return cells


def gantt(estimate: Estimate, width: int, glyphs: Glyphs, language: Language) -> list[Line]:
    """Return the chart in `width` cells, with its axis above, the whole below and a legend."""
    labels = {phase.id: _label(phase) for phase in estimate.phases}
    whole, head = word("whole", language), "P50-P80"
    longest = max(cell_len(text) for text in (*labels.values(), whole))
    title_width = min(longest, WIDEST_TITLE, width // 3)
    numbers = {phase.id: spread(phase.duration) for phase in estimate.phases}
    total = estimate.total.weeks
    whole_numbers = f"{weeks(total.p50)}-{weeks(total.p80)}"
    numbers_width = max(cell_len(text) for text in (*numbers.values(), whole_numbers, head))
    before = title_width + numbers_width + 6
    bars = Bars(estimate)
    chart = _Chart(bars, _axis(bars, width - before), glyphs)
    lines = _head(chart, before, head, language)
    for phase in estimate.phases:
        critical = is_critical(phase)
        lines.append(
            [
                Span(f"{glyphs.critical} " if critical else "  ", "critical"),
                Span(pad(labels[phase.id], title_width)),
                Span("  " + pad(numbers[phase.id], numbers_width, "right"), "faint"),
                Span("  "),
                *chart.phase(phase, "critical" if critical else "bar"),
            ]
        )
    lines.append([Span(" " * before), Span(glyphs.rule * (chart.axis.cells + 1), "faint")])
    lines.append(
        [
            Span("  " + pad(whole, title_width), "strong"),
            Span("  " + pad(whole_numbers, numbers_width, "right")),
            Span("  "),
            *chart.whole(),
        ]
    )
    return [*lines, *_legend(chart, width, language)]


def _label(phase: PhaseEstimate) -> str:
    if phase.in_scope == 1:
        return phase.title
    share = percent(phase.in_scope).replace(" ", "")
    return f"{cut(phase.title, WIDEST_TITLE - 7)} ({share})"


def _axis(bars: Bars, room: int) -> Axis:
    calendar = bars.estimate.calendar
    if calendar is None:
        return week_axis(bars.last, room)
    return date_axis(calendar, int(bars.last), room)


def _head(chart: _Chart, before: int, head: str, language: Language) -> list[Line]:
    """Return the rows of labels, the last one after the head of the numbers, and the ticks."""
    rows = chart.axis.rows()
    heads = [word("week", language)] if len(rows) > 1 else []
    lines: list[Line] = [
        [Span(pad(f"{text}  ", before, "right"), "faint"), Span(row, "faint")]
        for text, row in zip([head, *heads], rows, strict=True)
    ]
    return [*lines, [Span(" " * before), Span(chart.axis.marks(chart.glyphs), "faint")]]


def _spans(cells: list[tuple[str, str]]) -> Iterator[Span]:
    for style, run in groupby(cells, key=lambda cell: cell[1]):
        yield Span("".join(glyph for glyph, _ in run), style)


def _legend(chart: _Chart, width: int, language: Language) -> list[Line]:
    estimate, glyphs = chart.bars.estimate, chart.glyphs
    entries = [
        (glyphs.p50 * 2, "bar", "legend_p50"),
        (glyphs.p80 * 2, "bar-p80", "legend_p80"),
        (glyphs.p90 * 2, "bar-p90", "legend_p90"),
        (glyphs.critical, "critical", "legend_critical"),
    ]
    if estimate.progress is not None:
        entries.insert(0, (glyphs.done * 2, "done", "legend_done"))
        entries.append((glyphs.now, "now", "legend_now"))
    if any(phase.gate for phase in estimate.phases):
        entries.append((glyphs.gate, "bar", "legend_gate"))
    if chart.axis.off:
        entries.append((glyphs.day_off, "faint", "legend_off"))
    if any(phase.in_scope < 1 for phase in estimate.phases):
        entries.append(("", "", "legend_maybe"))
    lines: list[Line] = [[Span("  ")]]
    for glyph, style, key in entries:
        text = f"{' ' if glyph else ''}{word(key, language)}   "
        used = sum(cell_len(span.text) for span in lines[-1])
        if used + cell_len(glyph + text.rstrip()) > width:
            lines.append([Span("  ")])
        lines[-1] += [Span(glyph, style), Span(text, "faint")]
    return [[], *lines]
