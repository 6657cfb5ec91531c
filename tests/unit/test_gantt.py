"""Gantt: every bar is read back from the chart, cell by cell, and compared with its percentiles."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from building import estimate_of
from crmtimeline.cli.loading import estimate_of as estimate_loaded
from crmtimeline.cli.loading import load
from crmtimeline.cli.screen import Speech
from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.gantt import gantt
from crmtimeline.render.glyphs import ASCII, BLOCKS, Glyphs
from crmtimeline.render.layout import plain
from crmtimeline.render.words import word

EXAMPLES = [
    file
    for file in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
    if "\nstart:" not in file.read_text(encoding="utf-8")  # those are drawn over dates
]
WIDTHS = (60, 80, 120, 160)
WITHIN = 1.05
"""Cells: half for the bar, half for the tick that tells the scale."""


class Row(NamedTuple):
    """One row: what stands before the axis, the cell where its bar begins, and the bar."""

    label: str
    start: int
    bar: str

    def end(self, glyphs: Sequence[str]) -> int:
        """Return the cell after the last of these glyphs."""
        return self.start + sum(self.bar.count(glyph) for glyph in glyphs)


class Chart(NamedTuple):
    """A chart read back: weeks per cell, its rows, that of the whole, and the legend below."""

    weeks_per_cell: float
    rows: list[Row]
    whole: Row
    legend: str


def read(lines: Sequence[str], glyphs: Glyphs) -> Chart:
    """Return the chart that these lines show."""
    at = next(n for n, line in enumerate(lines) if line.strip().startswith(glyphs.tick))
    axis, body = lines[at].index(glyphs.tick), lines[at + 1 :]
    rule = next(n for n, line in enumerate(body) if set(line.strip()) == {glyphs.rule})
    assert body[rule].index(glyphs.rule) == axis
    last_number = next(re.finditer(r"[0-9]+", lines[at - 1][axis:][::-1]))
    last_tick = lines[at].rindex(glyphs.tick) - axis
    weeks = int(last_number[0][::-1])
    return Chart(
        weeks / last_tick,
        [row(line, axis) for line in body[:rule]],
        row(body[rule + 1], axis),
        "\n".join(body[rule + 2 :]),
    )


def row(line: str, axis: int) -> Row:
    """Return the row of a line, split at the cell where the axis begins."""
    before = next(line[:n] for n in range(len(line) + 1) if cell_len(line[:n]) >= axis)
    assert cell_len(before) == axis, f"a wide character straddles the axis: {line}"
    assert before.endswith("  ")
    bar = line[len(before) :]
    return Row(before, len(bar) - len(bar.lstrip()), bar.strip())


def drawn(estimate: Estimate, width: int = 80, glyphs: Glyphs = BLOCKS) -> Chart:
    """Return the chart of an estimate as it comes out on a screen."""
    return read(shown(estimate, width, glyphs), glyphs)


def shown(estimate: Estimate, width: int = 80, glyphs: Glyphs = BLOCKS) -> list[str]:
    """Return the lines of a chart."""
    return plain(gantt(estimate, width, glyphs, estimate.language)).splitlines()


@cache
def example(file: Path, language: Language) -> Estimate:
    """Return the estimate of an example in a language."""
    return estimate_loaded(load(str(file), [], None, language, Speech("en")), 300, 1)


def assert_bar(found: Row, phase: PhaseEstimate, cell: float) -> None:
    """The bar of a phase runs from its median start to P50, P80 and P90, each within a cell."""
    assert found.start == pytest.approx(phase.start.p50 / cell, abs=WITHIN)
    ends = (phase.finish.p50, phase.finish.p80, phase.finish.p90)
    for number, end in enumerate(ends, 1):
        at = max(end / cell, found.start + 1)  # a bar has one cell at least
        assert found.end(BLOCKS[:number]) == pytest.approx(at, abs=WITHIN)
    assert [glyph for glyph, _ in groupby(found.bar)] == sorted(set(found.bar), key=BLOCKS.index)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("width", WIDTHS)
def test_bars_stand_for_their_percentiles(file: Path, width: int) -> None:
    for language in LANGUAGES:
        estimate = example(file, language)
        chart = drawn(estimate, width)
        for found, phase in zip(chart.rows, estimate.phases, strict=True):
            if phase.gate:
                assert found.bar == BLOCKS.gate
                at = phase.finish.p50 / chart.weeks_per_cell
                assert found.start == pytest.approx(at, abs=WITHIN)
            else:
                assert_bar(found, phase, chart.weeks_per_cell)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_whole_runs_from_0_to_its_percentiles(file: Path) -> None:
    estimate = example(file, "zh-CN")
    chart, total = drawn(estimate), estimate.total.weeks
    assert chart.whole.start == 0
    for glyphs, weeks in ((1, total.p50), (2, total.p80), (3, total.p90)):
        end = weeks / chart.weeks_per_cell
        assert chart.whole.end(BLOCKS[:glyphs]) == pytest.approx(end, abs=WITHIN)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked_for(file: Path, width: int) -> None:
    for language in LANGUAGES:
        for line in gantt(example(file, language), width, BLOCKS, language):
            assert cell_len(plain([line]).rstrip("\n")) <= width


def test_a_row_marks_what_is_critical_in_most_trials() -> None:
    estimate = example(EXAMPLES[-1], "en")
    for found, phase in zip(drawn(estimate).rows, estimate.phases, strict=True):
        assert found.label.startswith(f"{BLOCKS.critical} ") == (phase.criticality_index >= 0.5)
        assert phase.title in found.label


PAIR = """phases:
  build: {title: {en: Build}, weeks: {low: 4, high: 4}, $cite}
  check: {title: {en: Check}, weeks: {low: 2, high: 2}, $cite}
  release: {title: {en: Release}, after: [build, check], weeks: {low: 0, high: 0}, $cite}
  run: {title: {en: Run}, after: [release], weeks: {low: 4, high: 4}, $cite}
