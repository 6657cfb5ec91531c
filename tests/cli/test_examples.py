"""Examples: each estimates as it should and keeps the claim that it mirrors."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.strict import LANGUAGES

FOLDER = Path(__file__).parents[2] / "examples"
FILES = sorted(FOLDER.glob("*.yaml"))
by_name = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

MONTH = 52 / 12
CLAIMS = {
    "regional-distributor": ("S1.13", 3 * MONTH, 6 * MONTH),
    "small-workshop": ("S1.14", 2 * MONTH, 3 * MONTH),
    "large-group": ("S1.16", 104, 520),
    "saas-standard-needs": ("S2.1", MONTH, 3 * MONTH),
    "instrument-maker": ("S2.2", 6 * MONTH, 12 * MONTH),
    "custom-simple-platform": ("S3.12", 4 * MONTH, 6 * MONTH),
    "custom-complex-platform": ("S3.13", 8 * MONTH, 12 * MONTH),
    "three-fields": ("S1.13", 3 * MONTH, 6 * MONTH),
}
"""The row that an example mirrors and the weeks that it claims for the whole, where it does."""


def estimate_of(file: Path) -> dict[str, Any]:
    """Return the estimate of an example as JSON has it."""
    result = CliRunner().invoke(app, ["estimate", str(file), "-f", "json"])
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    estimate: dict[str, Any] = json.loads(result.stdout)
    return estimate


@by_name
def test_an_example_warns_of_nothing_but_years_without_a_decree(file: Path) -> None:
    assert {warning["code"] for warning in estimate_of(file)["warnings"]} <= {"W107"}


@by_name
def test_an_example_begins_with_its_schema_and_its_story(file: Path) -> None:
    first, *rest = file.read_text(encoding="utf-8").splitlines()
    pack = read_tree(file.read_bytes(), file.name).value.get("pack", "packaged")
    schema = "profile.json" if pack == "packaged" else f"profile-{pack}.json"
    assert first == f"# yaml-language-server: $schema=../rules/schema/{schema}"
    story = [line for line in rest if line.startswith("#")]
    assert 2 <= len(story) <= 4
    assert re.search(r"\bS[1-5]\.[0-9]+", " ".join(story))


@pytest.mark.parametrize(("name", "claim"), CLAIMS.items(), ids=CLAIMS)
def test_the_middle_of_an_example_lies_in_the_claim_it_mirrors(
    name: str, claim: tuple[str, float, float]
) -> None:
    row, low, high = claim
    file = FOLDER / f"{name}.yaml"
    assert row in file.read_text(encoding="utf-8")
    assert low <= estimate_of(file)["total"]["weeks"]["p50"] <= high


def test_customization_at_the_securities_firm_takes_about_three_months() -> None:
    phases = {
        phase["id"]: phase for phase in estimate_of(FOLDER / "securities-firm.yaml")["phases"]
    }
    assert 2.5 * MONTH <= phases["customization"]["duration"]["p50"] <= 3.5 * MONTH


def test_three_fields_are_enough() -> None:
    written = read_tree((FOLDER / "three-fields.yaml").read_bytes(), "three-fields.yaml").value
    assert list(written) == ["company", "customization", "deployment"]
    assert list(written["company"]) == ["employees"]


def test_examples_speak_every_language_and_use_both_packs() -> None:
    profiles = [read_tree(file.read_bytes(), file.name).value for file in FILES]
    assert {profile.get("language", "en") for profile in profiles} == set(LANGUAGES)
    assert {profile.get("pack", "packaged") for profile in profiles} == {"packaged", "custom-build"}
