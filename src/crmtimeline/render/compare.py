"""Comparison on a screen: estimates side by side in tables that fit its width."""

from crmtimeline.model.compare import Comparison, letter
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.block import INDENT, block_lines
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.layout import Line, paragraph
from crmtimeline.render.words import word

TITLES, FIGURES = 18, 16
"""Cells that titles of rows, and the figures of one estimate, need at least."""


def comparison_lines(comparison: Comparison, width: int) -> list[Line]:
    """Return names, the difference in a sentence, tables, notes, and what they rest on."""
    most = max((width - len(INDENT) - TITLES) // FIGURES, 2)
    parts = [
        [line for text in names(comparison) for line in paragraph(text, width, "strong")],
        [line for text in sentences(comparison) for line in paragraph(text, width)],
        *(block_lines(block, width) for block in blocks(comparison, most)),
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
