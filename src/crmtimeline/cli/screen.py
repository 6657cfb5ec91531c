"""Screen: lines and texts to standard output, a file or standard error."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import typer

from crmtimeline.errors import Exit, InputError, Issue, Message, Place
from crmtimeline.model.strict import Language
from crmtimeline.render.glyphs import ASCII, BLOCKS, Glyphs
from crmtimeline.render.layout import Line, Span, plain
from crmtimeline.render.words import say

PIPE_WIDTH = 80
WIDEST = 160
"""Columns beyond which lines are hard to read."""

NARROWEST = 60


@dataclass
class Speech:
    """The language that errors are told in; a profile may settle it on the way."""

    language: Language


@contextmanager
def speaking(language: Language) -> Iterator[Speech]:
    """Tell every issue that ends the command, in the language known by then, and leave with 3."""
    speech = Speech(language)
    try:
        yield speech
    except InputError as error:
        show_issues(error.issues, speech.language)
        raise typer.Exit(Exit.INPUT) from None


def show_lines(lines: Sequence[Line], output: str | None = None) -> None:
    """Print lines, painted on a terminal and plain elsewhere, or write them to a file."""
    if output is None and is_terminal(sys.stdout):
        with writing(sys.stdout):
            _paint(lines, sys.stdout)
    else:
        show_text(plain(lines), output)


def show_text(text: str, output: str | None = None) -> None:
    """Print a text as it is, or write it to a file."""
    if output is not None:
        from crmtimeline.files.disk import write_text

        write_text(Path(output), text)
        return
    with writing(open_stream(sys.stdout, "<stdout>")):
        sys.stdout.write(text)


def show_bytes(data: bytes, output: str | None = None) -> None:
    """Write bytes to a file, or to standard output unless that is a terminal.

    Raises InputError F108 for a terminal.
    """
    if output is not None:
        from crmtimeline.files.disk import write_bytes

        write_bytes(Path(output), data)
        return
    stream = open_stream(sys.stdout, "<stdout>")
    if is_terminal(stream):
        raise InputError([Issue(Message("F108"), Place("<stdout>"))])
    with writing(stream):
        stream.buffer.write(data)


def show_issues(issues: Sequence[Issue], language: Language) -> None:
    """Print issues on standard error."""
    from crmtimeline.render.issue_lines import issue_lines

    _show_errors(issue_lines(issues, language))


def show_problem(message: Message, language: Language) -> None:
    """Print one sentence on standard error."""
    _show_errors([[Span("crmtimeline: ", "error"), Span(say(message, language))]])


def show_beside(lines: Sequence[Line]) -> None:
    """Print lines on standard error, beside what standard output is for."""
    _show_errors(lines)


def columns(width: int | None, output: str | None = None) -> int:
    """Return the columns to use: those asked for, else the terminal's, else those of a pipe."""
    if width is not None:
        return width
    if output is not None or not is_terminal(sys.stdout):
        return PIPE_WIDTH
    return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


def glyphs(ascii_only: bool, output: str | None = None) -> Glyphs:
    """Return what to draw with: blocks, unless unwanted or unknown to the console's encoding."""
    if output is None and not ascii_only:
        try:
            "".join(BLOCKS).encode(getattr(sys.stdout, "encoding", None) or "ascii")
        except (UnicodeEncodeError, LookupError):
            return ASCII
    return ASCII if ascii_only else BLOCKS


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there, and a terminal."""
    return stream is not None and stream.isatty()


def open_stream(stream: TextIO | None, name: str) -> TextIO:
    """Return a standard stream. Raises InputError F106 where the process was given none."""
    if stream is None:
        raise InputError([Issue(Message("F106", {"reason": "closed"}), Place(name))])
    return stream


@contextmanager
def writing(stream: TextIO) -> Iterator[None]:
    """Write to a stream to its end; who closed it early has seen enough, a full disk is an error.

    Raises InputError F106.
    """
    try:
        yield
        stream.flush()
    except OSError as error:
        # What is left in the buffer would fail once more when python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            message = Message("F106", {"reason": error.strerror})
            raise InputError([Issue(message, Place(stream.name))]) from None


def _show_errors(lines: Sequence[Line]) -> None:
    if sys.stderr is None:
        return
    with suppress(InputError), writing(sys.stderr):  # the exit code still tells
        if sys.stderr.isatty():
            _paint(lines, sys.stderr)
        else:
            sys.stderr.write(plain(lines))


def _paint(lines: Sequence[Line], stream: TextIO) -> None:
    from rich.console import Console

    from crmtimeline.render.paint import paint

    paint(lines, Console(file=stream, highlight=False, emoji=False, markup=False))
