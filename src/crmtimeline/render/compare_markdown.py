"""Comparison as Markdown: for a pull request or a mail."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.block import block_markdown
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.markdown import bullets, heading, to_text
from crmtimeline.render.words import word


def comparison_markdown(comparison: Comparison) -> str:
    """Return names, the difference in a sentence, tables, and notes."""
    lines = heading(word("comparison", comparison.language), 2)
    lines += bullets(names(comparison))
    lines += bullets(sentences(comparison))
    for block in blocks(comparison, len(comparison.estimates)):
        lines += block_markdown(block)
    texts = notes(comparison)
    return to_text([*lines, *(bullets(texts) if texts else [])])
