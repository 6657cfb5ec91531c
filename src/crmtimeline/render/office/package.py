"""Package: the bytes of an office document, a zip that is the same whenever it is made."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = datetime(1980, 1, 1)
"""When every document was made, as far as it says: the first day that a zip can hold."""

LONGEST_PROPERTY = 255
"""Characters of a property of a document."""


def collected(write: Callable[[BinaryIO], object]) -> bytes:
    """Return what is written to a file that is kept in memory."""
    buffer = BytesIO()
    write(buffer)
    return buffer.getvalue()


def undated(package: bytes) -> bytes:
    """Return a zip whose files all have the same day, in the same order."""
    with ZipFile(BytesIO(package)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]

    def write(file: BinaryIO) -> None:
        with ZipFile(file, "w", ZIP_DEFLATED) as new:
            for name, data in parts:
                new.writestr(ZipInfo(name, MADE.timetuple()[:6]), data, ZIP_DEFLATED)

    return collected(write)
