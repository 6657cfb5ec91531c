"""Markdown: what a person wrote comes out as text, whatever it looks like."""

import pytest

from crmtimeline.render.markdown import (
    Task,
    bullets,
    code,
    escaped,
    heading,
    table,
    tasks,
    to_text,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text, 1.5 weeks (P80)", "plain text, 1.5 weeks (P80)"),
        ("客户：名称", "客户：名称"),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("[link](http://x.y)", r"\[link\](http\://x.y)"),
        ("www.x.y", r"www\.x.y"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("a|b", r"a\|b"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("two\nlines", "two lines"),
        ("@octocat #12 a@b.c", r"\@&#8203;octocat \#&#8203;12 a\@&#8203;b.c"),
        ("C# #x @ 5, 26w@80", r"C\# \#x \@ 5, 26w\@80"),
        ("\u202eright to left", r"\\u202eright to left"),
    ],
)
def test_nothing_in_a_text_is_markup(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_document_is_headings_lists_and_tables_with_empty_lines_between() -> None:
    lines = [
        *heading("Levers", 2),
        *table(["what", "weeks"], [["clean | data", "1.5"]], ["left", "right"]),
        *bullets(["one", "two"]),
    ]
    assert to_text(lines) == (
        "## Levers\n\n| what | weeks |\n| :-- | --: |\n| clean \\| data | 1.5 |\n\n- one\n- two\n"
    )


def test_tasks_are_boxes_with_a_word_that_stands_out_and_a_note_below() -> None:
    entries = [Task(True, "done *so*"), Task(False, "open", "urgent", "because | of that")]
    assert to_text(tasks(entries)) == (
        "- [x] done \\*so\\*\n- [ ] **urgent** open\n  - because \\| of that\n"
    )


def test_a_line_of_a_shell_stays_as_it_is_behind_a_fence_that_it_does_not_have() -> None:
    assert code("--set a='*x*'") == ["```sh", "--set a='*x*'", "```", ""]
    assert code("--set a='````'") == ["`````sh", "--set a='````'", "`````", ""]


def test_a_document_has_no_empty_lines_in_a_row() -> None:
    assert to_text(["", "a", "", "", "", "b", "", ""]) == "a\n\nb\n"