"""


def test_fixed_lengths_are_drawn_to_scale() -> None:
    chart = drawn(estimate_of(PAIR))
    build, check, release, run = chart.rows
    assert {row.label[:7].strip(): bool(row.bar) for row in chart.rows} == {
        "● Build": True,
        "Check": True,
        "● Relea": True,
        "● Run": True,
    }
    eight = round(8 / chart.weeks_per_cell)
    assert len(build.bar) == pytest.approx(eight / 2, abs=1)
    assert len(check.bar) == pytest.approx(eight / 4, abs=1)
    assert (release.bar, release.start) == (BLOCKS.gate, build.end(BLOCKS[:3]))
    assert run.start == build.end(BLOCKS[:3])
    assert chart.whole.end(BLOCKS[:3]) == run.end(BLOCKS[:3])


def test_a_gate_has_no_weeks_beside_it() -> None:
    labels = [row.label for row in drawn(estimate_of(PAIR)).rows]
    assert re.search(r"4\.0", labels[0])
    assert not re.search("[0-9]", labels[2])


def test_a_bar_is_never_shorter_than_a_cell() -> None:
    long = "  long: {weeks: {low: 500, high: 500}, $cite}\n"
    day = "  day: {weeks: {low: 0.2, high: 0.2}, $cite}\n"
    chart = drawn(estimate_of(f"phases:\n{long}{day}"))
    assert chart.rows[1].bar == BLOCKS.p50


@pytest.mark.parametrize("weeks", [0, 0.3, 1, 7, 13.5, 300, 4000, 5000])
@pytest.mark.parametrize("width", WIDTHS)
def test_any_length_has_an_axis_with_room_between_its_numbers(weeks: float, width: int) -> None:
    pack = f"phases:\n  a: {{weeks: {{low: {weeks}, high: {weeks}}}, $cite}}"
    lines = shown(estimate_of(pack, trials=100), width)
    numbers = next(line for line in lines if "P50-P80" in line).split("P50-P80")[1].split()
    step = int(numbers[-1]) // max(len(numbers) - 1, 1)
    assert [int(number) for number in numbers] == [step * n for n in range(len(numbers))]
    assert all(cell_len(line) <= width for line in lines)


def test_a_phase_that_may_be_left_out_says_in_how_many_trials_it_happens() -> None:
    pack = """inputs:
  moved: {levels: [false, true], weights: {false: 0.4, true: 0.6}, $cite}
phases:
  a: {weeks: {low: 2, high: 3}, $cite}
  move: {title: {en: Move}, when: {reads: moved, is: [true]}, weeks: {low: 2, high: 3}, $cite}
"""
    chart = drawn(estimate_of(pack))
    assert re.search(r"Move \((59|60|61)%\)", chart.rows[1].label)
    assert word("legend_maybe", "en") in chart.legend


def test_the_legend_explains_what_the_chart_shows_and_no_more() -> None:
    with_gate = drawn(estimate_of(PAIR)).legend
    for key in ("legend_p50", "legend_p80", "legend_p90", "legend_critical", "legend_gate"):
        assert word(key, "en") in with_gate
    without = drawn(estimate_of("phases:\n  a: {weeks: {low: 2, high: 3}, $cite}")).legend
    assert word("legend_gate", "en") not in without
    assert word("legend_maybe", "en") not in without


def test_a_long_title_is_cut_and_leaves_room_for_the_bars() -> None:
    pack = (
        f"phases:\n  a: {{title: {{en: '{'很长的标题' * 9}'}}, weeks: {{low: 2, high: 3}}, $cite}}"
    )
    for width in WIDTHS:
        lines = shown(estimate_of(pack), width)
        assert all(cell_len(line) <= width for line in lines)
        assert ".." in next(line for line in lines if "很长" in line)


def test_ascii_draws_with_ascii_and_tells_all_parts_apart() -> None:
    lines = shown(estimate_of(PAIR), 80, ASCII)
    assert "".join(lines).isascii()
    assert len({*ASCII[:5]}) == 5
    assert ASCII.rule not in ASCII[:5], "the rule below the rows looks like a bar"


def test_a_rare_phase_that_outlasts_the_axis_says_so() -> None:
    pack = """inputs:
  moved: {levels: [false, true], weights: {false: 0.98, true: 0.02}, $cite}
phases:
  a: {weeks: {low: 2, high: 3}, $cite}
  move: {when: {reads: moved, is: [true]}, weeks: {low: 90, high: 99}, after: [a], $cite}
"""
    usual, rare = drawn(estimate_of(pack)).rows
    assert rare.bar.endswith(">")
    assert not usual.bar.endswith(">")
