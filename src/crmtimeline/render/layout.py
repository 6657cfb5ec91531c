"""Layout: lines of styled spans in terminal cells, wrapped and aligned, Chinese included.

A line is a list of spans; what prints them decides what a style looks like.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import Literal, NamedTuple

from rich.cells import cell_len

GAP = 2
"""Cells between two columns."""

NARROWEST = 8
"""Cells that a column keeps when a table has to shrink."""

_SPACES = "\u00a0\u3000"
"""Spaces that are wide or hold together, and do no harm."""

_WIDE_FROM = "\u2e80"
"""From here on characters are as wide as Chinese ones, and lines break between them."""

_NEVER_FIRST = "，。；：、！？）》」』】”’…%,.;:!?)]}"
_NEVER_LAST = "（《「『【“‘([{"


CONTINUES = " \\"
"""What tells a shell that a command goes on in the next line."""


class Span(NamedTuple):
    """A piece of a line and how it looks: a word that the painter knows, or nothing."""

    text: str
    style: str = ""


Line = list[Span]


class Column(NamedTuple):
    """How a column is set; a flexible one wraps where the table is too wide."""

    align: Literal["left", "right"] = "left"
    flexible: bool = False


def visible(text: str) -> str:
    """Return a person's text with control and direction characters shown, not obeyed."""
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each in _SPACES else _escaped(ord(each)) for each in text
    )


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def width_of(text: str) -> int:
    """Return the cells that a text takes; a Chinese character takes two."""
    return cell_len(text)


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Return the text in `width` cells, cut where it is longer."""
    text = cut(visible(text), width)
    space = " " * (width - cell_len(text))
    return space + text if align == "right" else text + space


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, its end replaced by two dots where it is longer."""
    if cell_len(text) <= width:
        return text
    ends = accumulate(map(cell_len, text))
    kept = next((at for at, end in enumerate(ends) if end > width - 2), len(text))
    return f"{text[:kept]}.."


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells.

    Breaks at spaces and between Chinese characters, never before closing punctuation.

    >>> wrap("客户数据质量，先清洗。", 12)
    ['客户数据质', '量，先清洗。']
    """
    lines = [""]
    for token in pieces(visible(text)):
        if cell_len(lines[-1] + token.rstrip()) <= width:
            lines[-1] += token
            continue
        if lines[-1].strip():
            lines.append("")
        token = token.lstrip()
        while cell_len(token) > width:
            head = _head(token, width)
            lines[-1], token = head, token[len(head) :]
            lines.append("")
        lines[-1] += token
    return [line.rstrip() for line in lines]


def pieces(text: str) -> Iterator[str]:
    """Yield the pieces between which a line may break: at spaces, between wide characters, and
    after a hyphen inside a word."""
    piece = ""
    for at, each in enumerate(text):
        before = text[at - 1] if at else ""
        following = text[at + 1 : at + 2] if each.isspace() else each
        held = bool(following) and following in _NEVER_FIRST  # as the sign in 20 %
        if piece and not held and _may_break(before, each, text[at - 2 : at - 1]):
            yield piece
            piece = ""
        piece += each
    if piece:
        yield piece


def _may_break(before: str, after: str, earlier: str) -> bool:
    """Whether a line may break between two characters, `earlier` being the one before them."""
    if before in _NEVER_LAST:
        return False
    if before == "-":
        return after.isalpha() and earlier.isalnum()
    return before.isspace() != after.isspace() or before > _WIDE_FROM or after > _WIDE_FROM


def _head(token: str, width: int) -> str:
    head = token[: max(width // 2, 1)]
    while len(head) < len(token) and cell_len(token[: len(head) + 1]) <= width:
        head = token[: len(head) + 1]
    separator = max(head.rfind(each) for each in "._/-")
    return head[: separator + 1] if separator > 0 else head


def paragraph(text: str, width: int, style: str = "", indent: str = "") -> list[Line]:
    """Return wrapped lines of one style, indented."""
    return [[Span(indent), Span(line, style)] for line in wrap(text, width - cell_len(indent))]


def command(lead: str, parts: Sequence[str], width: int, indent: str = "") -> list[Line]:
    """Return parts of a shell command after a lead, to be copied: none of them is ever broken.

    Where the line has to end before the last part, the shell is told that it goes on.
    """
    lines, so_far = list[Line](), lead
    for at, part in enumerate(parts):
        more = CONTINUES if at < len(parts) - 1 else ""
        if so_far != lead and cell_len(f"{indent}{so_far}{part}{more}") > width:
            lines.append([Span(indent), Span(f"{so_far.rstrip()}{CONTINUES}")])
            so_far = "  "
        so_far += f"{part} "
    return [*lines, [Span(indent), Span(so_far.rstrip())]]


def table(
    rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int, indent: str = ""
) -> list[Line]:
    """Return rows as aligned lines; flexible columns wrap where the rows are too wide."""
    return [line for row in table_rows(rows, columns, width, indent) for line in row]


def table_rows(
    rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int, indent: str = ""
) -> list[list[Line]]:
    """Return the lines of each row of a table."""
    widths = [max(cell_len(visible(row[at].text)) for row in rows) for at in range(len(columns))]
    room = width - cell_len(indent) - GAP * (len(columns) - 1)
    flexible = [at for at, column in enumerate(columns) if column.flexible]
    while sum(widths) > room and flexible:
        widest = max(flexible, key=lambda at: widths[at])
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return [list(_row(row, columns, widths, indent)) for row in rows]


def _row(
    row: Sequence[Span], columns: Sequence[Column], widths: Sequence[int], indent: str
) -> Iterator[Line]:
    wrapped = [
        wrap(cell.text, size) if column.flexible else [cell.text]
        for cell, column, size in zip(row, columns, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        line = [Span(indent)]
        for at, text in enumerate(parts):
            line.append(Span(pad(text, widths[at], columns[at].align), row[at].style))
            line.append(Span(" " * GAP))
        yield line[:-1]


def plain(lines: Sequence[Line]) -> str:
    """Return lines as text without any style, each ended, none with spaces at its end."""
    return "".join("".join(visible(span.text) for span in line).rstrip() + "\n" for line in lines)
