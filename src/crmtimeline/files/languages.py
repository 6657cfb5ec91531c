"""Languages: which texts of a pack lack one (R118 in a shipped pack, W104 in a user's)."""

from collections.abc import Iterator
from typing import Any, Literal

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.sources import load_checklist, load_sources
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.strict import LANGUAGES, Language


def check_languages(pack: LoadedPack) -> Iterator[Issue]:
    """Yield an issue for each text of a pack, its sources or its checklist that lacks one."""
    shipped = pack.files[-1].path.resolve().parent == rules_folder()
    code, severity = ("R118", "error") if shipped else ("W104", "warning")
    for tree in (pack.tree, load_sources(pack)[1], load_checklist(pack)[1]):
        for path, missing in _incomplete(tree.value, ()):
            if not shipped and path[-1] == "note":
                continue  # a note in one language is how most people write one
            yield _issue(code, severity, tree, path, missing)


def _issue(code: str, severity: Any, tree: Tree, path: Path, missing: list[Language]) -> Issue:
    kind: Literal["error", "warning"] = severity
    return Issue(Message(code, {"language": missing}), tree.key(*path), severity=kind)


def _incomplete(value: Any, path: Path) -> Iterator[tuple[Path, list[Language]]]:
    if isinstance(value, dict):
        if any(isinstance(value.get(language), str) for language in LANGUAGES):
            missing = [language for language in LANGUAGES if not value.get(language)]
            if missing:
                yield path, missing
            return
        for key, each in value.items():
            if key == "note" and isinstance(each, str):
                yield (*path, key), list(LANGUAGES[1:])
            elif not (path and path[0] == "cases" and key == "profile"):
                yield from _incomplete(each, (*path, key))
