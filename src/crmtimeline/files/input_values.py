"""Input values: the part of a profile that the pack declares, checked and by dotted name.

Systems may be listed or counted under `integrations`; both become `integrations.load`.
"""

from collections.abc import Mapping
from typing import Any

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.shape import brief, close_to, key_hint, level_hint, wrong_type
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.inputs import MOST, Bounds, Input
from crmtimeline.model.pack import LOAD, SIZE, Pack
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.strict import Value

COUNT, SYSTEMS = "integrations.count", "integrations.systems"
USUAL_INTERFACE = "standard"


class InputReader:
    """Reads the inputs of one profile; collects issues, and the path of each input found."""

    def __init__(self, pack: Pack, tree: Tree, prefix: Path) -> None:
        self.issues: list[Issue] = []
        self.paths: dict[str, Path] = {}
        self._pack, self._tree, self._prefix = pack, tree, prefix
        self._declared = dict(pack.inputs)
        if pack.presets:
            self._declared[SIZE] = Input(levels=list(pack.presets))

    def read(self, given: Mapping[Any, Any]) -> dict[str, Value]:
        """Return the inputs that a profile gives, by dotted name."""
        inputs: dict[str, Value] = {}
        self._walk(given, (), inputs)
        if LOAD in self._declared:
            self._integrations(inputs)
        return inputs

    def _walk(self, given: Mapping[Any, Any], above: Path, inputs: dict[str, Value]) -> None:
        for key, value in given.items():
            path = (*above, key)
            name = ".".join(str(part) for part in path)
            if isinstance(key, str) and "." in key:
                self._unknown_key(path)
            elif name in (COUNT, SYSTEMS) and LOAD in self._declared:
                self.paths[name] = (*self._prefix, *path)
            elif name in self._declared:
                self._take(name, value, path, inputs)
            elif any(known.startswith(f"{name}.") for known in self._declared):
                if isinstance(value, dict):
                    self._walk(value, path, inputs)
                elif value is not None:
                    self._wrong_type(["mapping"], value, path)
            else:
                self._unknown_key(path)

    def _take(self, name: str, value: Any, path: Path, inputs: dict[str, Value]) -> None:
        if value is None:
            return
        before = len(self.issues)
        self.check(self._declared[name], name, value, path)
        if len(self.issues) == before:
            inputs[name] = value
            self.paths[name] = (*self._prefix, *path)

    def check(self, declared: Input, name: str, value: Any, path: Path) -> None:
        """Note what is wrong with the value of an input."""
        levels = declared.level_values
        if levels is None:
            self._check_number(declared.number or Bounds(), value, path)
            return
        if not isinstance(value, bool | str) or (
            isinstance(value, str) and not any(isinstance(level, str) for level in levels)
        ):
            only_booleans = all(isinstance(level, bool) for level in levels)
            self._wrong_type(["boolean" if only_booleans else "text"], value, path)
        elif not any(value == level and type(value) is type(level) for level in levels):
            message = Message("P104", {"got": brief(value), "input": name, "allowed": list(levels)})
            self._add(message, path, level_hint(value, levels))

    def _check_number(self, bounds: Bounds, value: Any, path: Path) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self._wrong_type(["number"], value, path)
            return
        least = -MOST if bounds.min is None else bounds.min
        most = MOST if bounds.max is None else bounds.max
        if not least <= value <= most:
            bound = f">= {least:g}" if value < least else f"<= {most:g}"
            self._add(Message("P103", {"got": brief(value), "bound": bound}), path)

    def _integrations(self, inputs: dict[str, Value]) -> None:
        """Turn listed or counted systems into their load."""
        group = tuple(LOAD.split(".")[:-1])
        counted, listed = (self._written(name) for name in (COUNT, SYSTEMS))
        load: float | None = None
        if counted is not None:
            before = len(self.issues)
            self._check_number(Bounds(min=0), counted, (*group, "count"))
            load = float(counted) if len(self.issues) == before else None
        if listed is not None:
            load = self._load_of(listed, (*group, "systems"))
            if isinstance(listed, list) and counted not in (None, len(listed)):
                values = {"count": counted, "listed": len(listed)}
                self._add(Message("P110", values), (*group, "count"))
        if load is None:
            return
        if LOAD in inputs and inputs[LOAD] != load:
            self._add(Message("P111"), (*group, "load"))
        self.paths[LOAD] = self.paths[SYSTEMS if listed is not None else COUNT]
        before = len(self.issues)
        path = (*group, "systems" if listed is not None else "count")
        self._check_number(self._declared[LOAD].number or Bounds(), load, path)
        if len(self.issues) == before:
            inputs[LOAD] = load

    def _written(self, name: str) -> Any:
        return self._tree.value_at(*self.paths[name]) if name in self.paths else None

    def _load_of(self, systems: Any, path: Path) -> float | None:
        if not isinstance(systems, list):
            self._wrong_type(["list"], systems, path)
            return None
        before = len(self.issues)
        weights = [self._interface(system, (*path, at)) for at, system in enumerate(systems)]
        return sum(weights) if len(self.issues) == before else None

    def _interface(self, system: Any, path: Path) -> float:
        """Return what one listed system counts."""
        if not isinstance(system, dict):
            self._wrong_type(["mapping"], system, path)
            return 0.0
        for key, value in system.items():
            if key not in ("name", "interface"):
                self._add(
                    Message("P101", {"key": key}),
                    (*path, key),
                    close_to(key, ("name", "interface")),
                    on_key=True,
                )
            elif not isinstance(value, str):
                self._wrong_type(["text"], value, (*path, key))
        interfaces = self._pack.inputs[LOAD].interfaces
        kind = system.get("interface")
        if interfaces is None or kind is None:
            return (interfaces or {}).get(USUAL_INTERFACE, 1.0)
        if isinstance(kind, str) and kind not in interfaces:
            values = {"got": brief(kind), "input": "interface", "allowed": list(interfaces)}
            self._add(Message("P104", values), (*path, "interface"), close_to(kind, interfaces))
        return interfaces.get(kind, 0.0) if isinstance(kind, str) else 0.0

    def _unknown_key(self, path: Path) -> None:
        group = ".".join(str(part) for part in path[:-1])
        known = [
            name.removeprefix(f"{group}.").split(".")[0]
            for name in (*self._declared, COUNT, SYSTEMS)
            if not group or name.startswith(f"{group}.")
        ]
        known += [] if group else list(ProfileKeys.model_fields)
        self._add(Message("P101", {"key": path[-1]}), path, key_hint(path[-1], known), on_key=True)

    def _wrong_type(self, expected: list[str], value: Any, path: Path) -> None:
        message, hint = wrong_type("P102", expected, value)
        self._add(message, path, hint)

    def _add(
        self, message: Message, path: Path, hint: Message | None = None, *, on_key: bool = False
    ) -> None:
        full = (*self._prefix, *path)
        place = self._tree.key(*full) if on_key else self._tree.at(*full)
        self.issues.append(Issue(message, place, hint))
