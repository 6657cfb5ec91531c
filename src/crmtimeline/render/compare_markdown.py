"""Comparison as Markdown: for a pull request or a mail."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.compare_blocks import Block, blocks, names, notes, sentences
from crmtimeline.render.markdown import Align, bullets, heading, table, to_text
from crmtimeline.render.words import word


def comparison_markdown(comparison: Comparison) -> str:
    """Return names, the difference in a sentence, tables, and notes."""
    lines = heading(word("comparison", comparison.language), 2)
    lines += bullets(names(comparison))
    lines += bullets(sentences(comparison))
    for block in blocks(comparison, len(comparison.estimates)):
        lines += [*heading(block.title, 3), *_table(block)]
    texts = notes(comparison)
    return to_text([*lines, *(bullets(texts) if texts else [])])


def _table(block: Block) -> list[str]:
    align: Align = "right" if block.numbers else "left"
    return table(["", *block.heads], block.rows, ["left", *[align] * len(block.heads)])
