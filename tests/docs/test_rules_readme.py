"""rules/README.md explains every code, with snippets that fail and pass as it says."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from pages import ROOT, RULES, files_of
from rules_tables import MEANINGS, models
from typer.testing import CliRunner

from crmtimeline.cli.loading import estimate_of, load
from crmtimeline.cli.run import app
from crmtimeline.cli.screen import Speech
from crmtimeline.errors import Exit, InputError
from crmtimeline.files.brands import load_brand
from crmtimeline.files.policies import load_policy
from crmtimeline.model.policy import KINDS
from crmtimeline.model.source import Checklist, SourceBook
from crmtimeline.model.strict import StrictModel
from crmtimeline.render.words import en

TEXT = RULES.read_text(encoding="utf-8")
CODE = re.compile("[FYPRGW][0-9]{3}")
SNIPPET = re.compile(r"^(Fails|Warns|Passes):\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOUND_BY_CHECK = ("R116", "R118", "R123", "W104")
"""Codes that `rules check` finds and loading does not."""

OF_CALENDARS = ("R127", "R128", "R129")
OF_BRANDS = ("F110", "F111", "F112")
SHOWN_BY_PACKS = ("W106",)
"""Codes of warnings that packs bring about."""

WITHOUT_SNIPPETS = {
    *("F101", "F102", "F103", "F104", "F105", "F106", "F107", "F108", "F109"),
    *(
        "F113",
        "F114",
        "F115",
        "F116",
        "F117",
        "F118",
        "F119",
        "P116",
        "P121",
        "P129",
        "P140",
        "Y110",
        "G111",
        "G112",
    ),
}
"""Codes of what no YAML text can show."""


class Section(NamedTuple):
    """What the page says of one code."""

    code: str
    text: str
    wrong: str
    right: str


def sections() -> list[Section]:
    """Return the sections of all codes."""
    parts = re.split(r"^### ([FYPRGW][0-9]{3})\n", TEXT, flags=re.MULTILINE)[1:]
    found = []
    for code, text in zip(parts[::2], parts[1::2], strict=True):
        snippets: dict[str, str] = dict(SNIPPET.findall(text))
        wrong = snippets.get("Warns" if code.startswith("W") else "Fails", "")
        found.append(Section(code, text, wrong, snippets.get("Passes", "")))
    return found


SHOWN = [section for section in sections() if section.code not in WITHOUT_SNIPPETS]
HEAD, CALENDAR_HEAD = (
    block.split("```")[0] for block in TEXT[TEXT.index("## Codes") :].split("```yaml\n")[1:3]
)
by_code = pytest.mark.parametrize("section", SHOWN, ids=lambda section: section.code)


def codes_of(code: str, snippet: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the codes that the program finds in a snippet, with the means that find `code`."""
    monkeypatch.chdir(folder)
    if code in OF_CALENDARS:
        Path("my-calendar.yaml").write_text(CALENDAR_HEAD + snippet, encoding="utf-8")
        return loading_codes(settings=["calendar=my-calendar.yaml"])
    if code.startswith("G"):
        Path("policy.yaml").write_text(snippet, encoding="utf-8")
        return policy_codes("policy.yaml")
    if code in OF_BRANDS:
        Path("brand.yaml").write_text(snippet, encoding="utf-8")
        return brand_codes()
    if code[0] in "PYF" or (code[0] == "W" and code not in (*FOUND_BY_CHECK, *SHOWN_BY_PACKS)):
        Path("profile.yaml").write_text(snippet, encoding="utf-8")
        return loading_codes("profile.yaml", warnings=code.startswith("W"))
    pack = snippet if "format:" in snippet else HEAD + snippet
    Path("my-pack.yaml").write_text(pack, encoding="utf-8")
    if code in FOUND_BY_CHECK:
        if code == "R118":
            monkeypatch.setattr("crmtimeline.files.languages.rules_folder", lambda: folder)
        return check_codes()
    settings = ["start=2026-03-02", "company.employees=30"]
    return loading_codes(pack="my-pack.yaml", settings=settings, warnings=code.startswith("W"))


def loading_codes(
    profile: str | None = None,
    pack: str | None = None,
    settings: Sequence[str] = (),
    *,
    warnings: bool = False,
) -> set[str]:
    """Return the codes of the errors of a profile or a pack, or of its warnings."""
    try:
        loaded = load(profile, settings, pack, "en", Speech("en"))
        estimate = estimate_of(loaded, trials=100, seed=1)
    except InputError as error:
        return {issue.code for issue in error.issues}
    return {warned.code for warned in estimate.warnings} if warnings else set()


def policy_codes(file: str) -> set[str]:
    """Return the codes that `check` finds in a policy."""
    arguments = ["check", str(ROOT / "examples/three-fields.yaml"), "--trials", "100"]
    result = CliRunner().invoke(app, [*arguments, "--policy", file])
    assert (result.exit_code == Exit.INPUT) == (result.stderr != ""), result.output
    return set(CODE.findall(result.stderr))


