"""Settings that `advise` prints: each can be pasted into a shell, and means what it says."""

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from test_advise import FIRM, SHOP, document, estimate, settings, shown

from crmtimeline.model.strict import LANGUAGES
from crmtimeline.render.words import word

PACK = """format: 1
id: odd
version: "1"
title: {en: Odd}
inputs:
  how:
    levels: [EASY, "$(hard)"]
    weights: {EASY: 0.5, "$(hard)": 0.5}
    lever: {acts: both}
    cite: {basis: assumed, note: for this test}
  count:
    number: {min: 0}
    weights: {1000000: 0.5, 2000000: 0.5}
    lever: {acts: vendor, step: -1000}
    cite: {basis: assumed, note: for this test}
phases:
  a: {weeks: {low: 20, high: 40}, cite: {basis: assumed, note: for this test}}
modifiers:
  how:
    reads: how
    levels: {EASY: 0.5, "$(hard)": 1}
    applies_to: {all: 1}
    cite: {basis: assumed, note: for this test}
  count:
    reads: count
    curve: {1200000: 0.5, 1300000: 1}
    applies_to: {all: 1}
    cite: {basis: assumed, note: for this test}
"""
LEVELS = [
    *("quite easy", "true", "false", "null", "no", "12", "1e3", "0300", "~", "2027-01-04"),
    *("a: b", "# x", "- y", "it's", 'say "so"', "back\\slash", "[x]", "*b", "!t", "`tick`", "a=b"),
    *("高", "客户：高", " before", "after ", "two\nlines", "tab\there", "\u202e", "$HOME", "-n"),
]


def odd(folder: Path, level: str) -> tuple[str, ...]:
    """Return arguments that name a pack with an easiest level, and a profile at the other."""
    pack, profile = folder / "odd.yaml", folder / "profile.yaml"
    pack.write_text(PACK.replace("EASY", json.dumps(level)), encoding="utf-8")
    profile.write_text('count: 1234567\nhow: "$(hard)"\n')
    return str(profile), "--pack", str(pack)


def pasted(command: str) -> list[str]:
    """Return the arguments that a POSIX shell makes of a command's."""
    made = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {command}"], check=True, capture_output=True, encoding="utf-8"
    )
    return made.stdout.split("\0")[:-1]


def on_screen(text: str, language: str = "en") -> str:
    """Return the settings that a screen shows, as one would copy them."""
    begins = text.index(word("goal_settings", language)) + len(word("goal_settings", language))  # type: ignore[arg-type]
    found = re.match(r"(?:.*\\\n)*.*\n", text[begins:])
    assert found
    return found[0]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_of_any_text_can_be_set_as_it_is_printed(level: str, tmp_path: Path) -> None:
    options = (*odd(tmp_path, level), "--target", "5w")
    goal = document(*options)["goal"]
    assert goal["changes"] == {"how": level, "count": 1233567}
    by_list = [part for each in goal["settings"] for part in ("--set", each)]
    page = re.search("^```sh\n(.*)\n```$", shown(*options, "-f", "markdown"), re.MULTILINE)
    assert page
    for arguments in (
        by_list,
        settings(goal["changes"]),
        pasted(on_screen(shown(*options))),
        pasted(page[1]),
    ):
        changed = estimate(*options[:-2], *arguments)
        assert changed["profile"]["given"] == goal["changes"]
        assert changed["total"]["weeks"]["p80"] == goal["weeks"]


@pytest.mark.parametrize(("file", "target"), [(FIRM, "33w"), (SHOP, "9w"), (SHOP, "33w")])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_setting_is_broken_by_the_width(
    file: str, target: str, language: str, width: int
) -> None:
    options = ("--lang", language, "--target", target)
    goal = document(file, *options)["goal"]
    copied = on_screen(shown(file, *options, "--width", str(width)), language)
    assert max(cell_len(line) for line in copied.splitlines()) <= width
    arguments = pasted(copied)
    assert [*pairwise(arguments)][::2] == [("--set", each) for each in goal["settings"]]
    assert estimate(file, *arguments)["total"]["weeks"]["p80"] == goal["weeks"]


def test_each_lever_has_its_setting() -> None:
    for lever in document(SHOP)["levers"]:
        (setting,) = lever["settings"]
        given: Any = estimate(SHOP, "--set", setting)["profile"]["given"]
        for part in lever["id"].split("."):
            given = given[part]
        assert given == lever["changes"][lever["id"]]
