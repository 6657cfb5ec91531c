"""SVG: the chart is read back with an XML parser and drawn by Chromium."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser import opened
from examples import NAMES, example, handed, text_of
from hostile import HOSTILE, PLAIN, hostile_profile

from building import estimate_of
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import visible
from crmtimeline.render.svg import estimate_svg

SPACE = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "line", "path", "circle", "text"}
"""What a chart consists of: nothing that runs, and nothing that loads."""

CHAIN = """
phases:
  first: {weeks: {low: 2, high: 2}, $cite}
  second: {after: [first], weeks: {low: 3, high: 3}, $cite}
"""


def read(text: str) -> ElementTree.Element:
    """Return the root of a chart."""
    return ElementTree.fromstring(text)


def elements(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Yield the elements of a name."""
    yield from root.iter(f"{SPACE}{name}")


def texts(root: ElementTree.Element) -> str:
    """Return all that the chart says, a line for each text."""
    return "\n".join(each.text or "" for each in root.iter())


def bars(root: ElementTree.Element, colour: str) -> list[tuple[float, float]]:
    """Return the left end and the width of each bar of a colour; rows begin with a title."""
    return [
        (float(each.get("x", "")), float(each.get("width", "")))
        for row in elements(root, "g")
        if row[0].tag == f"{SPACE}title"
        for each in row
        if each.get("class") == f"f-{colour}" and each.tag == f"{SPACE}rect"
    ]


def tips(root: ElementTree.Element, colour: str) -> list[str]:
    """Return what the rectangles of a colour say when they are pointed at."""
    found = (each for each in elements(root, "rect") if each.get("class") == f"f-{colour}")
    return [each[0].text or "" for each in found if len(each)]


@pytest.mark.parametrize(("name", "language"), list(zip(NAMES, cycle(LANGUAGES), strict=False)))
def test_a_chart_is_well_formed_and_names_every_phase(name: str, language: Language) -> None:
    handover = example(name, language)
    root = read(text_of(handover, "svg"))
    assert {each.tag.removeprefix(SPACE) for each in root.iter()} <= DRAWN
    assert root.get("lang") == language
    said = texts(root)
    for phase in handover.estimate.phases:
        assert phase.title in said


@pytest.mark.parametrize("name", [*HOSTILE.values(), PLAIN], ids=[*HOSTILE, "plain"])
def test_a_name_comes_out_whole_and_inert(tmp_path: Path, name: str) -> None:
    handover = handed(hostile_profile(tmp_path, name), "en")
    root = read(text_of(handover, "svg"))
    assert {each.tag.removeprefix(SPACE) for each in root.iter()} <= DRAWN
    known = {"class", "fill", "stroke", "d", "id", "role", "lang", "viewBox", "aria-labelledby"}
    known |= {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"}
    known |= {"font-family", "font-size", "font-weight", "text-anchor", "stroke-dasharray"}
    assert {key for each in root.iter() for key in each.attrib} <= known
    titles = [each.text or "" for each in elements(root, "title")]
    assert any(title.startswith(visible(name)) for title in titles[1:])
    assert titles[0].startswith(visible(name))
    drawn = [each.text or "" for each in elements(root, "text")]
    assert max(map(len, drawn)) < 100


def test_bars_are_as_long_as_their_weeks() -> None:
    root = read(estimate_svg(estimate_of(CHAIN)))
    (first, second), (whole,) = bars(root, "critical")[:2], bars(root, "whole")
    assert second[1] / first[1] == pytest.approx(1.5, abs=0.01)
    assert second[0] == pytest.approx(first[0] + first[1], abs=0.11)
    assert whole[1] == pytest.approx(first[1] + second[1], abs=0.11)


def test_percentiles_follow_one_another_on_a_bar() -> None:
    estimate = example("three-fields", "en").estimate
    root = read(estimate_svg(estimate))
    spans = [bars(root, f"whole{shade}") for shade in ("", "-80", "-90")]
    (left, solid), (middle, lighter), (_, faintest) = (span[0] for span in spans)
    assert middle == pytest.approx(left + solid, abs=0.11)
    total = estimate.total.weeks
    assert solid / (solid + lighter) == pytest.approx(total.p50 / total.p80, abs=0.002)
    assert lighter / faintest == pytest.approx(
        (total.p80 - total.p50) / (total.p90 - total.p80), abs=0.02
    )


def test_days_off_freezes_and_the_deadline_are_drawn() -> None:
    root = read(text_of(example("retail-before-double-eleven", "zh-CN"), "svg"))
    said = texts(root)
    assert "截止日期 2027年10月15日" in said
    assert "国庆节 2027-10-01..10-05" in tips(root, "off")
    assert "双11 封网 2027-10-20..11-15（上线与观察）" in tips(root, "freeze")


def test_what_is_done_and_what_was_planned_are_drawn() -> None:
    handover = example("half-way", "en")
    root = read(text_of(handover, "svg"))
    assert "As of 20 Nov 2026" in texts(root)
    phases = handover.estimate.progress.phases if handover.estimate.progress else ()
    worked = [each for each in phases if each.status != "to_come"]
    assert len(bars(root, "done")) == len(worked) + 1  # and the whole
    assert len(bars(root, "muted")) == len(phases) - 1  # the gate has no length


def test_it_shows_as_a_picture(tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_text(text_of(example("half-way", "zh-TW"), "svg"), "utf-8")
    page = tmp_path / "slide.html"
    page.write_text('<img src="chart.svg">')
    with opened(page) as seen:
        assert seen.run("document.images[0].naturalWidth") > 800
        assert seen.errors == []


def test_a_project_of_one_phase_is_drawn() -> None:
    estimate: Estimate = estimate_of("phases: {only: {weeks: {low: 1, high: 4}, $cite}}")
    root = read(estimate_svg(estimate))
    assert len(bars(root, "critical")) == 1


def test_a_phase_that_never_happens_has_no_bar() -> None:
    root = read(
        estimate_svg(
            estimate_of(
                "inputs: {rare: {weights: {0: 0.99999, 1: 0.00001}, $cite}}\n"
                "phases:\n"
                "  usual: {weeks: {low: 2, high: 2}, $cite}\n"
                "  never: {when: {reads: rare, min: 1}, weeks: {low: 3, high: 3}, $cite}\n"
            )
        )
    )
    assert "never (0%)" in texts(root)
    assert len(bars(root, "critical")) == 1
    assert len(bars(root, "bar")) == 0
