"""The command's front door: answers `--version` before anything else is imported."""

from __future__ import annotations

import gc
import sys

from claimcheck import __version__

RARELY = 200_000  # objects between two searches for cycles: a story makes fewer, and its values form none


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"claimcheck {__version__}")
        return 0
    gc.set_threshold(RARELY)
    from claimcheck.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
