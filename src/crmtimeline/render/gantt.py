"""Gantt: a chart of ranges, each phase solid to its P50, lighter to P80 and faintest to P90.

A row's bar begins at the phase's median start. All is in weeks from the start of the project.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from rich.cells import cell_len

from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.figures import Spread
from crmtimeline.model.strict import Language
from crmtimeline.render.glyphs import Glyphs
from crmtimeline.render.layout import Line, Span, cut, pad
from crmtimeline.render.numbers import percent, weeks
from crmtimeline.render.words import word

TICKS = (1, 2, 4, 8, 13, 26, 52, 104, 208, 520, 1040, 2600, 5200, 26000)
"""Weeks between two ticks: weeks, months, quarters, years."""

WIDEST_TITLE = 28
BEYOND = ">"
"""After the last cell: the bar goes on, of a phase that is too rare to set the scale."""

IN_MOST = 0.5
"""Share of trials from which a phase is marked as critical, and from which it sets the scale."""


@dataclass(frozen=True)
class _Scale:
    """So many cells of the room there is, with a tick every `tick` weeks or `spacing` cells."""

    room: int
    cells: int
    tick: int
    spacing: int

    def cell(self, at: float) -> int:
        return min(round(at / self.tick * self.spacing), self.cells)


def gantt(estimate: Estimate, width: int, glyphs: Glyphs, language: Language) -> list[Line]:
    """Return the chart in `width` cells, with its axis above, the whole below and a legend."""
    labels = {phase.id: _label(phase) for phase in estimate.phases}
    whole, head = word("whole", language), "P50-P80"
    longest = max(cell_len(text) for text in (*labels.values(), whole))
    title_width = min(longest, WIDEST_TITLE, width // 3)
    numbers = {phase.id: _numbers(phase.duration) for phase in estimate.phases}
    total = estimate.total.weeks
    whole_numbers = f"{weeks(total.p50)}-{weeks(total.p80)}"
    numbers_width = max(cell_len(text) for text in (*numbers.values(), whole_numbers, head))
    chart = width - title_width - numbers_width - 6
    usual = (phase.finish.p90 for phase in estimate.phases if phase.in_scope >= IN_MOST)
    scale = _scale(max([estimate.total.weeks.p90, *usual]), chart)
    lines = _axis(scale, title_width, pad(head, numbers_width, "right"), glyphs)
    for phase in estimate.phases:
        critical = phase.criticality_index >= IN_MOST
        lines.append(
            [
                Span(f"{glyphs.critical} " if critical else "  ", "critical"),
                Span(pad(labels[phase.id], title_width)),
                Span("  " + pad(numbers[phase.id], numbers_width, "right"), "faint"),
                Span("  "),
                *_bar(phase, scale, glyphs, "critical" if critical else "bar"),
            ]
        )
    lines.append(_rule(scale, title_width + numbers_width, glyphs))
    lines.append(
        [
            Span("  " + pad(whole, title_width), "strong"),
            Span("  " + pad(whole_numbers, numbers_width, "right")),
            Span("  "),
            *_stretch(0, (total.p50, total.p80, total.p90), scale, glyphs, "whole"),
        ]
    )
    return [*lines, *_legend(estimate, width, glyphs, language)]


def _label(phase: PhaseEstimate) -> str:
    if phase.in_scope == 1:
        return phase.title
    share = percent(phase.in_scope).replace(" ", "")
    return f"{cut(phase.title, WIDEST_TITLE - 7)} ({share})"


def _numbers(duration: Spread) -> str:
    if not duration.p90:
        return ""
    return f"{weeks(duration.p50)}-{weeks(duration.p80)}"


def _scale(last: float, room: int) -> _Scale:
    """Return the finest scale whose ticks leave room for their numbers."""
    for tick in (*TICKS, *(TICKS[-1] * 10**power for power in range(1, 12))):
        spacing = int((room - 1) * tick / max(last, tick))
        if spacing >= len(str(int(last))) + 2:
            break
    return _Scale(room, min(ceil(last / tick * spacing), room - 1), tick, spacing)


def _axis(scale: _Scale, title_width: int, head: str, glyphs: Glyphs) -> list[Line]:
    numbers, marks = [" "] * scale.room, [glyphs.rule] * (scale.cells + 1)
    for at, cell in enumerate(range(0, scale.cells + 1, scale.spacing)):
        text = str(at * scale.tick)
        if cell + len(text) <= scale.room:
            numbers[cell : cell + len(text)] = text
            marks[cell] = glyphs.tick
    indent = " " * (2 + title_width + 2)
    return [
        [Span(f"{indent}{head}  ", "faint"), Span("".join(numbers), "faint")],
        [Span(" " * len(indent + head) + "  "), Span("".join(marks), "faint")],
    ]


def _rule(scale: _Scale, before: int, glyphs: Glyphs) -> Line:
    return [Span(" " * (before + 6)), Span(glyphs.rule * (scale.cells + 1), "faint")]


def _bar(phase: PhaseEstimate, scale: _Scale, glyphs: Glyphs, style: str) -> Iterator[Span]:
    ends = (phase.finish.p50, phase.finish.p80, phase.finish.p90)
    if phase.gate:
        cell = scale.cell(phase.finish.p50)
        yield Span(" " * cell)
        yield Span(glyphs.gate, style)
        return
    yield from _stretch(phase.start.p50, ends, scale, glyphs, style)


def _stretch(
    start: float, ends: tuple[float, float, float], scale: _Scale, glyphs: Glyphs, style: str
) -> Iterator[Span]:
    """Yield a bar from a start to P50, P80 and P90; it is at least one cell long."""
    at = min(scale.cell(start), scale.cells - 1)
    yield Span(" " * at)
    for end, glyph, look in zip(
        ends, (glyphs.p50, glyphs.p80, glyphs.p90), ("", "-p80", "-p90"), strict=True
    ):
        stop = max(scale.cell(end), at + 1 if glyph == glyphs.p50 else at)
        yield Span(glyph * (stop - at), style + look)
        at = stop
    if ends[-1] / scale.tick * scale.spacing > scale.cells + 0.5:  # more than rounding
        yield Span(BEYOND, style)


def _legend(estimate: Estimate, width: int, glyphs: Glyphs, language: Language) -> list[Line]:
    entries = [
        (glyphs.p50 * 2, "bar", "legend_p50"),
        (glyphs.p80 * 2, "bar-p80", "legend_p80"),
        (glyphs.p90 * 2, "bar-p90", "legend_p90"),
        (glyphs.critical, "critical", "legend_critical"),
    ]
    if any(phase.gate for phase in estimate.phases):
        entries.append((glyphs.gate, "bar", "legend_gate"))
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
