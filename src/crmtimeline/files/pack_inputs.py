"""Checks of a pack's inputs and presets: usual values that fit, in an order that can be searched.

R103 and R109 values that an input cannot have, R110 bounds out of order, R112 presets out of order,
R113 no usual value, R120 levels and number, R122 a distribution that does not fit, R125 a name that
is taken, R126 a level listed twice.
"""

from collections.abc import Iterator
from itertools import pairwise

from crmtimeline.errors import Issue, Message, Path, Place
from crmtimeline.files.shape import brief, close_to, level_hint
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.inputs import Bounds, Input, Usual
from crmtimeline.model.pack import EMPLOYEES, LOAD, SIZE, USERS, Pack
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.strict import Value

NUMBERS = (EMPLOYEES, USERS, LOAD)
"""Inputs that the program itself reads, as numbers."""

COLUMNS = ("common_cause", "project_spread", "milestones")
"""Names that random columns have: an input of such a name would share one."""


def check_inputs(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield what is wrong with the inputs."""
    for name, declared in pack.inputs.items():
        path = ("inputs", name)
        yield from _name(pack, tree, name)
        if name in NUMBERS and declared.level_values is not None:
            wants = {"key": "levels", "input": name, "wants": Message("wants_number")}
            yield Issue(Message("R122", wants), tree.key(*path))
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
        if is_level(level, tuple(levels[:at])):
            yield Issue(Message("R126", {"level": level}), tree.at(*path, "levels", at))


def check_presets(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield what is wrong with the presets."""
    most_users = 0.0
    for (name, preset), (following, larger) in pairwise(pack.presets.items()):
        most_users = max(most_users, preset.users.high if preset.users else 0.0)
        if (
            preset.employees.high >= larger.employees.high
            or preset.employees.low > larger.employees.low
            or (larger.users is not None and larger.users.high <= most_users)
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
                if not usual.is_given:
                    yield Issue(Message("R113", {"input": key}), tree.key(*path))
                yield from _usual(usual, pack.inputs[key], tree, path)


def _name(pack: Pack, tree: Tree, name: str) -> Iterator[Issue]:
    """Yield an issue where a dotted name cannot be a field of a profile beside all others."""
    parts = name.split(".")
    above = [".".join(parts[:count]) for count in range(1, len(parts))]
    taken = parts[0] in (*ProfileKeys.model_fields, *COLUMNS) or name == SIZE
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
    """Yield what is wrong with a usual value and the distribution about it."""
    written: list[tuple[Path, Value]] = [(("weights", each), each) for each in usual.weights or ()]
    if usual.assume is not None:
        written.append((("assume",), usual.assume))
        if usual.weights and not usual.weights.get(usual.assume):
            message = Message("R109", {"level": usual.assume, "input": path[-1]})
            yield Issue(message, tree.key(*path, "assume"))
    for part, value in written:
        yield from _possible(value, part[0], declared, path[-1], tree.key(*path, *part))
    if usual.range is None:
        return
    place = tree.key(*path, "range")
    if declared.level_values is not None:
        wants = {"key": "range", "input": path[-1], "wants": Message("wants_number")}
        yield Issue(Message("R122", wants), place)
        return
    for end in (usual.range.low, usual.range.high):
        yield from _out_of_bounds(end, declared, place)


def _possible(value: Value, key: str, declared: Input, name: str, place: Place) -> Iterator[Issue]:
    """Yield an issue for a value that the input cannot have."""
    levels = declared.level_values
    if levels is not None:
        if not is_level(value, levels):
            message = Message("R109", {"level": value, "input": name})
            yield Issue(message, place, level_hint(value, levels))
    elif not isinstance(value, float):
        wants = {"key": key, "input": name, "wants": Message("is_number")}
        yield Issue(Message("R122", wants), place)
    else:
        yield from _out_of_bounds(value, declared, place)


def _out_of_bounds(value: float, declared: Input, place: Place) -> Iterator[Issue]:
    bounds = declared.number or Bounds()
    if bounds.min is not None and value < bounds.min:
        yield Issue(Message("R103", {"got": brief(value), "bound": f">= {bounds.min:g}"}), place)
    elif bounds.max is not None and value > bounds.max:
        yield Issue(Message("R103", {"got": brief(value), "bound": f"<= {bounds.max:g}"}), place)


def is_level(value: object, levels: tuple[bool | str, ...]) -> bool:
    """Whether a value is a level; 1 is not true."""
    return any(value == level and type(value) is type(level) for level in levels)
