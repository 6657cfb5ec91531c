"""Markdown: read back by a parser of CommonMark with tables, in which no name comes alive."""

from pathlib import Path

import pytest
from hostile import hostile_profile
from markdown_it import MarkdownIt
from markdown_it.token import Token
from typer.testing import CliRunner
from writing import by_name, written_example, written_named

from crmtimeline.cli.run import app
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import visible
from crmtimeline.render.words import word

ALIVE = {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}
"""What a person's text must never become."""

MADE = {"em_open", "strong_open", "s_open"}
NO_WIDTH = "\u200b"
"""A space that nobody sees, after a sign that GitHub would make a link of."""


def tokens_of(file: Path) -> list[Token]:
    """Return all tokens of a document, as GitHub reads it."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    found = parser.parse(file.read_text(encoding="utf-8"))
    return [inner for token in found for inner in (token, *(token.children or []))]


def texts_under(tokens: list[Token], kind: str) -> list[str]:
    """Return the texts of all elements of a kind: headings, cells, entries."""
    texts, inside = [], False
    for token in tokens:
        if token.type == f"{kind}_open":
            inside = True
            texts.append("")
        elif token.type == f"{kind}_close":
            inside = False
        elif inside and token.type in ("text", "text_special"):
            texts[-1] += token.content.replace(NO_WIDTH, "")
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["retail-before-double-eleven", "half-way", "three-fields"])
def test_it_has_headings_tables_and_lists(tmp_path: Path, name: str, language: Language) -> None:
    tokens = tokens_of(written_example(tmp_path, "md", name, "--lang", language))
    kinds = [token.type for token in tokens]
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert kinds.count("table_open") >= 3
    assert kinds.count("bullet_list_open") >= 4
    assert not (ALIVE | MADE) & set(kinds)
    assert word("whole", language) in texts_under(tokens, "td")[::6]


def test_days_and_shares_are_written_as_the_language_has_it(tmp_path: Path) -> None:
    example = "retail-before-double-eleven"
    english = written_example(tmp_path, "md", example, "--lang", "en").read_text(encoding="utf-8")
    assert "Deadline 15 October 2027: met with a probability of 70%." in english
    chinese = written_example(tmp_path, "md", example).read_text(encoding="utf-8")
    assert "截止日期2027年10月15日：按期完成的概率为 70%。" in chinese
    assert "2027年3月1日启动的同类项目中" in chinese, "no space as after an ISO day"


def test_what_is_urgent_can_be_ticked_and_what_is_asked_says_what_is_assumed(
    tmp_path: Path,
) -> None:
    text = written_example(tmp_path, "md", "retail-before-double-eleven", "--lang", "en").read_text(
        encoding="utf-8"
    )
    assert "- [ ] Name an IT or technical lead\n  - Integrations: 4, urgent from 3 on\n" in text
    assert (
        "- Will departments or processes be reorganised while the project runs?\n"
        "  - until then assumed: Reorganisation under way: no (7% of the spread)\n"
    ) in text


def test_a_project_that_runs_shows_plan_and_forecast(tmp_path: Path) -> None:
    tokens = tokens_of(written_example(tmp_path, "md", "half-way"))
    assert texts_under(tokens, "th")[2:6] == ["State", "Plan P50", "Now P50", "Now P80"]
    cells = texts_under(tokens, "td")
    assert cells[:6] == [
        *("Planning and preparation", "2.6", "done"),
        *("2026-08-21", "2026-08-26", "2026-08-26"),
    ]


@by_name
def test_a_name_is_whole_and_comes_out_as_text(tmp_path: Path, name: str) -> None:
    tokens = tokens_of(written_named(tmp_path, "md", name))
    shown = visible(" ".join(name.split()))
    assert texts_under(tokens, "heading")[0].startswith(f"{shown} | {shown} | ")
    assert texts_under(tokens, "td")[0].startswith(shown)
    assert any(entry.startswith(f"{shown} late (") for entry in texts_under(tokens, "list_item"))
    assert not (ALIVE | MADE) & {token.type for token in tokens}


@by_name
def test_steps_to_weeks_show_a_name_as_text_too(tmp_path: Path, name: str) -> None:
    file, profile = tmp_path / "steps.md", hostile_profile(tmp_path, name)
    arguments = ["explain", str(profile), "planning", "--trials", "100", "-o", str(file)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    tokens = tokens_of(file)
    assert texts_under(tokens, "heading")[1] == visible(" ".join(name.split()))
    assert texts_under(tokens, "td")[0] == "base range"
    assert not (ALIVE | MADE) & {token.type for token in tokens}
