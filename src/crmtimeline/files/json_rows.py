"""JSON rows: the lines of a JSON Lines file in which anything stands."""

from collections.abc import Iterator
from pathlib import Path

from crmtimeline.files.lines import NumberedLine
from crmtimeline.files.written_rows import JsonRow


def json_rows(lines: Iterator[NumberedLine], file: str, folder: Path) -> Iterator[JsonRow]:
    """Yield a row for each line that is not empty."""
    for number, data in lines:
        text = data if data is None else data.strip()
        if text != b"":
            yield JsonRow(file, folder, number, text)
