"""Disk: bytes in from a file, and out to one whole or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES
from pathlib import Path
from typing import BinaryIO

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.yaml_tree import MOST_BYTES


def read_bytes(path: Path, name: str, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes, one more than `most` at most; `name` is what people call it.

    Raises InputError F101 (no such file), F102 (a directory) or F103 (unreadable).
    """
    with reading(path, name) as file:
        return file.read(most + 1)


@contextmanager
def reading(path: Path, name: str) -> Iterator[BinaryIO]:
    """Yield a file to read from; raises InputError as `read_bytes`."""
    try:
        with path.open("rb") as file:
            yield file
            return
    except FileNotFoundError:
        code = "F101"
    except IsADirectoryError:
        code = "F102"
    except (OSError, ValueError):
        code = "F103"
    raise InputError([Issue(Message(code), Place(name))])


def write_text(path: Path, text: str) -> None:
    """Write a text to a file in UTF-8, whole or not at all; `write_bytes` says how."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise _unwritten(path, type(error).__name__) from None
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole: an existing one is replaced at once or stays as it was.

    Raises InputError F106 where it cannot be written, or is marked as not to be.
    """
    with drafted(path) as write:
        write(data)


@contextmanager
def drafted(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Yield what writes to a hidden draft, which takes the place of the file at the end.

    What ends in an exception leaves the file as it was. Raises InputError as `write_bytes`.
    """
    with _told(path):
        file, draft = _opened(path)

    def write(data: bytes) -> None:
        with _told(path):
            file.write(data)
            file.flush()

    try:
        yield write
        with _told(path):
            file.close()
            if draft is not None:
                draft.chmod(path.stat().st_mode & 0o777 if path.exists() else _usual_mode())
                draft.replace(path)
    finally:
        with suppress(OSError):
            file.close()
        if draft is not None:
            draft.unlink(missing_ok=True)


def _opened(path: Path) -> tuple[BinaryIO, Path | None]:
    """Return the draft of a file, or a device or link itself: either stays one."""
    import tempfile

    if path.is_symlink() or (path.exists() and not path.is_file()):
        return path.open("wb"), None
    _check_writable(path)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    return os.fdopen(handle, "wb"), Path(draft)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell why a file cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _unwritten(path, getattr(error, "strerror", None) or type(error).__name__) from None


def _check_writable(path: Path) -> None:
    """Raise PermissionError for a file that nobody may write, or not this user.

    A draft could replace either, and an administrator may write all.
    """
    if path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        raise PermissionError(EACCES, os.strerror(EACCES))


def _unwritten(path: Path, reason: str) -> InputError:
    return InputError([Issue(Message("F106", {"reason": reason}), Place(str(path)))])


def _usual_mode() -> int:
    """Return the mode a new file gets: a draft is made for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
