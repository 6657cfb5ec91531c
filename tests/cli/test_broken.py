"""Broken files: each in tests/broken is refused at the places that its first line names.

The first line is `# expect: 3:5 P104, 7:1 P101` (with a file's name first where the issue is in
another one), or `# expect-check: ...` where only `rules check` finds it. Files are profiles or
packs; calendars where their names end in `.calendar.yaml`, and policies in `.policy.yaml`.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.loading import estimate_of, load
from crmtimeline.cli.run import app
from crmtimeline.cli.screen import Speech
from crmtimeline.errors import Exit, InputError, Issue, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.policies import check_names, load_policy
from crmtimeline.files.yaml_tree import MOST_BYTES
from crmtimeline.model.brand_file import MOST_LOGO_BYTES
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.issue_lines import issue_lines
from crmtimeline.render.layout import plain
from crmtimeline.render.words import en

BROKEN = Path(__file__).parents[1] / "broken"
SOUND = str(BROKEN.parents[1] / "examples" / "three-fields.yaml")
FILES = sorted(BROKEN.glob("*.yaml"))
OF_ERRORS = re.compile("[FYPRG][0-9]{3}")


class Expected(NamedTuple):
    """What a broken file's first line says: the option's name and `place code` of each issue."""

    by_check: bool
    issues: list[str]


def expected(file: Path) -> Expected:
    """Return what the first line of a file says."""
    first = file.read_bytes().split(b"\n")[0].decode()
    found = re.fullmatch(r"# (expect|expect-check): (.+)", first)
    assert found, f"{file.name} begins with {first!r}"
    return Expected(found[1] == "expect-check", sorted(found[2].split(", ")))


LOADED = [file for file in FILES if not expected(file).by_check]
CHECKED = [file for file in FILES if expected(file).by_check]
by_name = pytest.mark.parametrize("file", LOADED, ids=lambda file: file.stem)


class Arguments(NamedTuple):
    """What of a command line a broken file is."""

    profile: str | None = None
    settings: tuple[str, ...] = ()
    pack: str | None = None
    policy: str | None = None

    @property
    def words(self) -> list[str]:
        """The words of the command line."""
        if self.policy is not None:
            return ["check", SOUND, "--policy", self.policy]
        words = ["estimate", *([self.profile] if self.profile else [])]
        words += [word for setting in self.settings for word in ("--set", setting)]
        return [*words, "--pack", self.pack] if self.pack else words


def arguments_for(file: Path) -> Arguments:
    """Return what has a broken file read: as a policy, a calendar, a pack or a profile."""
    if file.name.endswith(".policy.yaml"):
        return Arguments(policy=str(file))
    if file.name.endswith(".calendar.yaml"):
        return Arguments(settings=(f"calendar={file}",))
    if file.name.startswith("R") or b"\nformat:" in file.read_bytes():
        return Arguments(pack=str(file))
    return Arguments(profile=str(file))


def issues_of(file: Path) -> tuple[Issue, ...]:
    """Return the issues that loading a file, or estimating from it, raises."""
    with pytest.raises(InputError) as raised:
        use(arguments_for(file))
    return raised.value.issues


def use(arguments: Arguments) -> None:
    """Estimate from a broken file; a policy meets the pack of a profile that names none."""
    profile, settings, pack, policy = arguments
    if policy is not None:
        usual = load_pack("packaged", Path(), Place("test")).rules.pack
        raise InputError(check_names(load_policy(policy), [usual]))
    estimate_of(load(profile, settings, pack, None, Speech("en")), trials=100, seed=1)


def told(issue: Issue, file: Path) -> str:
    """Return an issue as a first line has it: place and code."""
    parts = [str(number) for number in issue.place[1:] if number]
    name = Path(issue.place.file).name
    return ":".join(parts if name == file.name else [name, *parts]) + f" {issue.code}"


@by_name
def test_every_issue_is_found_at_its_place_and_nothing_else(file: Path) -> None:
    assert sorted(told(issue, file) for issue in issues_of(file)) == expected(file).issues


@by_name
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_issue_is_told_in_every_language(file: Path, language: Language) -> None:
    issues = issues_of(file)
    text = plain(issue_lines(issues, language))
    for issue in issues:
        assert re.search(
            f"^{re.escape(str(issue.place))}: \\S+ {issue.code}: .", text, re.MULTILINE
        )
    assert "Message(" not in text


@by_name
def test_the_command_ends_with_3_and_prints_to_standard_error_only(file: Path) -> None:
    result = CliRunner().invoke(app, arguments_for(file).words)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr == plain(issue_lines(issues_of(file), "en"))


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_check_finds_what_loading_does_not(
    file: Path, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a shipped pack more is asked than of a user's.
    monkeypatch.setattr("crmtimeline.files.languages.rules_folder", lambda: BROKEN)
    result = CliRunner().invoke(app, ["rules", "check", str(file), "--lang", language])
    assert result.exit_code in (Exit.INPUT, Exit.GATE)
    line = re.compile(
        f"^{re.escape(str(file))}:([0-9]+:[0-9]+): \\S+ ([A-Z][0-9]+): .", re.MULTILINE
    )
    found = [f"{place} {code}" for place, code in line.findall(result.stderr)]
    assert sorted(found) == expected(file).issues


Situation = Callable[[Path], list[str]]
"""Makes what is wrong in an empty folder and returns the command line."""


def no_such_file(folder: Path) -> list[str]:
    return ["estimate", str(folder / "profile.yaml")]


def a_folder(folder: Path) -> list[str]:
    return ["estimate", str(folder)]


def beneath_a_file(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("name: not a folder\n")
    return ["estimate", str(folder / "profile.yaml" / "profile.yaml")]


def a_link_to_itself(folder: Path) -> list[str]:
    (folder / "profile.yaml").symlink_to("profile.yaml")
    return ["estimate", str(folder / "profile.yaml")]


def a_pack_that_links_to_itself(folder: Path) -> list[str]:
    (folder / "pack.yaml").symlink_to("pack.yaml")
    return ["estimate", "--pack", str(folder / "pack.yaml")]


def a_pack_whose_name_holds_a_null(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text('pack: "my\\0pack.yaml"\n')
    return ["estimate", str(folder / "profile.yaml")]


def an_export_taken_for_a_profile(folder: Path) -> list[str]:
    (folder / "customers.csv").write_text("name,phone\n" * (MOST_BYTES // 10))
    return ["estimate", str(folder / "customers.csv")]


def a_word_document(folder: Path) -> list[str]:
    (folder / "profile.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    return ["estimate", str(folder / "profile.doc")]


def a_setting_without_a_value(folder: Path) -> list[str]:
    return ["estimate", "--set", "company.employees"]


def a_setting_without_a_field(folder: Path) -> list[str]:
    return ["estimate", "--set", "=300"]


def a_setting_with_half_a_quote(folder: Path) -> list[str]:
    return ["estimate", "--set", "name='Lantern Tea"]


def a_rule_for_dates_without_a_start(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("name: Lantern Tea\n")
    return ["check", str(folder / "profile.yaml"), "--by", "2027-06-30"]


def an_option_that_is_no_limit(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("name: Lantern Tea\n")
    return ["check", str(folder / "profile.yaml"), "--max", "half a year"]


def no_folder_to_write_to(folder: Path) -> list[str]:
    return [
        "estimate",
        "--set",
        "company.employees=300",
        "-o",
        str(folder / "reports" / "estimate.json"),
    ]


def a_region_without_the_library(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("calendar: SG\n")
    return ["estimate", str(folder / "profile.yaml")]


def a_phase_that_is_left_out(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("skip: [training]\n")
    return ["explain", str(folder / "profile.yaml"), "training"]


def a_claim_that_is_no_length(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("name: Lantern Tea\n")
    return ["explain", str(folder / "profile.yaml"), "--claim", "twelve weeks"]


def a_comparison_to_compare(folder: Path) -> list[str]:
    (folder / "saved.json").write_text('{"schema": "crmtimeline/compare/1"}\n')
    (folder / "profile.yaml").write_text("company: {employees: 300}\n")
    return ["compare", str(folder / "profile.yaml"), str(folder / "saved.json")]


def a_profile_to_verify(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("company: {employees: 300}\n")
    return ["verify", str(folder / "profile.yaml")]


def a_comparison_to_verify(folder: Path) -> list[str]:
    (folder / "saved.json").write_text('{"schema": "crmtimeline/compare/1"}\n')
    return ["verify", str(folder / "saved.json")]


def a_workbook_for_a_terminal(folder: Path) -> list[str]:
    return ["estimate", "--set", "company.employees=300", "-f", "xlsx"]


def a_text_for_word_without_the_library(folder: Path) -> list[str]:
    return ["estimate", "--set", "company.employees=300", "-o", str(folder / "quote.docx")]


def branded(folder: Path, brand: str) -> list[str]:
    """Write a brand, and return the command line of a page that shows it."""
    (folder / "brand.yaml").write_text(brand)
    page = ["-f", "html", "--brand", str(folder / "brand.yaml")]
    return ["estimate", "--set", "company.employees=300", *page]


def a_brand_of_a_misspelt_field(folder: Path) -> list[str]:
    return branded(folder, "acent: '#0f6b5c'\n")


def a_colour_that_yaml_takes_for_a_comment(folder: Path) -> list[str]:
    return branded(folder, "accent: #0f6b5c\n")


def a_colour_that_nobody_can_read(folder: Path) -> list[str]:
    return branded(folder, "accent: '#ffee00'\n")


def a_logo_that_is_a_web_page(folder: Path) -> list[str]:
    (folder / "logo.png").write_text("<!DOCTYPE html><title>Not found</title>")
    return branded(folder, "logo: logo.png\n")


def a_logo_as_for_a_poster(folder: Path) -> list[str]:
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MOST_LOGO_BYTES))
    return branded(folder, "logo: logo.png\n")


def dates_without_a_start(folder: Path) -> list[str]:
    (folder / "profile.yaml").write_text("company: {employees: 300}\n")
    return ["estimate", str(folder / "profile.yaml"), "-o", str(folder / "quote.ics")]


def a_table_without_a_header(folder: Path) -> list[str]:
    (folder / "deals.csv").write_text("")
    return ["batch", str(folder / "deals.csv")]


def a_table_with_a_column_twice(folder: Path) -> list[str]:
    (folder / "deals.csv").write_text("name,name\nRiverside,Lantern Tea\n")
    return ["batch", str(folder / "deals.csv")]


def a_table_without_line_ends(folder: Path) -> list[str]:
    (folder / "deals.csv").write_text("name," * MOST_BYTES)
    return ["batch", str(folder / "deals.csv")]


def a_folder_without_profiles(folder: Path) -> list[str]:
    return ["batch", str(folder)]


SITUATIONS: dict[Situation, str] = {
    no_such_file: "F101",
    a_folder: "F102",
    beneath_a_file: "F103",
    a_link_to_itself: "F103",
    a_pack_that_links_to_itself: "F103",
    a_pack_whose_name_holds_a_null: "F103",
    an_export_taken_for_a_profile: "F104",
    a_word_document: "F105",
    a_setting_without_a_value: "P116",
    a_setting_without_a_field: "P116",
    a_setting_with_half_a_quote: "P116",
    a_phase_that_is_left_out: "P117",
    a_region_without_the_library: "P121",
    a_claim_that_is_no_length: "P129",
    a_rule_for_dates_without_a_start: "G111",
    an_option_that_is_no_limit: "G112",
    dates_without_a_start: "P140",
    no_folder_to_write_to: "F106",
    a_comparison_to_compare: "F107",
    a_profile_to_verify: "F115",
    a_comparison_to_verify: "F116",
    a_table_without_a_header: "F117",
    a_table_with_a_column_twice: "F117",
    a_table_without_line_ends: "F118",
    a_folder_without_profiles: "F119",
    a_workbook_for_a_terminal: "F108",
    a_text_for_word_without_the_library: "F109",
    a_brand_of_a_misspelt_field: "F110",
    a_colour_that_yaml_takes_for_a_comment: "F111",
    a_colour_that_nobody_can_read: "F112",
    a_logo_that_is_a_web_page: "F113",
    a_logo_as_for_a_poster: "F114",
}


@pytest.mark.parametrize(
    ("situation", "code"), SITUATIONS.items(), ids=lambda each: getattr(each, "__name__", each)
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_file_can_show_is_an_error_too(
    situation: Situation,
    code: str,
    language: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As where the extras are not installed, and a terminal would show a workbook.
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setitem(sys.modules, "docx", None)
    if situation is a_workbook_for_a_terminal:  # what is imported meanwhile keeps this for good
        monkeypatch.setattr("crmtimeline.cli.screen.is_terminal", lambda stream: True)
    result = CliRunner().invoke(app, [*situation(tmp_path), "--lang", language])
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    (line,) = [line for line in result.stderr.splitlines() if code in line]
    places = {"P116": "--set:1: ", "P117": "PHASE: ", "P129": "--claim: ", "G112": "--max: "}
    places["F108"] = "<stdout>: "
    places["P140"] = "profile.yaml:1: "
    assert line.startswith(places.get(code, str(tmp_path)))
    assert re.search(f": \\S+ {code}: .", line)


def test_every_code_of_an_error_has_a_broken_file_or_a_situation() -> None:
    told_of = {OF_ERRORS.findall(issue)[0] for file in FILES for issue in expected(file).issues}
    codes = {key for key in en.TEXTS if OF_ERRORS.fullmatch(key)}
    assert codes == told_of | set(SITUATIONS.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_file_is_named_after_a_code_that_it_shows(file: Path) -> None:
    code, _, slug = file.stem.partition("-")
    assert any(issue.endswith(f" {code}") for issue in expected(file).issues)
    assert re.fullmatch("[a-z0-9.-]+", slug)
