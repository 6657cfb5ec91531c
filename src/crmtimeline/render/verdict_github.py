"""Verdict for GitHub: workflow commands that a run shows as annotations of the files' lines.

A command is one line, so line breaks, and what separates its parts, are encoded in a person's text.
"""

from collections.abc import Iterator

from crmtimeline.errors import Place
from crmtimeline.model.strict import Language
from crmtimeline.model.verdict import Check
from crmtimeline.render.layout import visible
from crmtimeline.render.verdicts import found, message, summary, told
from crmtimeline.render.words import say


def annotations(check: Check) -> str:
    """Return a line for each rule failed, each error and each note, and a last word on all."""
    lines = [*_lines(check, check.language), _data(summary(check))]
    return "".join(f"{line}\n" for line in lines)


def _lines(check: Check, language: Language) -> Iterator[str]:
    for each in check.errors:
        yield _command("error", each.place, each.code, told(each, language))
    for profile in check.profiles:
        for each in profile.errors:
            yield _command("error", each.place, each.code, told(each, language))
        for rule in profile.rules:
            if rule.outcome == "fail":
                command = "error" if rule.action == "deny" else "warning"
                texts = [found(rule, language), *message(rule)]
                yield _command(command, rule.place, rule.rule, *texts)
        for note in profile.notes:
            yield _command("notice", Place(profile.file), "", say(note, language))


def _command(name: str, place: Place, title: str, *texts: str) -> str:
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": title}
    listed = ",".join(f"{key}={_property(str(each))}" for key, each in properties.items() if each)
    return f"::{name} {listed}::{'%0A'.join(map(_data, texts))}"


def _data(text: str) -> str:
    """Return a text as the message of a command takes it."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
