"""Issue lines: what is wrong and where, one line each, with a hint below where there is one."""

from collections.abc import Sequence

from crmtimeline.errors import Issue
from crmtimeline.model.strict import Language
from crmtimeline.render.layout import Line, Span
from crmtimeline.render.words import say, word


def issue_lines(issues: Sequence[Issue], language: Language) -> list[Line]:
    """Return `place: error CODE: sentence` for each issue, in the order given."""
    lines: list[Line] = []
    for issue in issues:
        lines.append(
            [
                Span(f"{issue.place}: "),
                Span(f"{word(issue.severity, language)} {issue.code}", issue.severity),
                Span(f": {say(issue.message, language)}"),
            ]
        )
        if issue.hint is not None:
            lines.append([Span(word("hint", language), "hint"), Span(say(issue.hint, language))])
    return lines
