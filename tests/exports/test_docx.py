"""Texts for Word: read back by python-docx, with headings, tables and a chart to be edited."""

import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from typer.testing import CliRunner
from writing import by_name, written_example, written_named

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import visible
from crmtimeline.render.words import word
from reading import write_pack

RETAIL = "retail-before-double-eleven"
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
FIXED = (1980, 1, 1, 0, 0, 0)


@cache
def of_example(name: str, *options: str) -> Document:
    """Return the text of an example."""
    with TemporaryDirectory() as folder:
        return docx.Document(str(written_example(Path(folder), "docx", name, *options)))


def texts_of(document: Document, style: str) -> list[str]:
    """Return the paragraphs of a style."""
    return [each.text for each in document.paragraphs if each.style and each.style.name == style]


def drawn(document: Document, path: str) -> list[Element]:
    """Return the elements of the drawing at a path."""
    return fromstring(document.element.xml).findall(f".//{path}", SPACES)


def body_of(document: Document) -> Any:
    """Return what python-docx has no words for: the elements themselves."""
    return document.element.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_have_real_headings_in_the_language(language: Language) -> None:
    document = of_example(RETAIL, "--lang", language)
    keys = (
        *("plan", "whole", "deadline_head", "open_questions", "milestones_dates"),
        *("next_steps", "basis", "warnings", "sources"),
    )
    titles = [word(key, language) for key in keys]
    assert texts_of(document, "Heading 1") == [title[:1].upper() + title[1:] for title in titles]
    assert texts_of(document, "Title") == ["云栖服饰连锁"]


@pytest.mark.parametrize(
    ("language", "script", "font"),
    [
        ("en", "zh-CN", "Microsoft YaHei"),
        ("zh-CN", "zh-CN", "Microsoft YaHei"),
        ("zh-TW", "zh-TW", "Microsoft JhengHei"),
    ],
)
def test_language_and_font_of_chinese_are_said(language: str, script: str, font: str) -> None:
    document = of_example(RETAIL, "--lang", language)
    (look,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    assert look.find(qn("w:lang")).get(qn("w:eastAsia")) == script
    assert look.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert document.core_properties.language == language
    used = {each.style.style_id for each in document.paragraphs if each.style}
    for style in used:
        overriding = document.styles.element.xpath(f"w:style[@w:styleId='{style}']/w:rPr/w:rFonts")
        assert overriding == [], style


def test_the_plan_is_a_table_whose_head_is_repeated() -> None:
    table = of_example(RETAIL, "--lang", "en").tables[0]
    head, first, *_, whole = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["Phase", "Weeks P50-P80", "Start P50", "Finish P50", "Finish P80", "Finish P90"]
    assert first == ["Planning and preparation ●", "2.0-3.1", *first[2:]]
    assert whole[0] == "Whole project"
    repeated = [row._tr.xpath("w:trPr/w:tblHeader") for row in table.rows]
    assert [bool(each) for each in repeated] == [True, *[False] * (len(table.rows) - 1)]
    assert table.style is not None
    assert table.style.name == "Quote Table"


def test_the_chart_is_a_group_of_shapes_and_its_text_is_text() -> None:
    document = of_example(RETAIL)
    (size,), (told,) = drawn(document, "wp:inline/wp:extent"), drawn(document, "wp:docPr")
    assert told.attrib["name"] == "甘特图"
    assert told.attrib["descr"].startswith("甘特图：每个阶段一条")
    assert int(size.attrib["cx"]) == 170 * 36_000, "as wide as the text"
    written = [each.text for each in drawn(document, "wps:txbx//w:t")]
    for text in ("前期规划与准备", "整个项目", "最可能（P50）", "2027年3月", "4.4–6.4"):
        assert text in written
    numbers = [each.attrib["id"] for each in drawn(document, "wps:wsp/wps:cNvPr")]
    assert len(numbers) > 100
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("name", [RETAIL, "half-way", "three-fields", "large-group"])
def test_every_shape_lies_within_the_chart(name: str) -> None:
    document = of_example(name)
    (size,) = drawn(document, "wp:inline/wp:extent")
    for place in drawn(document, "wps:spPr/a:xfrm"):
        (x, y), (width, height) = ([int(end) for end in part.attrib.values()] for part in place)
        assert width >= 0
        assert height >= 0
        assert 0 <= x <= x + width <= int(size.attrib["cx"])
        assert 0 <= y <= y + height <= int(size.attrib["cy"])


def test_a_chart_of_many_phases_keeps_to_one_page(tmp_path: Path) -> None:
    phases = (f"  p{at}: {{weeks: {{low: 1, high: 2}}, $cite}}" for at in range(40))
    write_pack(tmp_path, "many.yaml", "\n".join(["phases:", *phases, ""]))
    file = tmp_path / "quote.docx"
    command = ["estimate", "--pack", str(tmp_path / "many.yaml"), "-o", str(file)]
    assert CliRunner().invoke(app, command).exit_code == Exit.DONE
    (size,) = drawn(docx.Document(str(file)), "wp:inline/wp:extent")
    assert int(size.attrib["cy"]) <= Mm(226)


def test_two_tables_never_touch_so_that_word_does_not_join_them() -> None:
    for name in (RETAIL, "half-way", "three-fields"):
        kinds = [each.tag for each in body_of(of_example(name))]
        assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(kinds)


def test_what_is_urgent_has_a_box_and_what_is_asked_says_what_is_assumed() -> None:
    document = of_example(RETAIL, "--lang", "en")
    assert texts_of(document, "List")[0] == "☐\tName an IT or technical lead"
    notes = texts_of(document, "List Continue")
    assert "Integrations: 4, urgent from 3 on" in notes
    assert notes[0] == "until then assumed: Reorganisation under way: no (7% of the spread)"


def test_it_says_nothing_of_when_it_was_made(tmp_path: Path) -> None:
    file = written_example(tmp_path, "docx", RETAIL)
    with ZipFile(file) as package:
        assert {part.date_time for part in package.infolist()} == {FIXED}
    properties = docx.Document(str(file)).core_properties
    assert (properties.created, properties.modified) == (properties.modified, properties.created)
    assert properties.created is not None
    assert properties.created.year == 1980
    assert (properties.author, properties.comments) == ("crmtimeline", "")


@by_name
def test_a_name_is_whole_and_a_text(tmp_path: Path, name: str) -> None:
    file = written_named(tmp_path, "docx", name)
    document = docx.Document(str(file))
    assert texts_of(document, "Title") == [visible(name)]
    assert document.tables[0].rows[1].cells[0].text.startswith(visible(name))
    risks = [text for text in texts_of(document, "List Bullet") if f"{visible(name)} late" in text]
    assert len(risks) == 1
    with ZipFile(file) as package:
        parts = b"".join(package.read(part) for part in package.namelist())
    assert b'TargetMode="External"' not in parts
    assert body_of(document).xpath("//w:instrText | //w:fldSimple") == [], "a field could act"


def test_without_the_library_the_message_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    file = tmp_path / "quote.docx"
    result = CliRunner().invoke(app, ["estimate", "-o", str(file)])
    assert result.exit_code == Exit.INPUT
    assert result.stderr == (
        f"{file}: error F109: docx needs the extra docx: pip install 'crmtimeline[docx]'\n"
    )
    assert not file.exists()
