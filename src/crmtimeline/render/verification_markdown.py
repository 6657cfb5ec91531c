"""Verification as Markdown: for a pull request or a mail."""

from crmtimeline.model.verify import Verification
from crmtimeline.render.block import block_markdown
from crmtimeline.render.markdown import bullets, paragraph, to_text
from crmtimeline.render.markdown import heading as markdown_heading
from crmtimeline.render.verification_blocks import blocks, heading, notes, sentence
from crmtimeline.render.words import word


def verification_markdown(result: Verification) -> str:
    """Return the file, the verdict in a sentence, tables, and notes."""
    lines = markdown_heading(word("verification", result.language), 2)
    lines += [*paragraph(heading(result)), *paragraph(sentence(result))]
    for block in blocks(result):
        lines += block_markdown(block)
    texts = notes(result)
    return to_text([*lines, *(bullets(texts) if texts else [])])
