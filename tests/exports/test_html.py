"""HTML: pages are read back with a parser, and opened in Chromium on every kind of screen."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browser import Opened, opened
from examples import FOLDER, NAMES, example, handed, text_of
from hostile import HOSTILE, PLAIN, hostile_profile
from readers import need
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import visible

LARGEST = 150_000
"""Bytes of a page at most."""

VOID = {"meta", "rect", "line", "path", "circle", "polyline", "img"}
ALLOWED = {
    *VOID,
    *("html", "head", "title", "style", "body", "header", "nav", "main", "section", "footer"),
    *("h1", "h2", "h3", "p", "a", "b", "span", "div", "ul", "li", "dl", "dt", "dd", "code"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    *("figure", "figcaption", "svg", "g", "text"),
}
"""What a page consists of: nothing that runs."""

WIDTHS = (390, 768, 1280)
FEWER = """document.querySelectorAll(
  '.tasks li:nth-child(n+4), .rows>div:nth-child(n+4), #why details:nth-of-type(n+3)'
).forEach(each => each.remove())"""
"""Leaves a few of what repeats: each takes time, and is like the others."""


by_language = pytest.mark.parametrize("language", LANGUAGES)


class Element(NamedTuple):
    """An element with its attributes."""

    name: str
    attributes: dict[str, str]


class Read(HTMLParser):
    """A page read back: its elements in order, and all of its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[str] = []
        self.said = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.said += data

    def values(self, key: str) -> list[str]:
        """Return all values of an attribute."""
        return [each.attributes[key] for each in self.elements if key in each.attributes]


def assert_inert(read: Read) -> None:
    """Hold that a page runs nothing, loads nothing, and leads nowhere else."""
    assert {each.name for each in read.elements} <= ALLOWED
    assert not [key for each in read.elements for key in each.attributes if key.startswith("on")]
    assert all(each.startswith("data:image/") for each in read.values("src"))
    assert set(read.values("href")) <= {f"#{each}" for each in read.values("id")}


@by_language
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_small_and_all_of_a_piece(name: str, language: Language) -> None:
    text = text_of(example(name, language), "html")
    assert len(text.encode()) <= LARGEST
    read = Read(text)
    assert_inert(read)
    assert read.elements[0].attributes["lang"] == language
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face|http", style)
    policy = next(each for each in read.elements if "http-equiv" in each.attributes)
    assert policy.attributes["content"].startswith("default-src 'none';")
    assert len(set(read.values("id"))) == len(read.values("id"))


@pytest.mark.parametrize("name", [*HOSTILE.values(), PLAIN], ids=[*HOSTILE, "plain"])
def test_a_name_comes_out_whole_and_inert(tmp_path: Path, name: str) -> None:
    handover = handed(hostile_profile(tmp_path, name), "zh-TW")
    page = tmp_path / "page.html"
    page.write_text(text_of(handover, "html"), "utf-8")
    read = Read(page.read_text("utf-8"))
    assert_inert(read)
    assert read.said.count(visible(name)) >= 6  # customer, pack, phase, closure, freeze, risk
    with opened(page, 390) as seen:
        assert (seen.requests, seen.errors) == ([], [])
        assert seen.run("document.querySelector('h1').textContent") == visible(name)
        assert overflow(seen) <= 0
        assert overlapping(seen) == []


@by_language
def test_all_that_an_estimate_says_is_on_its_page(language: Language) -> None:
    handover = example("retail-before-double-eleven", language)
    estimate = handover.estimate
    said = Read(text_of(handover, "html")).said
    texts = [phase.title for phase in estimate.phases] + [each.ask for each in estimate.unknowns]
    texts += [each.title for each in estimate.assumptions]
    texts += [each.title for each in estimate.milestones]
    texts += [each.title for each in estimate.given]
    texts += [item.title for stage in handover.checklist.stages for item in stage.items]
    steps = [step for phase in estimate.phases if not phase.gate for step in phase.trace]
    texts += [step.title for step in steps if step.title]
    texts += [handover.rows[step.cite.source] for step in steps if step.cite and step.cite.source]
    assert [text for text in texts if text not in said] == []


