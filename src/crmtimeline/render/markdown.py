"""Markdown: headings, lists, tasks and tables for a pull request, a wiki or a mail.

A person's text comes out as text: what would be markup, HTML or a link in it is escaped.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crmtimeline.render.layout import visible

_MARKUP = re.compile(
    r"([\\`*_{}\[\]#!|<>~&@]|:(?=//)|(?<=www)\.|^[-+=]|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3}))[.)](?=\s|$))"
)
_CALLED = re.compile(r"(?<=(?<!\w)\\@)(?=\w)|(?<=@)(?=[\w-]+\.\w)|(?<=#)(?=\d)")
"""Behind a sign that GitHub reads as a person, an address or an issue, for all its backslash."""

_RULES = {"left": ":--", "right": "--:"}

Align = Literal["left", "right"]


def escaped(text: str) -> str:
    """Return a text in one line with nothing in it that Markdown or HTML would obey.

    A space without width keeps people from being called and issues from being named.
    """
    plain = visible(" ".join(text.split()))
    return _CALLED.sub("&#8203;", _MARKUP.sub(r"\\\1", plain))


def heading(text: str, level: int) -> list[str]:
    """Return a heading with an empty line after it."""
    return [f"{'#' * level} {escaped(text)}", ""]


def bullets(texts: Sequence[str]) -> list[str]:
    """Return a list, with an empty line after it."""
    return [*(f"- {escaped(text)}" for text in texts), ""]


class Task(NamedTuple):
    """An entry of a list of tasks, with a word that stands out before it and a note below."""

    done: bool
    text: str
    lead: str = ""
    note: str = ""


def tasks(entries: Sequence[Task]) -> list[str]:
    """Return a list of boxes to tick, with an empty line after it."""
    lines = []
    for each in entries:
        lead = f"**{escaped(each.lead)}** " if each.lead else ""
        lines.append(f"- [{'x' if each.done else ' '}] {lead}{escaped(each.text)}")
        lines += [f"  - {escaped(each.note)}"] * bool(each.note)
    return [*lines, ""]


def paragraph(text: str) -> list[str]:
    """Return a paragraph, with an empty line after it."""
    return [escaped(text), ""]


def code(line: str) -> list[str]:
    """Return a line of a shell as it is, to be copied, with an empty line after it."""
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * max(longest + 1, 3)
    return [f"{fence}sh", visible(line), fence, ""]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[Align]) -> list[str]:
    """Return a table, with an empty line after it; cells are escaped."""
    lines = [_row(head), f"| {' | '.join(_RULES[each] for each in align)} |"]
    return [*lines, *map(_row, rows), ""]


def to_text(lines: Sequence[str]) -> str:
    """Return lines as a document that ends with one line break, with no empty lines in a row."""
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
