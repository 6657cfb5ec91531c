"""Streams: input and output of the whole program, with every way that it can end."""

import fcntl
import io
import json
import os
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import crmtimeline
from crmtimeline.cli.run import app, run
from crmtimeline.errors import Exit

EXAMPLES = Path(__file__).parents[2] / "examples"
LARGE, SMALL = str(EXAMPLES / "large-group.yaml"), str(EXAMPLES / "three-fields.yaml")
PROGRAM = [sys.executable, "-m", "crmtimeline"]
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = (
    *("estimate", "explain", "init", "schema", "rules"),
    *("rules list", "rules show", "rules check", "rules sources"),
)


class Ended(NamedTuple):
    """How the program ended, and what it wrote."""

    code: object
    out: bytes
    err: bytes


class Streams:
    """Runs the program inside this process, on streams of an encoding."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def end(self, *arguments: str, encoding: str | None = None, stdin: bytes = b"") -> Ended:
        """Return how the program ended; an encoding is set as PYTHONIOENCODING does it."""
        if encoding is not None:
            self._patch.setenv("PYTHONIOENCODING", encoding)
        else:
            self._patch.delenv("PYTHONIOENCODING", raising=False)
        out, err = io.BytesIO(), io.BytesIO()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding or "latin-1"))
        self._patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding or "latin-1"))
        self._patch.setattr(sys, "argv", ["crmtimeline", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
        sys.stdout.flush()
        sys.stderr.flush()
        return Ended(ended.value.code or 0, out.getvalue(), err.getvalue())


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Streams:
    return Streams(monkeypatch)


def process(
    *arguments: str, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Return how a process of the program ended."""
    return subprocess.run(
        [*PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, check=False
    )


def on_terminal(arguments: Sequence[str], columns: int, **variables: str) -> str:
    """Return what a terminal of so many columns receives from the program."""
    terminal, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    unset = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "PYTHONIOENCODING")
    environment: Mapping[str, str] = {
        **{name: value for name, value in os.environ.items() if name not in unset},
        **{"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
        **variables,
    }
    running = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    received = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        received += piece
    os.close(terminal)
    running.wait()
    return received.decode().replace("\r\n", "\n")


# Terminals


def test_a_terminal_gets_styles_and_the_same_text_as_a_pipe() -> None:
    shown = on_terminal(["estimate", LARGE], 80)
    assert "\x1b[1m" in shown
    assert re.search("\x1b\\[[0-9;]*35m", shown), "critical phases have a colour"
    plain = "\n".join(line.rstrip() for line in STYLE.sub("", shown).split("\n"))
    assert plain == CliRunner().invoke(app, ["estimate", LARGE]).stdout


def test_no_color_takes_all_colours_away() -> None:
    shown = on_terminal(["estimate", LARGE], 80, NO_COLOR="1")
    assert not re.search("\x1b\\[[0-9;]*[34][0-7]", shown)
    assert STYLE.sub("", shown).startswith("Northern Rivers Holding")


def test_a_dumb_terminal_gets_plain_text() -> None:
    assert "\x1b" not in on_terminal(["estimate", LARGE], 80, TERM="dumb")


@pytest.mark.parametrize(("columns", "used"), [(40, 60), (80, 80), (300, 160)])
def test_a_terminal_is_filled_between_60_and_160_columns(columns: int, used: int) -> None:
    lines = STYLE.sub("", on_terminal(["estimate", LARGE], columns)).split("\n")
    assert used - 3 <= max(map(cell_len, lines)) <= used, "a longer line would wrap"


def test_errors_on_a_terminal_have_colours_and_obey_no_text(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text('"[bold]\\x1b[31mevil[/]": 1\n')
    shown = on_terminal(["estimate", str(file)], 200)
    assert "'[bold]\\u001b[31mevil[/]'" in STYLE.sub("", shown)
    assert "\x1b[1;31m" in shown
    assert "\x1b[31mevil" not in shown


def test_only_a_terminal_asks_the_locale(tmp_path: Path) -> None:
    traditional = {"LANG": "C.UTF-8", "LC_ALL": "zh_HK.UTF-8"}
    assert "CRM 專案 | " in on_terminal(["estimate", "--trials", "100"], 80, **traditional)
    document = on_terminal(["estimate", "-f", "json", "--trials", "100"], 80, **traditional)
    assert json.loads(document)["language"] == "en"
    file = tmp_path / "estimate.txt"
    on_terminal(["estimate", "-o", str(file), "--trials", "100"], 80, **traditional)
    assert file.read_text(encoding="utf-8").startswith("CRM project | ")


# Pipes and files


@pytest.mark.parametrize(
    "arguments",
    [
        ["estimate", LARGE],
        ["estimate", LARGE, "-f", "json"],
        ["explain", LARGE],
        ["rules", "sources"],
        ["init"],
        ["--version"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_nobody_complains_when_the_reader_of_a_pipe_is_gone(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = process(*arguments, stdout=writer)
    os.close(writer)
    assert ended.stderr == b""


def test_errors_keep_their_exit_code_when_nobody_reads_them() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = process("estimate", "no-such-file.yaml", stderr=writer)
    os.close(writer)
    assert ended.returncode == Exit.INPUT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("arguments", [["estimate", SMALL], ["init"]], ids=" ".join)
def test_a_full_disk_is_no_bug_of_the_program(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = process(*arguments, stdout=full.fileno())
    assert ended.returncode == Exit.INPUT
    assert b"F106" in ended.stderr


def test_a_profile_may_come_from_standard_input(program: Streams) -> None:
    written = Path(SMALL).read_bytes()
    from_input = json.loads(program.end("estimate", "-", "-f", "json", stdin=written).out)
    from_file = json.loads(program.end("estimate", SMALL, "-f", "json").out)
    origins = [each.pop("origin")["file"] for each in (from_input, from_file)]
    assert origins == [None, "three-fields.yaml"]
    assert from_input == from_file
    refused = program.end("estimate", "-", stdin=b"company:\n  employes: 3\n")
    assert refused.code == Exit.INPUT
    assert refused.err.startswith(b"<stdin>:2:3: error P101: ")


def test_a_file_gets_the_same_bytes_as_a_pipe(program: Streams, tmp_path: Path) -> None:
    document, text = tmp_path / "estimate.json", tmp_path / "estimate.txt"
    assert program.end("estimate", LARGE, "-o", str(document)) == (0, b"", b"")
    assert document.read_bytes() == program.end("estimate", LARGE, "-f", "json").out
    assert program.end("estimate", LARGE, "-o", str(text), "--lang", "zh-CN") == (0, b"", b"")
    assert text.read_bytes() == program.end("estimate", LARGE, "--lang", "zh-CN").out


def test_the_format_wins_over_the_ending_of_the_file(program: Streams, tmp_path: Path) -> None:
    file = tmp_path / "estimate.json"
    program.end("estimate", SMALL, "-f", "terminal", "-o", str(file))
    assert file.read_text(encoding="utf-8").startswith("CRM project | ")


def test_the_ending_of_the_file_counts_for_explain_too(program: Streams, tmp_path: Path) -> None:
    file = tmp_path / "estimate.json"
    program.end("explain", SMALL, "-o", str(file))
    assert json.loads(file.read_bytes())["schema"] == "crmtimeline/estimate/1"


def test_a_file_that_cannot_be_written_is_an_error(program: Streams, tmp_path: Path) -> None:
    file = tmp_path / "no" / "estimate.json"
    ended = program.end("estimate", SMALL, "-o", str(file))
    assert (ended.code, ended.out) == (Exit.INPUT, b"")
    assert ended.err.decode().startswith(f"{file}: error F106: ")
    assert not file.parent.exists()


def test_an_error_leaves_the_old_file_as_it_was(program: Streams, tmp_path: Path) -> None:
    file = tmp_path / "estimate.json"
    file.write_text("old")
    ended = program.end("estimate", SMALL, "--set", "deployment=mars", "-o", str(file))
    assert ended.code == Exit.INPUT
    assert [each.name for each in tmp_path.iterdir()] == ["estimate.json"]
    assert file.read_text() == "old"


# Encodings of consoles


@pytest.mark.parametrize("language", ["en", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("encoding", ["gbk", "big5", "cp1252", "ascii"])
def test_a_console_gets_substitutes_for_what_it_cannot_show(
    encoding: str, language: str, program: Streams
) -> None:
    for arguments, code in (
        (["estimate", LARGE], Exit.DONE),
        (["explain", LARGE, "migration"], Exit.DONE),
        (["rules", "sources"], Exit.DONE),
        (["init"], Exit.DONE),
        (["estimate", SMALL, "--set", "deployment=火星", "--set", "name=é😀"], Exit.INPUT),
    ):
        ended = program.end(*arguments, "--lang", language, encoding=encoding)
        whole = program.end(*arguments, "--lang", language)
        assert ended.code == whole.code == code
        assert b"Traceback" not in ended.err
        assert len(ended.out.splitlines()) == len(whole.out.splitlines())
        assert (ended.out + ended.err).decode(encoding)


def test_a_console_without_blocks_draws_with_ascii(program: Streams) -> None:
    ascii_only = program.end("estimate", LARGE, "--ascii").out
    assert program.end("estimate", LARGE, encoding="ascii").out == ascii_only
    assert program.end("estimate", LARGE, encoding="cp1252").out == ascii_only


def test_a_pipe_is_utf_8_whatever_the_locale_says(program: Streams) -> None:
    assert "█" in program.end("estimate", LARGE).out.decode("utf-8")
    assert b"\r" not in program.end("estimate", LARGE).out


# Ways to end


def test_done_is_0_and_a_wrong_command_line_2(program: Streams) -> None:
    assert program.end("estimate", SMALL).code == 0
    for arguments in (["estimat"], ["--no-such-option"], ["estimate", "--trials", "1"], []):
        ended = program.end(*arguments)
        assert ended.code == Exit.USAGE
        assert b"Usage: crmtimeline" in ended.out + ended.err


def test_a_bug_says_that_it_is_one(program: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("[bold]no\x1b[31mred")

    monkeypatch.setattr("crmtimeline.cli.loading.estimate_of", fail)
    ended = program.end("estimate", SMALL)
    assert (ended.code, ended.out) == (Exit.BUG, b"")
    assert b"bug in crmtimeline, not in your input: RuntimeError: [bold]no\\u001b[31m" in ended.err
    assert b"--debug" in ended.err
    assert b"Traceback" not in ended.err
    for arguments in (["--debug", "estimate", SMALL], ["estimate", SMALL, "--debug"]):
        assert b"Traceback" in program.end(*arguments).err


def test_the_version_is_that_of_the_package(program: Streams) -> None:
    expected = f"crmtimeline {crmtimeline.__version__}\n".encode()
    assert process("--version").stdout == expected
    assert program.end("--version", "--debug").out == expected
    document = json.loads(program.end("estimate", SMALL, "-f", "json").out)
    assert document["tool"]["version"] == crmtimeline.__version__


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_shows_an_example(command: str, program: Streams) -> None:
    ended = program.end(*command.split(), "--help")
    assert ended.code == 0
    assert re.search(rf"^  Example: crmtimeline {command}", ended.out.decode(), re.MULTILINE)