@pytest.mark.parametrize(
    ("language", "day", "share"),
    [
        ("en", "1 March 2027", "70%"),
        ("zh-CN", "2027年3月1日启动", "概率为 70%"),
        ("zh-TW", "2027年3月1日啟動", "機率為 70%"),
    ],
)
def test_days_and_shares_are_written_as_the_language_does(
    language: Language, day: str, share: str
) -> None:
    said = Read(text_of(example("retail-before-double-eleven", language), "html")).said
    assert day in said
    assert share in said
    assert not re.search("[0-9] %", said)


@by_language
def test_nothing_overflows_or_overlaps(language: Language) -> None:
    with opened() as seen:
        for name in NAMES:
            seen.page.set_content(text_of(example(name, language), "html"))
            for width in WIDTHS:
                seen.page.set_viewport_size({"width": width, "height": 900})
                assert overflow(seen) <= 0, (name, width)
                assert overlapping(seen) == [], (name, width)
                assert outside(seen) == [], (name, width)
        assert (seen.requests, seen.errors) == ([], [])


def overflow(seen: Opened) -> int:
    """Return by how many pixels a page is wider than its window."""
    found: int = seen.run("document.documentElement.scrollWidth - window.innerWidth")
    return found


def overlapping(seen: Opened) -> list[list[str]]:
    """Return the texts of charts that overlap others; fonts keep some room above and below."""
    found: list[list[str]] = seen.run("""() => {
      const found = [];
      for (const svg of document.querySelectorAll('svg')) {
        const texts = [...svg.querySelectorAll('text')].map(each => {
          const box = each.getBoundingClientRect(), trim = box.height * 0.2;
          return [box.left, box.right, box.top + trim, box.bottom - trim, each.textContent];
        });
        texts.forEach((a, at) => texts.slice(at + 1).forEach(b => {
          if (a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3]) found.push([a[4], b[4]]);
        }));
      }
      return found;
    }""")
    return found


def outside(seen: Opened) -> list[str]:
    """Return what leaves its chart."""
    found: list[str] = seen.run("""() => [...document.querySelectorAll('svg')].flatMap(svg => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text, rect')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      }).map(each => each.outerHTML);
    })""")
    return found


