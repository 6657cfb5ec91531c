"""Golden files: what the commands print, compared byte for byte with the files in tests/golden.

After a change that is meant, write them again and read the difference:

    python tests/cli/test_golden.py
"""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.run import app

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "golden"
VERSION = "0.0.0"
"""Stands in for the tool's version, so that a release changes no golden file."""

ESTIMATES = (
    ("three-fields", "en", 80, False),
    ("three-fields", "zh-CN", 80, False),
    ("three-fields", "zh-TW", 120, True),
    ("securities-firm", "en", 120, False),
    ("securities-firm", "zh-CN", 80, False),
    ("securities-firm", "zh-CN", 80, True),
    ("large-group", "en", 80, True),
    ("large-group", "en", 120, False),
    ("large-group", "zh-TW", 80, False),
    ("custom-simple-platform", "en", 80, False),
    ("custom-simple-platform", "zh-CN", 120, False),
    ("custom-simple-platform", "zh-TW", 80, True),
    ("retail-before-double-eleven", "zh-CN", 80, False),
    ("retail-before-double-eleven", "en", 120, True),
    ("half-way", "en", 80, False),
    ("half-way", "zh-TW", 120, False),
)
TODAY = ["--today", "2026-11-22"]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield each golden file's name and the command that prints it."""
    for name, language, width, ascii_only in ESTIMATES:
        options = ["--lang", language, "--width", str(width), *(["--ascii"] * ascii_only)]
        look = "-ascii" * ascii_only
        yield (
            f"estimate-{name}-{language}-{width}{look}.txt",
            ["estimate", example(name), *options, *TODAY],
        )
    for language in ("en", "zh-CN"):
        phase = [example("securities-firm"), "customization", "--lang", language]
        yield f"explain-securities-firm-customization-{language}.txt", ["explain", *phase]
        whole = [example("three-fields"), "--lang", language]
        yield f"explain-three-fields-{language}.txt", ["explain", *whole]
    yield (
        "explain-securities-firm-customization-en.md",
        [
            *(
                "explain",
                example("securities-firm"),
                "customization",
                "--lang",
                "en",
                "-f",
                "markdown",
            )
        ],
    )
    for name in ("three-fields", "medical-devices-taiwan", "half-way"):
        yield f"estimate-{name}.json", ["estimate", example(name), "-f", "json", *TODAY]
    chart = ["-f", "svg", "--lang", "zh-CN", *TODAY]
    yield "estimate-three-fields-zh-CN.svg", ["estimate", example("three-fields"), *chart]
    shop = ["estimate", example("retail-before-double-eleven"), *TODAY, "-f", "markdown"]
    yield "estimate-retail-zh-CN.md", shop
    yield "estimate-half-way-en.md", ["estimate", example("half-way"), *TODAY, "-f", "markdown"]
    yield from plans()
    yield from answers()
    for language in ("en", "zh-CN", "zh-TW"):
        yield f"init-{language}.yaml", ["init", "--lang", language]
    yield "init-custom-build-en.yaml", ["init", "--pack", "custom-build"]
    yield "rules-list.txt", ["rules", "list"]
    yield "rules-check.txt", ["rules", "check"]


def plans() -> Iterator[tuple[str, list[str]]]:
    """Yield the same of plans and calendars."""
    shop = ["estimate", example("retail-before-double-eleven"), *TODAY]
    yield "estimate-half-way.xml", ["estimate", example("half-way"), "-f", "mspdi", *TODAY]
    yield "estimate-retail-zh-TW.ics", [*shop, "-f", "ics", "--lang", "zh-TW"]
    yield "estimate-retail-zh-CN.mmd", [*shop, "-f", "mermaid"]


