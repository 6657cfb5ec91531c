"""Output file: whatever goes wrong, the file that was there before stays, in every format."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.render import FORMATS

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "retail-before-double-eleven.yaml")
by_format = pytest.mark.parametrize("name", ["terminal", *FORMATS])


@contextmanager
def room_for(count: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def written(file: Path, name: str) -> Result:
    """Return how it ended to write an estimate in a format to a file."""
    arguments = [
        "estimate",
        EXAMPLE,
        "--today",
        "2026-11-22",
        "--lang",
        "en",
        "-f",
        name,
        "-o",
        str(file),
    ]
    return CliRunner().invoke(app, arguments)


def check_failed(result: Result, file: Path, reason: str) -> None:
    """Check that a command said why it could not write, and nothing else."""
    assert result.exit_code == Exit.INPUT
    assert result.stdout == ""
    assert result.stderr == f"{file}: error F106: the output cannot be written: {reason}\n"


@by_format
def test_a_folder_that_is_missing_is_not_made(tmp_path: Path, name: str) -> None:
    file = tmp_path / "missing" / "quote"
    check_failed(written(file, name), file, "No such file or directory")
    assert list(tmp_path.iterdir()) == []


@by_format
def test_a_read_only_file_stays_as_it_was(tmp_path: Path, name: str) -> None:
    file = tmp_path / "quote"
    file.write_bytes(b"old")
    file.chmod(0o444)
    check_failed(written(file, name), file, "Permission denied")
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"old", [file])


@by_format
def test_on_a_full_disk_the_old_file_stays_and_no_draft_is_left(tmp_path: Path, name: str) -> None:
    file = tmp_path / "quote"
    file.write_bytes(b"old")
    with room_for(100):
        result = written(file, name)
    check_failed(result, file, "File too large")
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"old", [file])