@pytest.mark.parametrize(
    ("name", "language", "width", "dark"),
    [
        ("half-way", "en", 390, False),
        ("large-group", "zh-TW", 390, True),
        ("retail-before-double-eleven", "zh-CN", 1280, False),
        ("half-way", "en", 1280, True),
    ],
)
def test_axe_finds_nothing(
    name: str, language: Language, width: int, dark: bool, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(text_of(example(name, language), "html"), "utf-8")
    with opened(page, width, dark=dark) as seen:
        seen.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        seen.run(FEWER)
        seen.run(Path(need("axe")).read_text("utf-8"))
        found: dict[str, Any] = seen.run("axe.run({resultTypes: ['violations']})")
    violations = [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"]][:3])
        for each in found["violations"]
    ]
    assert violations == []
    assert len(found["passes"]) > 20


def test_headings_are_in_order_and_parts_are_landmarks() -> None:
    read = Read(text_of(example("half-way", "en"), "html"))
    levels = [int(each.name[1]) for each in read.elements if re.fullmatch("h[1-6]", each.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [each.name for each in read.elements]
    assert [names.count(each) for each in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    captions = names.count("table"), names.count("caption")
    assert captions[0] == captions[1] > 5


def test_a_keyboard_reaches_and_opens_everything(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(text_of(example("three-fields", "en"), "html"), "utf-8")
    with opened(page) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.run("document.activeElement.hash") == "#main"
        assert seen.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        seen.page.focus("#why summary")
        seen.page.keyboard.press("Enter")
        assert seen.run("document.querySelector('#why details').open")
        assert seen.page.locator("#why details table").first.is_visible()


@by_language
def test_paper_shows_what_screens_fold_away(language: Language, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(text_of(example("half-way", language), "html"), "utf-8")
    with opened(page, 390, dark=True) as seen:
        hidden = seen.page.locator("#why details table").first
        assert not hidden.is_visible()
        seen.page.emulate_media(media="print")
        assert hidden.is_visible()
        assert seen.page.locator("svg.wide").first.is_visible()
        assert not seen.page.locator("svg.narrow").first.is_visible()
        assert seen.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        paper = seen.page.pdf(prefer_css_page_size=True)
    assert 5 < paper.count(b"/Type /Page\n") < 25


def test_a_project_that_is_done_has_no_odds(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(
        "start: 2026-01-05\nas_of: 2026-03-20\nscope: contract-to-go-live\n"
        "skip: [customization, integration, uat, migration, training]\n"
        "company: {employees: 300}\n"
        "progress:\n  planning: {started: 2026-01-05, finished: 2026-01-16}\n"
        "  go-live: {started: 2026-01-19, finished: 2026-01-30}\n"
    )
    read = Read(text_of(handed(profile, "en"), "html"))
    assert "Finished on 30 January 2026" in read.said
    assert "How likely by when" not in read.said


COMMANDS: dict[str, list[str]] = {
    "compare": ["compare", "regional-distributor", "small-workshop"],
    "advise": ["advise", "retail-before-double-eleven", "--target", "2027-10-15"],
    "checklist": ["checklist", "securities-firm"],
    "explain": ["explain", "three-fields", "--claim", "12w"],
}


def answered(command: str, language: Language, file: Path) -> str:
    """Return the page that a command writes."""
    words = [str(FOLDER / f"{each}.yaml") if each in NAMES else each for each in COMMANDS[command]]
    result = CliRunner().invoke(
        app, [*words, "--trials", "500", "--lang", language, "-o", str(file)]
    )
    assert (result.exit_code, result.output) == (0, "")
    return file.read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_answers_come_as_pages_too(command: str, tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    for language, width in zip(LANGUAGES, WIDTHS, strict=True):
        text = answered(command, language, page)
        assert len(text.encode()) <= LARGEST
        assert_inert(Read(text))
        with opened(page, width) as seen:
            assert overflow(seen) <= 0
            assert (seen.requests, seen.errors) == ([], [])
            assert seen.run("document.documentElement.lang") == language


@pytest.mark.parametrize("name", ["script", "attribute", "bidi"])
def test_names_in_answers_are_inert_too(tmp_path: Path, name: str) -> None:
    profile = str(hostile_profile(tmp_path, HOSTILE[name]))
    for words in (
        ["advise", profile, "--target", "12w"],
        ["compare", profile, str(FOLDER / "three-fields.yaml")],
        ["checklist", profile],
        ["explain", profile, "--claim", "12w"],
    ):
        result = CliRunner().invoke(app, [*words, "-f", "html", "--trials", "200"])
        assert (result.exit_code, result.stderr) == (0, "")
        read = Read(result.stdout)
        assert_inert(read)
        assert visible(HOSTILE[name]) in read.said


def test_a_verification_comes_as_a_page_too(tmp_path: Path) -> None:
    saved, page = tmp_path / "saved.json", tmp_path / "verified.html"
    words = ["estimate", str(FOLDER / "three-fields.yaml"), "--trials", "500", "-o", str(saved)]
    assert CliRunner().invoke(app, words).exit_code == 0
    result = CliRunner().invoke(app, ["verify", str(saved), "-o", str(page), "--lang", "en"])
    assert (result.exit_code, result.output) == (0, "")
    read = Read(page.read_text("utf-8"))
    assert_inert(read)
    assert "Identical: made again" in read.said


def test_the_format_of_an_answer_can_be_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "answer.html"
    result = CliRunner().invoke(app, ["advise", str(FOLDER / "three-fields.yaml"), "-f", "html"])
    words = ["advise", str(FOLDER / "three-fields.yaml"), "-o", str(file)]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert result.stdout == file.read_text("utf-8")
