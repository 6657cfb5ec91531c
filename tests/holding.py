"""Holding: profiles, policies and baselines to check in few trials, and how that ended."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit

TRIALS = ["--trials", "300"]
PROFILE = """name: Lantern Tea
company: {employees: 300}
customization: moderate
skip: [acceptance]
start: 2027-01-04
deadline: 2027-08-31
"""
LIGHT = PROFILE.replace("moderate", "light")


def write(folder: Path, name: str, text: str) -> str:
    """Write a file and return its path."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


def policy(folder: Path, *rules: str) -> str:
    """Write a policy whose rules are called a, b and so on, and return its path."""
    lines = (f"  {chr(ord('a') + at)}: {{{rule}}}\n" for at, rule in enumerate(rules))
    return write(folder, "policy.yaml", "rules:\n" + "".join(lines))


def save(folder: Path, name: str, profile: str, *options: str) -> str:
    """Write the estimate of a profile in JSON and return its path."""
    file = str(folder / name)
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    given = write(folder, "saved.yaml", profile)
    arguments = ["estimate", given, "-o", file, *TRIALS, *options]
    assert CliRunner().invoke(app, arguments).exit_code == Exit.DONE
    return file


def check(*arguments: str, stdin: str | None = None) -> Result:
    """Return how `check` ended."""
    return CliRunner().invoke(app, ["check", *arguments, *TRIALS], input=stdin)


def checked(*arguments: str) -> Any:
    """Return what `check` prints as JSON."""
    return json.loads(check(*arguments, "-f", "json").stdout)