def brand_codes() -> set[str]:
    """Return the codes of the errors of a brand."""
    try:
        load_brand("brand.yaml")
    except InputError as error:
        return {issue.code for issue in error.issues}
    return set()


def check_codes() -> set[str]:
    """Return the codes that `rules check` finds."""
    result = CliRunner().invoke(app, ["rules", "check", "my-pack.yaml", "--width", "200"])
    assert result.exit_code in (Exit.DONE, Exit.INPUT, Exit.GATE), result.output
    return set(CODE.findall(result.stderr))


def test_every_code_has_one_section_and_no_section_is_stale() -> None:
    codes = [section.code for section in sections()]
    assert len(codes) == len(set(codes))
    assert set(codes) == {key for key in en.TEXTS if CODE.fullmatch(key)}
    assert codes == sorted(codes, key=lambda code: ("FYPRGW".index(code[0]), code))


def test_every_section_says_something_and_shows_both_sides() -> None:
    for section in sections():
        assert re.match(r"\n[A-Z`].+[.?!]\n", section.text, re.DOTALL), section.code
        if section.code not in WITHOUT_SNIPPETS:
            assert section.wrong, section.code
            assert section.right, section.code


@by_code
def test_the_failing_snippet_fails_with_its_code(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes_of(section.code, section.wrong, tmp_path, monkeypatch) == {section.code}


@by_code
def test_the_passing_snippet_passes(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes_of(section.code, section.right, tmp_path, monkeypatch) == set()


@pytest.fixture
def files_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the files of the page in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, content in files_of(TEXT).items():
        Path(name).write_text(content, encoding="utf-8")


@pytest.mark.usefixtures("files_shown")
def test_the_pack_of_the_walk_through_keeps_its_promise_in_every_language() -> None:
    result = CliRunner().invoke(app, ["rules", "check", "chain-stores.yaml"])
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    result = CliRunner().invoke(app, ["estimate", "profile.yaml", "--lang", "zh-TW"])
    assert result.exit_code == Exit.DONE
    assert "串接收銀系統" in result.stdout


@pytest.mark.usefixtures("files_shown")
def test_with_the_calendar_of_a_decree_nothing_is_projected() -> None:
    loaded = load("tea-house.yaml", [], None, "en", Speech("en"))
    assert {warned.code for warned in estimate_of(loaded, trials=100, seed=1).warnings} == set()
    assert loaded.calendar is not None
    assert 2027 in loaded.calendar.decreed
    assert 2028 in loaded.calendar.projected
    assert loaded.calendar.works_on(date(2027, 2, 20))
    projected = load("tea-house.yaml", ["calendar=CN"], None, "en", Speech("en"))
    (warned,) = estimate_of(projected, trials=100, seed=1).warnings
    assert warned.code == "W107"


@pytest.mark.usefixtures("files_shown")
def test_the_windows_of_the_pack_hold_back_what_they_say() -> None:
    result = CliRunner().invoke(app, ["rules", "check", "finance-house.yaml"])
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    loaded = load(None, ["start=2026-11-02"], "finance-house.yaml", "en", Speech("en"))
    shown = estimate_of(loaded, trials=100, seed=1).calendar
    assert shown is not None
    held = {(freeze.title, freeze.phases) for freeze in shown.freezes}
    assert held == {
        ("Quarter end", ("deployment",)),
        ("Quiet weeks", ("deployment",)),
        ("Audit", ("testing", "training")),
    }
    closed = {off.first for off in shown.days_off if off.title == "Stock-taking"}
    assert date(2026, 12, 30) in closed


def test_every_model_that_people_write_has_a_table() -> None:
    def beneath(model: type[StrictModel]) -> set[type[StrictModel]]:
        return {model}.union(*(beneath(each) for each in model.__subclasses__()))

    written = {each for each in beneath(StrictModel) if each.__module__.startswith("crmtimeline")}
    assert written - set(models()) == {StrictModel, SourceBook, Checklist}
    for model in models():
        assert all(field.description for field in model.model_fields.values()), model


def test_the_table_of_kinds_has_every_kind_with_an_example_that_holds(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| .+ \| `(.+)` \|$", section_of("Policies"), re.MULTILINE)
    assert tuple(kind for kind, _ in rows) == KINDS
    lines = [f"  {kind}: {{action: deny, {example}}}\n" for kind, example in rows]
    (tmp_path / "policy.yaml").write_text("rules:\n" + "".join(lines), encoding="utf-8")
    policy = load_policy(str(tmp_path / "policy.yaml"))
    assert tuple(named.kind for named in policy.rules) == KINDS


def section_of(heading: str) -> str:
    """Return what stands under a heading."""
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_every_exit_code_has_a_meaning() -> None:
    assert list(MEANINGS) == list(Exit)
