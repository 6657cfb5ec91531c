"""Chain: a file of rules and those that it extends, found by id on a shelf or by path."""

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import NamedTuple

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.shape import PACK_CODES, close_to, wrong_type
from crmtimeline.files.yaml_tree import Tree, read_tree


@dataclass(frozen=True)
class RulesFile:
    """One file of a chain, where it lies and what it holds."""

    path: FilePath
    tree: Tree


class Shelf(NamedTuple):
    """Where files are found by id: a folder of the shipped rules, and the code for none found."""

    folder: str
    unknown: str

    def file(self, name: str) -> FilePath:
        """Return the file of an id, shipped or not."""
        return rules_folder() / self.folder / f"{name}.yaml"

    def has(self, name: str) -> bool:
        """Whether a file of this id is shipped."""
        return self.file(name).is_file()

    def known(self) -> list[str]:
        """Return the ids of the shipped files; not every file beside a pack is one."""
        files = sorted((rules_folder() / self.folder).glob("*.yaml"))
        return [file.stem for file in files if b"\nformat:" in b"\n" + file.read_bytes()]


def read_chain(
    reference: str, beside: FilePath, written: Place, shelf: Shelf
) -> tuple[RulesFile, ...]:
    """Return the file of a reference and those it extends, parents first.

    Paths are relative to the folder `beside`, and `written` is where the reference stands. Raises
    InputError where a file is not found, cannot be read, or extends itself (R119).
    """
    files: list[RulesFile] = []
    seen: set[FilePath] = set()
    while True:
        path, name = _locate(reference, beside, written, shelf)
        data = read_bytes(path, name)  # before anything else asks for the path: it may be no path
        if path.resolve() in seen:
            raise InputError([Issue(Message("R119", {"pack": reference}), written)])
        seen.add(path.resolve())
        tree = read_tree(data, name)
        files.insert(0, RulesFile(path, tree))
        parent = tree.value.get("extends")
        if parent is None:
            return tuple(files)
        written = tree.at("extends")
        if not isinstance(parent, str):
            message, hint = wrong_type(PACK_CODES["type"], ["text"], parent)
            raise InputError([Issue(message, written, hint)])
        reference, beside = parent, path.parent


def _locate(reference: str, beside: FilePath, written: Place, shelf: Shelf) -> tuple[FilePath, str]:
    """Return the file of a reference and what people call it."""
    if reference.endswith((".yaml", ".yml")) or "/" in reference:
        path = beside / reference
        return path, str(path)
    if not shelf.has(reference):
        known = shelf.known()
        message = Message(shelf.unknown, {"name": reference, "known": known})
        raise InputError([Issue(message, written, close_to(reference, known))])
    path = shelf.file(reference)
    return path, "/".join(filter(None, ["rules", shelf.folder, path.name]))
