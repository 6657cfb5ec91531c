"""Batch sources: profiles from folders, globs, tables and standard input, in the order given."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from crmtimeline.cli.loading import STANDARD_INPUT
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.csv_rows import CsvFile
from crmtimeline.files.disk import reading
from crmtimeline.files.json_rows import json_rows
from crmtimeline.files.lines import NumberedLine, numbered_lines
from crmtimeline.files.written_rows import ProfileRow, WrittenRow
from crmtimeline.model.pack import Pack

CSV, JSON_LINES, PROFILES = (".csv",), (".jsonl", ".ndjson"), (".yaml", ".yml")
"""Endings of files."""


@dataclass
class Meter:
    """How many bytes have been read, and of how many; None where nobody can know."""

    done: int = 0
    total: int | None = 0

    def expect(self, file: Path) -> None:
        """Add what there is to read in a file."""
        known = self.total is not None and file.is_file()
        self.total = (self.total or 0) + file.stat().st_size if known else None

    def lines(self, stream: BinaryIO) -> Iterator[NumberedLine]:
        """Yield the lines of a stream, and count what is read of them."""

        def readline(size: int) -> bytes:
            data = stream.readline(size)
            self.done += len(data)
            return data

        return numbered_lines(readline)


class Source(Protocol):
    """Where profiles come from."""

    def check(self, pack: Pack, keep: Sequence[str]) -> Iterator[Issue]:
        """Yield what is wrong before any row. Raises InputError where nothing can be read."""

    def rows(self) -> Iterator[WrittenRow]:
        """Yield the profiles."""


def sources_of(arguments: Sequence[str], meter: Meter) -> list[Source]:
    """Return the sources that arguments name. Raises InputError F119 for an empty one."""
    return [source for argument in arguments for source in _sources_in(argument, meter)]


def _sources_in(argument: str, meter: Meter) -> Iterator[Source]:
    if argument == STANDARD_INPUT:
        yield _StandardInput(meter)
        return
    for file in _files_in(argument):
        meter.expect(file)
        yield (
            _OneProfile(file, meter)
            if _ending(file) not in CSV + JSON_LINES
            else _Table(file, meter)
        )


def _files_in(argument: str) -> list[Path]:
    path = Path(argument)
    if path.is_dir():
        inside = (file for file in path.iterdir() if not file.name.startswith("."))
        files = [file for file in inside if _ending(file) in PROFILES]
    elif has_magic(argument) and not path.exists():
        found = glob(argument, recursive=True)  # noqa: PTH207 # absolute patterns too
        files = [file for file in map(Path, found) if not file.is_dir()]
    else:
        files = [path]
    if not files:
        raise InputError([Issue(Message("F119"), Place(argument))])
    return sorted(files)


def _ending(file: Path) -> str:
    return file.suffix.lower()


class _OneProfile:
    """A file of one profile."""

    def __init__(self, file: Path, meter: Meter) -> None:
        self._file, self._meter = file, meter

    def check(self, pack: Pack, keep: Sequence[str]) -> Iterator[Issue]:
        yield from ()

    def rows(self) -> Iterator[WrittenRow]:
        self._meter.done += self._file.stat().st_size if self._file.is_file() else 0
        yield ProfileRow(str(self._file))


class _Table:
    """A file of many, in CSV or JSON Lines."""

    def __init__(self, file: Path, meter: Meter) -> None:
        self._file, self._meter = file, meter

    def check(self, pack: Pack, keep: Sequence[str]) -> Iterator[Issue]:
        with reading(self._file, str(self._file)) as stream:
            if _ending(self._file) in CSV:
                yield from self._csv(Meter().lines(stream)).unknown(pack, keep)

    def rows(self) -> Iterator[WrittenRow]:
        with reading(self._file, str(self._file)) as stream:
            lines = self._meter.lines(stream)
            if _ending(self._file) in CSV:
                yield from self._csv(lines).rows()
            else:
                yield from json_rows(lines, str(self._file), self._file.parent)

    def _csv(self, lines: Iterator[NumberedLine]) -> CsvFile:
        return CsvFile(lines, str(self._file), self._file.parent)


class _StandardInput:
    """Many from standard input: JSON Lines where the first line begins with a brace, else CSV."""

    def __init__(self, meter: Meter) -> None:
        name = "<stdin>"
        if sys.stdin is None:
            raise InputError([Issue(Message("F103"), Place(name))])
        meter.total = None
        lines = meter.lines(sys.stdin.buffer)
        first = next((each for each in lines if each.data is None or each.data.strip()), None)
        lines = chain([] if first is None else [first], lines)
        as_json = first is not None and (first.data or b"").lstrip().startswith(b"{")
        self._csv = None if as_json else CsvFile(lines, name, Path())
        self._rows = self._csv.rows() if self._csv else json_rows(lines, name, Path())

    def check(self, pack: Pack, keep: Sequence[str]) -> Iterator[Issue]:
        if self._csv is not None:
            yield from self._csv.unknown(pack, keep)

    def rows(self) -> Iterator[WrittenRow]:
        return iter(self._rows)
