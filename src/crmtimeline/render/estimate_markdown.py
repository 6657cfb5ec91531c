"""Estimate in Markdown: the quote for a pull request, a wiki or a mail."""

from crmtimeline.model.handover import Handover
from crmtimeline.render.document import Block, Chart, Entries, Entry, Text, document_of
from crmtimeline.render.markdown import Align, escaped, heading, paragraph, table, to_text


def estimate_markdown(handover: Handover) -> str:
    """Return the quote as a document; it has no chart, as Markdown draws none."""
    document = document_of(handover)
    lines = heading(f"{document.title} | {document.about}", 1)
    for text in document.lead:
        lines += paragraph(text)
    for section in document.sections:
        lines += heading(section.title, 2)
        for block in section.blocks:
            lines += _set(block)
    return to_text([*lines, "---", "", *paragraph(document.made_by)])


def _set(block: Block) -> list[str]:
    if isinstance(block, Chart):
        return []
    if isinstance(block, Text):
        return paragraph(block.text)
    if isinstance(block, Entries):
        return [*(line for entry in block.entries for line in _entry(entry)), ""]
    figures: list[Align] = ["right"] * (len(block.head) - 1)
    return table(block.head, block.rows, ["left", *figures])


def _entry(entry: Entry) -> list[str]:
    box = "[ ] " if entry.box else ""
    note = [f"  - {escaped(entry.note)}"] if entry.note else []
    return [f"- {box}{escaped(entry.text)}", *note]
