"""Comparison on a screen: estimates side by side in tables that fit its width."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.block import INDENT, block_lines
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.layout import Line, paragraph

TITLES, FIGURES = 18, 16
"""Cells that titles of rows, and the figures of one estimate, need at least."""


def comparison_lines(comparison: Comparison, width: int) -> list[Line]:
    """Return names, the difference in a sentence, tables, and notes."""
    most = max((width - len(INDENT) - TITLES) // FIGURES, 2)
    parts = [
        [line for text in names(comparison) for line in paragraph(text, width, "strong")],
        [line for text in sentences(comparison) for line in paragraph(text, width)],
        *(block_lines(block, width) for block in blocks(comparison, most)),
        [line for text in notes(comparison) for line in paragraph(text, width, "", INDENT)],
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, []]
    return lines[:-1]
