"""Column names: fields of a profile by dotted name, checked against the inputs of a pack.

Issues: P101 and F117.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from crmtimeline.errors import Issue, Message, Place
from crmtimeline.files.plain_tree import plain_tree
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.shape import close_to
from crmtimeline.files.written_rows import nested
from crmtimeline.model.pack import Pack
from crmtimeline.model.profile import ProfileKeys


def clash(names: Sequence[str]) -> Message | None:
    """Return that two columns say the same, or one says it of a group and one of a part of it."""
    for name, count in Counter(each for each in names if each).items():
        if count > 1 or any(each.startswith(f"{name}.") for each in names):
            return Message("F117", {"problem": Message("csv_clash", {"column": name})})
    return None


def unknown(names: Sequence[str], keep: Sequence[str], pack: Pack, place: Place) -> Iterator[Issue]:
    """Yield an issue P101 for each column that no profile has, and each to keep that is none.

    `pack` is that of profiles that name none; where they may, rows tell what they do not have.
    """
    for name in keep:
        if name not in names:
            yield Issue(Message("P101", {"key": name}), place, close_to(name, names))
    fields = [name for name in names if name and name not in keep]
    if "pack" not in fields:
        yield from _strange(fields, pack, place)


def is_field(name: str, pack: Pack) -> bool:
    """Whether profiles of a pack have such a field."""
    return not any(_strange([name], pack, Place("")))


def _strange(names: Sequence[str], pack: Pack, place: Place) -> list[Issue]:
    """Return an issue for each name that is neither a fixed key nor an input."""
    inputs = [each for each in names if each.split(".")[0] not in ProfileKeys.model_fields]
    nothing = nested((name, None) for name in inputs)
    return check_profile(pack, plain_tree(nothing, str(place)))[1]
