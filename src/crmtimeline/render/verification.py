"""Verification on a screen: the verdict, what the estimate was made from, and what differs."""

from crmtimeline.model.verify import Verification
from crmtimeline.render.block import INDENT, block_lines
from crmtimeline.render.layout import Line, paragraph
from crmtimeline.render.verification_blocks import blocks, heading, notes, sentence


def verification_lines(result: Verification, width: int) -> list[Line]:
    """Return the file, the verdict in a sentence, tables, and notes."""
    parts = [
        paragraph(heading(result), width, "strong"),
        paragraph(sentence(result), width),
        *(block_lines(block, width) for block in blocks(result)),
        [line for text in notes(result) for line in paragraph(text, width, "", INDENT)],
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, []]
    return lines[:-1]
