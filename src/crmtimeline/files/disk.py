"""Disk: bytes in from a file, and out to one whole or not at all."""

import os
from errno import EACCES
from pathlib import Path

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.yaml_tree import MOST_BYTES


def read_bytes(path: Path, name: str, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes, one more than `most` at most; `name` is what people call it.

    Raises InputError F101 (no such file), F102 (a directory) or F103 (unreadable).
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
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
    import tempfile

    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.write_bytes(data)  # a device or link stays one
            return
        _check_writable(path)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else _usual_mode())
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)
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
