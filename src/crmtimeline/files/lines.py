"""Lines: the lines of a stream as bytes, one at a time, whatever its size."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crmtimeline.files.yaml_tree import MOST_BYTES

BOM = b"\xef\xbb\xbf"


class NumberedLine(NamedTuple):
    """A line with its number, from 1 on; None is one that is longer than a profile may be."""

    number: int
    data: bytes | None


def numbered_lines(readline: Callable[[int], bytes]) -> Iterator[NumberedLine]:
    """Yield the lines that `readline` reads; of one that is too long nothing is kept."""
    number = 0
    while data := readline(MOST_BYTES + 1):
        number += 1
        if len(data) <= MOST_BYTES:
            yield NumberedLine(number, data.removeprefix(BOM) if number == 1 else data)
            continue
        while data and not data.endswith(b"\n"):
            data = readline(MOST_BYTES)
        yield NumberedLine(number, None)
