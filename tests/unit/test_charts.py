"""Charts: scales, labels and lines of text in pixels, and the elements that they are made of."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.charts.scale import (
    Scale,
    Tick,
    folded,
    month_ticks,
    numbered,
    shortened,
    text_width,
    week_ticks,
)
from crmtimeline.render.markup import joined, leaf, tag

SIZE = 12.0


def apart(ticks: list[Tick], right: float) -> bool:
    """Whether labels leave room between one another, and end on the chart."""
    ends = [tick.x + text_width(tick.label, SIZE) for tick in ticks]
    return all(end < after.x for end, (_, after) in zip(ends, pairwise(ticks), strict=False)) and (
        not ends or ends[-1] <= right
    )


def test_a_scale_is_linear_and_ends_where_the_chart_does() -> None:
    scale = Scale(100, 300, 10, 30)
    assert [scale.x(at) for at in (10, 15, 30)] == [100, 150, 300]
    assert [scale.x(at) for at in (0, 99)] == [100, 300]
    assert [scale.holds(at) for at in (9, 10, 30, 31)] == [False, True, True, False]


@given(first=st.floats(0, 500), span=st.floats(0.1, 1e12), width=st.floats(120, 900))
def test_week_numbers_never_touch(first: float, span: float, width: float) -> None:
    scale = Scale(0, width, first, first + span)
    ticks = week_ticks(scale, SIZE)
    assert apart(ticks, scale.right)
    assert len(ticks) < 100


@given(days=st.integers(3, 30_000), width=st.floats(150, 900), language=st.sampled_from(LANGUAGES))
def test_months_never_touch(days: int, width: float, language: Language) -> None:
    ticks = month_ticks(Scale(0, width, 0, days), date(2027, 1, 4), language, SIZE)
    assert apart(ticks, width)
    assert ticks[0].label in ("Jan 2027", "2027年1月")


def test_numbers_of_weeks_stand_where_their_weeks_begin() -> None:
    starts = [float(25 * at) for at in range(10)]
    found = numbered(starts, Scale(0, 300, 0, 10), SIZE)
    assert [(tick.x, tick.label) for tick in found[:3]] == [(0, "0"), (50, "2"), (100, "4")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Training", ["Training"]),
        ("Roll-out to all other business units", ["Roll-out to all", "other business…"]),
        ("推广到集团其他所有业务单元和海外分公司", ["推广到集团其他所有", "业务单元和海外分…"]),
        ("W" * 40, ["WWWWWWWWWWW…"]),
        ("", [""]),
    ],
)
def test_long_titles_take_two_lines_and_end_in_a_sign(text: str, lines: list[str]) -> None:
    found = folded(text, 118, 12)
    assert [text_width(line, 12) <= 118 for line in found] == [True] * len(found)
    assert found == lines


def test_a_text_that_fits_is_left_alone() -> None:
    assert shortened("计划", 24, 12) == "计划"
    assert shortened("计划表", 35.9, 12) == "计…"


def test_elements_escape_what_people_wrote_and_keep_markup() -> None:
    assert tag("p", "1 < 2", tag("b", "!"), class_="note", lang=None) == (
        '<p class="note">1 &lt; 2<b>!</b></p>\n'
    )
    assert leaf("a", href='"><script>', aria_label="a\u202eb") == (
        '<a href="&#34;&gt;&lt;script&gt;" aria-label="a\\u202eb"/>'
    )
    assert leaf("rect", x=1 / 3, width=2.0, stroke_width=-0.01) == (
        '<rect x="0.3" width="2" stroke-width="0"/>\n'
    )
    assert joined(["<", tag("i", ">")]) == "&lt;<i>&gt;</i>"
