"""Asked: what the command line says of all profiles of a check, and so of their baselines."""

from typing import NamedTuple

from crmtimeline.cli.loading import Loaded, estimate_of, load_tree
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.estimate import Estimate


class Asked(NamedTuple):
    """How profiles are estimated, and what they are compared with."""

    pack: str | None
    language: str | None
    trials: int
    seed: int
    today: str | None
    against: str | None

    def load(self, tree: Tree, file: str) -> Loaded:
        """Return the profile of a tree with its pack. Raises InputError."""
        return load_tree(tree, file, self.pack, self.language, None, [])

    def estimate(self, loaded: Loaded) -> Estimate:
        """Return the estimate of what was loaded. Raises InputError."""
        return estimate_of(loaded, self.trials, self.seed, self.today)
