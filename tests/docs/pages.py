"""Pages: the Markdown pages of the repository, and what makes them true.

A `console` block holds commands (`$ crmtimeline ...`, and `$ sed -i ...` for what a person edits)
with what they print, and a `pycon` block a session of Python. A `yaml` block whose first line is
`# name.yaml` is a file that they may use, beside the folders of the checkout. What stands between
`<!-- name -->` and `<!-- end -->` is generated.
"""

import io
import re
import shlex
import subprocess
import sys
from code import InteractiveConsole
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit

ROOT = Path(__file__).parents[2]
README, README_ZH, RULES = ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "rules/README.md"
SCHEMAS = {
    ROOT / "rules/schema/profile.json": ("profile",),
    ROOT / "rules/schema/profile-custom-build.json": ("profile", "--pack", "custom-build"),
    ROOT / "rules/schema/pack.json": ("pack",),
    ROOT / "rules/schema/calendar.json": ("calendar",),
    ROOT / "rules/schema/policy.json": ("policy",),
    ROOT / "rules/schema/brand.json": ("brand",),
    ROOT / "rules/schema/estimate.json": ("estimate",),
    ROOT / "rules/schema/advise.json": ("advise",),
    ROOT / "rules/schema/claim.json": ("claim",),
    ROOT / "rules/schema/checklist.json": ("checklist",),
    ROOT / "rules/schema/compare.json": ("compare",),
    ROOT / "rules/schema/batch.json": ("batch",),
    ROOT / "rules/schema/check.json": ("check",),
    ROOT / "rules/schema/verify.json": ("verify",),
}
"""The published schemas and the arguments of `crmtimeline schema` that print them."""

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYCON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
YAML_FILE = re.compile(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GENERATED = re.compile(r"^<!-- ([a-z-]+) -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
HEAD = " | head -"

Generators = Mapping[str, Callable[[], str]]


def fresh(page: Path, generators: Generators) -> str:
    """Return the text that a page should have: commands run again, generated parts made again."""
    text = page.read_text(encoding="utf-8")
    text = GENERATED.sub(
        lambda found: f"<!-- {found[1]} -->\n{generators[found[1]]()}<!-- end -->", text
    )
    with TemporaryDirectory() as folder, chdir(folder):
        for name, content in files_of(text).items():
            Path(name).write_text(content, encoding="utf-8")
        for name in ("examples", "rules"):
            Path(name).symlink_to(ROOT / name)
        text = CONSOLE.sub(lambda found: f"```console\n{_again(found[1])}```", text)
        return PYCON.sub(lambda found: f"```pycon\n{_session(found[1])}```", text)


def files_of(text: str) -> dict[str, str]:
    """Return the files that a page shows, by name."""
    return {found[1]: found[2] for found in YAML_FILE.finditer(text)}


def commands(text: str) -> Iterator[str]:
    """Yield every command of a page."""
    for block in CONSOLE.findall(text):
        yield from (line.removeprefix(PROMPT) for line in block.splitlines() if _is_command(line))


def schema(arguments: tuple[str, ...]) -> str:
    """Return what `crmtimeline schema` prints."""
    result = CliRunner().invoke(app, ["schema", *arguments])
    assert result.exit_code == Exit.DONE, result.output
    return result.stdout


def accuracy() -> str:
    """Return the table of `tests/benchmarks/accuracy.py`."""
    script = ROOT / "tests/benchmarks/accuracy.py"
    result = subprocess.run(
        [sys.executable, script], check=True, capture_output=True, encoding="utf-8"
    )
    head, table, *_ = result.stdout.split("\n\n")
    return f"```text\n{head}\n\n{table}\n```\n"


def _again(block: str) -> str:
    """Return a block with its commands and what they print now."""
    shown, code = [], 0
    for line in block.splitlines():
        if not _is_command(line):
            continue
        shown.append(line)
        command = line.removeprefix(PROMPT)
        if command == "echo $?":
            shown.append(str(code))
        else:
            command, _, most = command.partition(HEAD)
            program, *arguments = shlex.split(command)
            if program == "sed":
                subprocess.run([program, *arguments], check=True)
                continue
            assert program == "crmtimeline", line
            result = CliRunner().invoke(app, arguments)
            code = result.exit_code
            shown += result.output.splitlines()[: int(most) if most else None]
    return "".join(f"{line.rstrip()}\n" for line in shown)


def _session(block: str) -> str:
    """Return a session of Python with what it prints now; a block ends where a statement begins."""
    shown, open_block, console = "", False, InteractiveConsole()
    for line in [*block.splitlines(), ">>> "]:
        if line.startswith((">>> ", "... ")):
            with redirect_stdout(io.StringIO()) as printed:
                if open_block and line.startswith(">>> "):
                    console.push("")
            shown += printed.getvalue()
            with redirect_stdout(io.StringIO()) as printed:
                open_block = console.push(line[4:])
            shown += f"{line}\n{printed.getvalue()}"
    return shown.removesuffix(">>> \n")


def _is_command(line: str) -> bool:
    return line.startswith(PROMPT)
