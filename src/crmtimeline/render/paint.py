"""Paint: styled lines onto a terminal; the only place that knows colours.

Colours are of the sixteen that every terminal maps for its own background, and nothing is said by
colour alone.
"""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from crmtimeline.render.layout import Line, visible

STYLES = {
    "strong": "bold",
    "faint": "dim",
    "bar": "cyan",
    "bar-p80": "cyan",
    "bar-p90": "cyan dim",
    "critical": "magenta",
    "critical-p80": "magenta",
    "critical-p90": "magenta dim",
    "whole": "bold",
    "whole-p80": "",
    "whole-p90": "dim",
    "done": "green",
    "now": "bold",
    "ask": "italic",
    "warning": "bold red",
    "error": "bold red",
    "hint": "cyan",
    "good": "green",
    "bad": "bold red",
}


def paint(lines: Sequence[Line], console: Console) -> None:
    """Print the lines; the console drops what its terminal cannot show."""
    text = Text(no_wrap=True, overflow="ignore")
    for line in lines:
        painted = Text()
        for span in line:
            painted.append(visible(span.text), STYLES.get(span.style, ""))
        painted.rstrip()
        text.append(painted).append("\n")
    console.print(text, soft_wrap=True, end="")