def answers() -> Iterator[tuple[str, list[str]]]:
    """Yield the same of commands that answer questions about estimates."""
    for language in ("en", "zh-CN", "zh-TW"):
        claim = [example("three-fields"), "--claim", "12w", "--lang", language]
        yield f"explain-three-fields-claim-{language}.txt", ["explain", *claim]
    claim = [example("securities-firm"), "--claim", "4m", "--lang", "en"]
    yield "explain-securities-firm-claim.md", ["explain", *claim, "-f", "markdown"]
    claim = [example("half-way"), "--claim", "2027-03-01"]
    yield "explain-half-way-claim.json", ["explain", *claim, "-f", "json"]
    shop = ["advise", example("retail-before-double-eleven"), "--target", "2027-10-15"]
    for name, language, width, target in (
        ("securities-firm", "en", 80, ["--target", "30w"]),
        ("three-fields", "zh-CN", 80, []),
        ("half-way", "zh-TW", 120, ["--target", "6m", "--confidence", "50"]),
    ):
        options = ["--lang", language, "--width", str(width), *target]
        yield f"advise-{name}-{language}-{width}.txt", ["advise", example(name), *options]
    yield "advise-retail-zh-CN.md", [*shop, "--lang", "zh-CN", "-f", "markdown"]
    yield "advise-retail.json", [*shop, "--lang", "zh-TW", "-f", "json"]
    firm = ["checklist", example("securities-firm")]
    for language, width in (("en", 120), ("zh-CN", 80), ("zh-TW", 80)):
        options = ["--lang", language, "--width", str(width)]
        yield f"checklist-securities-firm-{language}-{width}.txt", [*firm, *options]
    yield "checklist-securities-firm-zh-CN.md", [*firm, "--lang", "zh-CN", "-f", "markdown"]
    yield "checklist-half-way.json", ["checklist", example("half-way"), "-f", "json"]
    pair = [example("regional-distributor"), example("small-workshop")]
    for language, width in (("en", 80), ("zh-CN", 60), ("zh-TW", 120)):
        options = ["--lang", language, "--width", str(width)]
        yield f"compare-{language}-{width}.txt", ["compare", *pair, *options]
    several = [*pair, *map(example, ("custom-simple-platform", "retail-before-double-eleven"))]
    yield "compare-four-en-80.txt", ["compare", *several, "--lang", "en"]
    yield "compare-en.md", ["compare", *pair, "--lang", "en", "-f", "markdown"]
    yield "compare.json", ["compare", *several, "--lang", "en", "-f", "json"]
    again = ["verify", str(FOLDER / "estimate-half-way.json")]
    for language in ("en", "zh-CN", "zh-TW"):
        yield f"verify-half-way-{language}.txt", [*again, "--lang", language]
    yield "verify-half-way.md", [*again, "--lang", "en", "-f", "markdown"]
    yield "verify-half-way.json", [*again, "--lang", "en", "-f", "json"]
    yield from checks()


def checks() -> Iterator[tuple[str, list[str]]]:
    """Yield the same of the gate; its files are named as from the checkout's folder."""
    policy = ["--policy", "examples/policies/before-a-quote.yaml", "--report-only", *TODAY]
    shop = ["check", "examples/retail-before-double-eleven.yaml", "examples/three-fields.yaml"]
    for language, width in (("en", 80), ("zh-CN", 60), ("zh-TW", 80)):
        options = ["--lang", language, "--width", str(width)]
        yield f"check-{language}-{width}.txt", [*shop, *policy, "--max", "6m", *options]
    grown = ["check", "examples/large-group.yaml", "--against", "examples/instrument-maker.yaml"]
    for name, form, language in (
        ("check.json", "json", "en"),
        ("check.xml", "junit", "en"),
        ("check.md", "markdown", "en"),
        ("check-zh-TW.md", "markdown", "zh-TW"),
        ("check-github-zh-CN.txt", "github", "zh-CN"),
    ):
        options = ["--max", "104w@95", "--lang", language, "-f", form]
        yield name, [*grown, *policy, *options]


def example(name: str) -> str:
    """Return the path of an example."""
    return str(ROOT / "examples" / f"{name}.yaml")


def printed(arguments: list[str]) -> bytes:
    """Return what a command prints, its version replaced."""
    with (
        patch("crmtimeline.cli.loading.__version__", VERSION),
        patch("crmtimeline.cli.verifying.__version__", VERSION),
        patch("crmtimeline.__version__", VERSION),
        chdir(ROOT),
    ):
        result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.encode()


GOLDEN = dict(commands())


@pytest.mark.parametrize(("name", "arguments"), GOLDEN.items(), ids=GOLDEN)
def test_the_command_prints_its_golden_file(name: str, arguments: list[str]) -> None:
    found = printed(arguments).decode().splitlines(keepends=True)
    assert found == (FOLDER / name).read_bytes().decode().splitlines(keepends=True)


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(GOLDEN)


def main() -> None:
    """Write all golden files again."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.iterdir():
        if file.name not in GOLDEN:
            file.unlink()
    for name, arguments in GOLDEN.items():
        (FOLDER / name).write_bytes(printed(arguments))


if __name__ == "__main__":
    main()
