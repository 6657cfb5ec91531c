"""Comparison on a screen: estimates side by side in tables that fit its width."""

from crmtimeline.model.compare import Comparison, letter
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.compare_blocks import Block, blocks, names, notes, sentences
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.words import word

INDENT = "  "
TITLES, FIGURES = 18, 16
"""Cells that titles of rows, and the figures of one estimate, need at least."""


def comparison_lines(comparison: Comparison, width: int) -> list[Line]:
    """Return names, the difference in a sentence, tables, notes, and what they rest on."""
    most = max((width - len(INDENT) - TITLES) // FIGURES, 2)
    parts = [
        [line for text in names(comparison) for line in paragraph(text, width, "strong")],
        [line for text in sentences(comparison) for line in paragraph(text, width)],
        *(_table(block, width) for block in blocks(comparison, most)),
        [line for text in notes(comparison) for line in paragraph(text, width, "", INDENT)],
        _rests_on(comparison, width),
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, []]
    return lines[:-1]


def _rests_on(comparison: Comparison, width: int) -> list[Line]:
    language = comparison.language
    texts = [
        f"{letter(at)}{word('colon', language)}{counts_sentence(each.basis, language)}"
        for at, each in enumerate(comparison.estimates)
        if each.basis is not None
    ]
    return [line for text in texts for line in paragraph(text, width, "faint", INDENT)]


def _table(block: Block, width: int) -> list[Line]:
    rows = [[Span(block.title, "strong"), *(Span(head, "faint") for head in block.heads)]]
    rows += [[Span(cell) for cell in row] for row in block.rows]
    column = Column("right") if block.numbers else Column(flexible=True)
    columns = [Column(flexible=True), *[column] * len(block.heads)]
    return table(rows, columns, width, INDENT)
