"""The command's front door: answers `--version` before anything else is imported."""

from __future__ import annotations

import sys

from claimcheck import __version__


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"claimcheck {__version__}")
        return 0
    from claimcheck.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
