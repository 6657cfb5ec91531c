"""Profile verified: the profile of a saved estimate against the file that it was read from."""

from pathlib import Path

from crmtimeline.cli.loading import bytes_of
from crmtimeline.engine.documents import Differences
from crmtimeline.errors import InputError
from crmtimeline.files.overrides import override
from crmtimeline.files.profiles import as_given
from crmtimeline.files.saved import SavedFile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.verify import ProfileVerified


def verified_profile(saved: SavedFile, folder: Path, option: str | None) -> ProfileVerified:
    """Return the saved profile against its file: the one named, else the one beside the estimate.

    What the command line set is set again. Raises InputError where the file cannot be read.
    """
    file = option if option is not None else _beside(saved, folder)
    if file is None:
        return ProfileVerified(None, "not_compared", ())
    tree, slips = override(read_tree(*bytes_of(file)), saved.estimate.origin.settings)
    if slips:
        raise InputError(slips)
    differences = Differences()
    differences.find(saved.tree.value, as_given(tree.value))
    changes = tuple(differences.changed)
    return ProfileVerified(Path(file).name, "changed" if changes else "same", changes)


def _beside(saved: SavedFile, folder: Path) -> str | None:
    """Return the file of a profile where it lies in the folder of its estimate."""
    name = saved.estimate.origin.file
    if name is None or Path(name).name != name:
        return None
    try:
        return str(folder / name) if (folder / name).is_file() else None
    except (OSError, ValueError):  # no name that a file can have
        return None
