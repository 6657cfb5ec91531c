"""Checks of a pack's inputs and presets: usual values that fit, in an order that can be searched.

R108 and R109 labels and weights by level, R112 presets out of order, R113 no usual value, R122 a
distribution that does not fit, R125 a name that cannot be written in a profile.
"""

from collections.abc import Iterator
from itertools import pairwise

from crmtimeline.errors import Issue, Message, Path, Place
from crmtimeline.files.shape import brief, close_to, level_hint
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.inputs import Bounds, Input, Usual
from crmtimeline.model.pack import EMPLOYEES, SIZE, Pack
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.strict import Value


def check_inputs(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield what is wrong with the inputs."""
    for name, declared in pack.inputs.items():
        path = ("inputs", name)
        yield from _name(pack, tree, name)
        yield from _bounds(declared, tree, path)
        if declared.levels is not None and declared.number is not None:
            yield Issue(Message("R120", {"keys": ["levels", "number"]}), tree.key(*path))
        yield from _usual(declared, declared, tree, path)
        if not (declared.is_given or declared.otherwise or _in_all_presets(pack, name)):
            yield Issue(Message("R113", {"input": name}), tree.key(*path))
        for level in declared.labels or {}:
            if level not in (declared.level_values or ()):
                message = Message("R109", {"level": level, "input": name})
                yield Issue(message, tree.key(*path, "labels", level))


def _bounds(declared: Input, tree: Tree, path: Path) -> Iterator[Issue]:
    """Yield an issue for bounds that leave nothing, and for a level that is listed twice."""
    bounds = declared.number
    if bounds and bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
        yield Issue(Message("R110"), tree.key(*path, "number"))
    levels = declared.levels or []
    for at, level in enumerate(levels):
        if _is_level(level, tuple(levels[:at])):
            yield Issue(Message("R126", {"level": level}), tree.at(*path, "levels", at))


def check_presets(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield what is wrong with the presets."""
    for (name, preset), (following, larger) in pairwise(pack.presets.items()):
        users = [each.users.high for each in (preset, larger) if each.users is not None]
        if (
            preset.employees.high >= larger.employees.high
            or preset.employees.low > larger.employees.low
            or (len(users) == 2 and users[0] >= users[1])  # both state users
        ):
            message = Message("R112", {"preset": following, "before": name})
            yield Issue(message, tree.key("presets", following))
    for name, preset in pack.presets.items():
        for key, usual in preset.inputs.items():
            path = ("presets", name, "inputs", key)
            if key not in pack.inputs or key == SIZE:
                hint = close_to(key, pack.inputs)
                yield Issue(Message("R105", {"input": key}), tree.key(*path), hint)
            else:
                yield from _usual(usual, pack.inputs[key], tree, path)


def _name(pack: Pack, tree: Tree, name: str) -> Iterator[Issue]:
    """Yield an issue where a dotted name cannot be a field of a profile beside all others."""
    parts = name.split(".")
    above = [".".join(parts[:count]) for count in range(1, len(parts))]
    taken = parts[0] in ProfileKeys.model_fields or name == SIZE
    if taken or not all(parts) or any(group in pack.inputs for group in above):
        yield Issue(Message("R125", {"input": name}), tree.key("inputs", name))


def _in_all_presets(pack: Pack, name: str) -> bool:
    """Whether every company falls in a preset, and each preset says what is usual."""
    if name == EMPLOYEES:
        return False
    return (
        bool(pack.presets)
        and EMPLOYEES in pack.inputs
        and all(name in preset.inputs for preset in pack.presets.values())
    )


def _usual(usual: Usual, declared: Input, tree: Tree, path: Path) -> Iterator[Issue]:
    levels, name = declared.level_values, path[-1]
    written: list[tuple[Path, Value]] = [(("weights", each), each) for each in usual.weights or ()]
    if usual.assume is not None:
        written.append((("assume",), usual.assume))
    for part, value in written:
        place = tree.key(*path, *part)
        if levels is None and not isinstance(value, float):
            message = Message(
                "R122", {"key": part[0], "input": name, "wants": Message("is_number")}
            )
            yield Issue(message, place)
        elif levels is None and isinstance(value, float):
            yield from _out_of_bounds(value, declared, place)
        elif levels is not None and not _is_level(value, levels):
            yield Issue(
                Message("R109", {"level": value, "input": name}), place, level_hint(value, levels)
            )
    if usual.range is not None and levels is not None:
        message = Message("R122", {"key": "range", "input": name, "wants": Message("wants_number")})
        yield Issue(message, tree.key(*path, "range"))


def _out_of_bounds(value: float, declared: Input, place: Place) -> Iterator[Issue]:
    bounds = declared.number or Bounds()
    if bounds.min is not None and value < bounds.min:
        yield Issue(Message("R103", {"got": brief(value), "bound": f">= {bounds.min:g}"}), place)
    elif bounds.max is not None and value > bounds.max:
        yield Issue(Message("R103", {"got": brief(value), "bound": f"<= {bounds.max:g}"}), place)


def _is_level(value: object, levels: tuple[bool | str, ...]) -> bool:
    """Whether a value is a level; 1 is not true."""
    return any(value == level and type(value) is type(level) for level in levels)
