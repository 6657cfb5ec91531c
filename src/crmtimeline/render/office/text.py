"""Text: the quote as a document that Word edits, with real headings, tables and a drawn chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.handover import Handover
from crmtimeline.render.charts.gantt import gantt_drawing
from crmtimeline.render.charts.rows import Layout
from crmtimeline.render.document import Block, Chart, Entry, Table, Text, document_of
from crmtimeline.render.layout import visible, width_of
from crmtimeline.render.office.package import collected, undated
from crmtimeline.render.office.paper import TABLE, TEXT_WIDTH, prepare
from crmtimeline.render.office.shapes import word_shapes
from crmtimeline.render.words import word

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import Table as PaperTable

ON_PAPER = Layout(680, stacked=False)
"""The chart is drawn so wide in pixels, and then made as wide as the text: letters of 9 points."""

MOST_HEIGHT = 225
"""Millimetres that a page has for the chart under a heading."""

BOX = "☐\t"

OF_A_LETTER, AROUND = 1.9, 4.0
"""Millimetres of a letter in a table, and of what is around a cell's text."""

BOLD = 1.15
"""How much wider letters are in the row of the whole, which is bold."""


def estimate_docx(handover: Handover) -> bytes:
    """Return the document. Raises ModuleNotFoundError without the extra `docx`."""
    from docx import Document

    document, paper = document_of(handover), Document()
    prepare(paper, document.language, f"{document.title} | {document.about}")
    paper.add_paragraph(visible(document.title), "Title")
    paper.add_paragraph(visible(document.about), "Subtitle")
    for text in document.lead:
        paper.add_paragraph(visible(text), "Body Text")
    for section in document.sections:
        paper.add_heading(visible(section.title), 1)
        for at, block in enumerate(section.blocks):
            if at and isinstance(block, Table) and isinstance(section.blocks[at - 1], Table):
                paper.add_paragraph()  # else Word makes one table of both
            _set(paper, block)
    paper.add_paragraph(visible(document.made_by), "Caption")
    _number_pages(paper)
    return undated(collected(paper.save))


def _set(paper: "Paper", block: Block) -> None:
    if isinstance(block, Chart):
        _draw(paper, block.estimate)
    elif isinstance(block, Text):
        paper.add_paragraph(visible(block.text), "Caption" if block.small else None)
    elif isinstance(block, Table):
        _tabulate(paper, block)
    else:
        for entry in block.entries:
            _enter(paper, entry)


def _draw(paper: "Paper", estimate: Estimate) -> None:
    """Put the Gantt chart in a line of its own, as wide as the text where it then fits a page."""
    from docx.oxml import parse_xml

    language = estimate.language
    name, described = word("gantt", language), word("gantt_described", language)
    drawing = gantt_drawing(estimate, ON_PAPER)
    width = min(TEXT_WIDTH, MOST_HEIGHT * drawing.width / drawing.height)
    shapes = word_shapes(drawing, width, name, described)
    paper.add_paragraph().add_run()._r.append(parse_xml(shapes))


def _enter(paper: "Paper", entry: Entry) -> None:
    """Write an entry of a list, with its note below it and a box where it is to be ticked."""
    if entry.box:
        paragraph = paper.add_paragraph(BOX + visible(entry.text), "List")
    else:
        paragraph = paper.add_paragraph(visible(entry.text), "List Bullet")
    if entry.note:
        paragraph.paragraph_format.keep_with_next = True
        paper.add_paragraph(visible(entry.note), "List Continue")


def _tabulate(paper: "Paper", block: Table) -> None:
    """Write a table whose head is repeated on every page, and whose rows stay whole."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    rows = [block.head, *block.rows]
    table = paper.add_table(len(rows), len(block.head), TABLE)
    table.autofit = False
    widths = _widths(rows, wide=block.whole)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for line, (cells, row) in enumerate(zip(rows, table.rows, strict=True), start=1):
        for at, (text, cell) in enumerate(zip(cells, row.cells, strict=True)):
            cell.width = Mm(widths[at])
            run = cell.paragraphs[0].add_run(visible(text))
            if block.whole and line == len(rows):
                run.bold = True
            if at:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark(table, whole=block.whole)


def _widths(rows: Sequence[Sequence[str]], *, wide: bool) -> list[float]:
    """Return the millimetres of each column; the first takes what it needs, or all that is left."""
    letter = OF_A_LETTER * (BOLD if wide else 1)
    needed = [
        letter * max(width_of(cell) for cell in column) + AROUND
        for column in zip(*rows, strict=True)
    ]
    room = TEXT_WIDTH - sum(needed[1:])
    return [room if wide else min(needed[0], room), *needed[1:]]


def _mark(table: "PaperTable", *, whole: bool) -> None:
    """Say which rows are head and sum, that the head is repeated, and that no row is torn."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    look = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("lastRow", whole), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), str(int(on)))
    for old in table._tbl.tblPr.findall(qn("w:tblLook")):
        table._tbl.tblPr.remove(old)
    table._tbl.tblPr.append(look)
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _number_pages(paper: "Paper") -> None:
    """Put the number of the page and that of all pages at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        foot.add_run(text)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        simple.append(foot.add_run("1")._r)  # until somebody counts them
        foot._p.append(simple)
