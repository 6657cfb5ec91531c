"""Digests of the JSON of every example under many seeds, to compare one environment with another.

Run: python tests/properties/digests.py > digests.txt
"""

from datetime import date
from hashlib import sha256
from pathlib import Path

from crmtimeline import estimate, load_profile
from crmtimeline.render.json_document import estimate_json

EXAMPLES = Path(__file__).parents[2] / "examples"
SEEDS = range(1, 21)
TODAY = date(2026, 11, 22)


def main() -> None:
    """Print a line for each example and seed."""
    for example in sorted(EXAMPLES.glob("*.yaml")):
        profile = load_profile(example)
        for seed in SEEDS:
            text = estimate_json(estimate(profile, seed=seed, today=TODAY))
            print(example.stem, seed, sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    main()
