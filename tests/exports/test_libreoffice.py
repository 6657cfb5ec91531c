"""LibreOffice: opens workbook and text, and prints all that they hold, in Chinese."""

import subprocess
from pathlib import Path

import pytest
from readers import need
from writing import written_example

EXAMPLE = "retail-before-double-eleven"
PHASES = ("前期规划与准备", "用户验收测试", "验收与首次优化", "整个项目")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the pages of workbook and text as LibreOffice prints them, by their endings."""
    office, reader = need("libreoffice"), need("pdftotext")
    folder = tmp_path_factory.mktemp("office")
    files = {ending: folder / f"{ending}.{ending}" for ending in ("xlsx", "docx")}
    for ending, file in files.items():
        written_example(folder, ending, EXAMPLE).rename(file)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    arguments = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [office, home, *arguments, *map(str, files.values())],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return {ending: pages_of(file.with_suffix(".pdf"), reader) for ending, file in files.items()}


def pages_of(file: Path, reader: str) -> list[str]:
    """Return the text of each page."""
    arguments = [reader, "-layout", str(file), "-"]
    text = subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8").stdout
    return text.split("\f")[:-1]


def test_a_workbook_prints_each_sheet_on_pages_of_its_own(printed: dict[str, list[str]]) -> None:
    pages = printed["xlsx"]
    names = ("摘要", "阶段", "甘特图", "S 曲线", "假定与前提", "检查清单", "来源")
    feet = [page.rstrip().splitlines()[-1].split() for page in pages]
    found = list(dict.fromkeys(" ".join(foot[:-3]) for foot in feet))
    assert found == list(names)
    assert len(pages) <= 20
    assert "建议报2027年11月12日" in pages[0]
    for page in pages[1:3]:
        assert all(title in page for title in PHASES), "the table, and the bars of the chart"
    assert "截止日期" in pages[2]


def test_a_text_prints_its_chart_and_its_table(printed: dict[str, list[str]]) -> None:
    pages = printed["docx"]
    assert 3 <= len(pages) <= 6
    first = pages[0]
    assert "云栖服饰连锁" in first
    for title in PHASES:
        assert "".join(pages[:2]).count(title) >= 2, "a row of the chart, and one of the table"
    assert "最可能（P50）" in first
    assert first.split()[-1] == f"1/{len(pages)}"
