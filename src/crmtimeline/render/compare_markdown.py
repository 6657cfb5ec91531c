"""Comparison as Markdown: for a pull request or a mail."""

from collections.abc import Iterator

from crmtimeline.model.compare import Comparison, letter
from crmtimeline.render.basis_markdown import grounds_markdown, inputs_markdown
from crmtimeline.render.block import block_markdown
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.markdown import bullets, heading, to_text
from crmtimeline.render.words import aside, word


def comparison_markdown(comparison: Comparison) -> str:
    """Return names, the difference in a sentence, tables, notes, and what they rest on."""
    lines = heading(word("comparison", comparison.language), 2)
    lines += bullets(names(comparison))
    lines += bullets(sentences(comparison))
    for block in blocks(comparison, len(comparison.estimates)):
        lines += block_markdown(block)
    texts = notes(comparison)
    lines += bullets(texts) if texts else []
    return to_text([*lines, *_rests_on(comparison)])


def _rests_on(comparison: Comparison) -> Iterator[str]:
    """Yield what each estimate rests on; figures and assumptions that are the same only once."""
    language, told = comparison.language, list[list[str]]()
    for at, each in enumerate(comparison.estimates):
        if each.basis is None:
            continue
        yield from heading(aside(word("basis", language), letter(at), language), 3)
        yield from inputs_markdown(each.basis, language)
        grounds = grounds_markdown(each.basis, language)
        if grounds not in told:
            yield from grounds
        told.append(grounds)
