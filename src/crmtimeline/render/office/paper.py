"""Paper: the page, the fonts and the styles of a text for Word, in the language that it is in."""

from typing import TYPE_CHECKING

from crmtimeline.model.strict import Language
from crmtimeline.render.layout import visible
from crmtimeline.render.office.package import LONGEST_PROPERTY, MADE
from crmtimeline.render.office.style import ACCENT, FONTS, PAPER

if TYPE_CHECKING:
    from docx.document import Document

TEXT_WIDTH = 170
"""Millimetres between the margins of A4."""

MARGIN = 20
LATIN = "Calibri"
EAST_ASIAN: dict[Language, str] = {**FONTS, "en": FONTS["zh-CN"]}
"""Fonts of Chinese characters, which a name in an English text may have too."""

WORD_2013 = "15"
"""The mode in which Word makes use of all that it has learned since."""

TABLE = "Quote Table"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_LOOKS: tuple[tuple[str, float, str, float, float], ...] = (
    ("Title", 22, ACCENT, 0, 2),
    ("Subtitle", 11, "muted", 0, 12),
    ("Heading 1", 14, ACCENT, 16, 6),
    ("Caption", 9, "muted", 4, 8),
    ("Body Text", 12, "ink", 0, 8),
    ("List", 10.5, "ink", 0, 2),
    ("List Continue", 9, "muted", 0, 4),
    ("Footer", 8.5, "muted", 0, 0),
)
"""Styles by name: points, colour, and points before and after a paragraph."""


def prepare(document: "Document", language: Language, title: str) -> None:
    """Give a new document its page, its language, its styles and its properties."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    styles = document.styles.element
    (old,) = styles.xpath("w:docDefaults")
    styles.replace(old, parse_xml(_defaults(language)))
    styles.append(parse_xml(_TABLE_STYLE))
    for look in _LOOKS:
        _restyle(document, *look)
    (mode,) = document.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']")
    mode.set(qn("w:val"), WORD_2013)
    properties = document.core_properties
    properties.title = visible(title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "crmtimeline"
    properties.comments = ""
    properties.language = language
    properties.created = properties.modified = MADE


def _restyle(
    document: "Document", name: str, size: float, colour: str, before: float, after: float
) -> None:
    from docx.shared import Pt, RGBColor

    style = document.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), name == "Heading 1", False
    style.font.color.rgb = RGBColor.from_string(PAPER[colour][1:])
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    for old in style.element.xpath("w:rPr/w:rFonts | w:pPr/w:pBdr | w:rPr/w:spacing"):
        old.getparent().remove(old)


def _defaults(language: Language) -> str:
    """Return what holds wherever no style says anything else."""
    east = EAST_ASIAN[language]
    script = language if language != "en" else "zh-CN"
    return f"""<w:docDefaults {_W}>
<w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{east}"/>
<w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="{language if language == "en" else "en-US"}" w:eastAsia="{script}" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr>
<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>
</w:pPr></w:pPrDefault>
</w:docDefaults>"""


def _line(side: str, colour: str, size: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{PAPER[colour][1:]}"/>'


_TABLE_STYLE = f"""<w:style {_W} w:type="table" w:customStyle="1" w:styleId="QuoteTable">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
<w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>
<w:tblPr>
<w:tblBorders>{_line("bottom", "line")}{_line("insideH", "line")}</w:tblBorders>
<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>
</w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{PAPER["paper"][1:]}"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PAPER[ACCENT][1:]}"/></w:tcPr>
</w:tblStylePr>
<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders>{_line("top", "ink", 8)}</w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
