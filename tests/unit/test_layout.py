"""Layout: cells, wrapping and tables, with Chinese beside Latin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crmtimeline.render.layout import (
    Column,
    Span,
    command,
    cut,
    pad,
    paragraph,
    plain,
    table,
    visible,
    wrap,
)

TEXTS = st.text(st.sampled_from("ab z-.,()客户数据，。（）《》😀é\x1b\u200b  "), max_size=60)
WIDTHS = st.integers(4, 40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 客户，é", "plain, 客户，é"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        ("\x1b[31m", "\\u001b[31m"),
        ("a\tb\nc\rd", "a\\u0009b\\u000ac\\u000dd"),
        ("\x7f\x80\x9b", "\\u007f\\u0080\\u009b"),
        ("\u200b\u202e\u2028\ufeff\udcff", "\\u200b\\u202e\\u2028\\ufeff\\udcff"),
    ],
)
def test_what_would_be_obeyed_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("客户数据质量，先清洗。", 12, ["客户数据质", "量，先清洗。"]),
        ("接入 ERP 与 OA 系统", 9, ["接入 ERP", "与 OA 系", "统"]),
        ("averyveryverylongword", 8, ["averyver", "yverylon", "gword"]),
        ("a well-known company", 7, ["a well-", "known", "company"]),
        ("13-26 weeks", 4, ["13-", "26", "week", "s"]),
    ],
)
def test_text_wraps(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(TEXTS, WIDTHS)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(visible(text).split())


@pytest.mark.parametrize("width", range(10, 30))
def test_a_line_begins_with_no_closing_punctuation(width: int) -> None:
    text = (
        "建议报 46 周：五个同类项目中有四个（含试点）能在此时间内完成（P80）。其中半数 34 周即可！"
    )
    lines = wrap(text, width)
    assert not any(line.startswith(tuple("，。：；）！")) for line in lines)
    assert not any(line.endswith("（") for line in lines)


@given(TEXTS, WIDTHS)
def test_a_padded_text_fills_its_cells_exactly(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    assert cell_len(pad(text, width, "right")) == width


def test_padding_goes_to_the_other_side() -> None:
    assert pad("客户", 6) == "客户  "
    assert pad("客户", 6, "right") == "  客户"


def test_a_cut_text_says_that_it_is_cut() -> None:
    assert cut("客户数据", 8) == "客户数据"
    assert cut("客户数据", 7) == "客户.."
    assert cut("customers", 6) == "cust.."


def test_a_paragraph_is_indented_within_its_width() -> None:
    lines = paragraph("one two three four", 10, "faint", "  ")
    assert plain(lines) == "  one two\n  three\n  four\n"
    assert {line[1].style for line in lines} == {"faint"}


def rows(*texts: tuple[str, ...]) -> list[list[Span]]:
    """Return rows of cells without style."""
    return [[Span(text) for text in row] for row in texts]


def test_columns_are_aligned_in_cells() -> None:
    columns = [Column(), Column("right")]
    shown = plain(table(rows(("客户", "1"), ("abc", "10.5")), columns, 40))
    assert shown == "客户     1\nabc   10.5\n"


def test_a_table_that_is_too_wide_wraps_its_flexible_columns_only() -> None:
    columns = [Column(), Column(flexible=True), Column("right")]
    lines = table(rows(("id", "one two three four five", "42")), columns, 20)
    assert plain(lines) == "id  one two       42\n    three four\n    five\n"


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.integers(30, 60))
def test_a_table_keeps_its_width_and_its_words(texts: list[tuple[str, str]], width: int) -> None:
    lines = plain(table(rows(*texts), [Column(flexible=True), Column(flexible=True)], width))
    assert all(cell_len(line) <= width for line in lines.splitlines())
    kept = sorted("".join(lines.split()))
    assert kept == sorted("".join("".join(map(visible, each)) for each in texts).replace(" ", ""))


def test_parts_of_a_command_are_never_broken_and_the_shell_is_told_that_it_goes_on() -> None:
    parts = ["--set a=1", "--set b='two words'", "--set c=3"]
    assert plain(command("Try: ", parts, 80)) == "Try: --set a=1 --set b='two words' --set c=3\n"
    broken = "Try: --set a=1 \\\n  --set b='two words' \\\n  --set c=3\n"
    assert plain(command("Try: ", parts, 28)) == broken
    assert plain(command("Try: ", parts, 10)) == broken, "a part that is too long stands out"
    assert plain(command("Try: ", parts[:1], 5, "  ")) == "  Try: --set a=1\n"


def test_plain_text_has_no_style_and_no_spaces_at_the_end_of_a_line() -> None:
    lines = [[Span("a", "bar"), Span("  ")], [], [Span(" b\x1b[0m", "faint")]]
    assert plain(lines) == "a\n\n b\\u001b[0m\n"
