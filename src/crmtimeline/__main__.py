"""The program's entry: answers `--version` at once, and starts the commands for all else."""

import sys

from crmtimeline import __version__


def main() -> None:
    """Run the program on the command line's arguments and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"crmtimeline {__version__}\n")
        return
    from crmtimeline.cli.run import run  # noqa: PLC0415 # the version needs none of it

    run()


if __name__ == "__main__":
    main()
