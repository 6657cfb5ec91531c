"""Saving: estimates in JSON in a folder of their own, changed by hand, and verified."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit

PROFILE = """\
name: Lantern Tea
pack: own.yaml
start: 2027-01-04
company: {employees: 300}
data: {quality: poor, records: 300000}
"""
PACK = """\
format: 1
id: own
version: "1"
extends: packaged
title: {en: Own rules}
phases:
  migration: {weeks: {low: 2, high: 5}, cite: {basis: assumed, note: for this test}}
"""


class Folder:
    """A folder with a profile, its own pack, and estimates made of them in few trials."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("tea.yaml", PROFILE)
        self.write("own.yaml", PACK)

    def write(self, name: str, text: str) -> str:
        """Write a file and return its path."""
        (self.path / name).write_text(text, encoding="utf-8")
        return str(self.path / name)

    def save(self, *options: str, profile: str = "tea.yaml", name: str = "quote.json") -> str:
        """Save the estimate of a profile and return the path of the file."""
        file = str(self.path / name)
        arguments = [str(self.path / profile), "-o", file, "--trials", "300", *options]
        result = CliRunner().invoke(app, ["estimate", *arguments])
        assert result.exit_code == Exit.DONE, result.output
        return file

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a part of a file that stands there once."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        self.write(name, text.replace(old, new))


def forge(file: str, change: Callable[[Any], object]) -> str:
    """Change a saved estimate by hand and return its path."""
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    change(document)
    Path(file).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def put(*path: Any, value: object) -> Callable[[Any], None]:
    """Return what puts a value at a path of a document."""

    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        document[path[-1]] = value

    return change


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """Return how `verify` ended."""
    return CliRunner().invoke(app, ["verify", *arguments], input=stdin)


def found(*arguments: str, code: Exit) -> Any:
    """Return what `verify` answers in JSON, ending with a code."""
    result = run(*arguments, "-f", "json")
    assert (result.exit_code, result.stderr) == (code, ""), result.output
    return json.loads(result.stdout)
