"""An earlier JSON report: what it found already is not new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimcheck import files
from claimcheck.errors import ConfigError
from claimcheck.model import Finding, Waived, Waiver

BASELINE = 1024 * files.MEGABYTE  # the report of a whole archive


@dataclass(frozen=True, slots=True)
class Baseline:
    """The fingerprints of an earlier report."""

    fingerprints: frozenset[str]

    def waive(self, finding: Finding) -> Waived | None:
        """The finding, if the earlier report has it."""
        return Waived(finding, Waiver.BASELINE) if finding.fingerprint in self.fingerprints else None


def read(path: Path) -> Baseline:
    """The baseline in a JSON report. Raises ConfigError when there is none or it is no such report."""
    import json

    try:
        data = json.loads(files.read(path, BASELINE))
        return Baseline(frozenset(finding["fingerprint"] for each in data["documents"] for finding in each["findings"]))
    except OSError as error:
        raise ConfigError(f"the baseline «{path}» cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(f"the baseline «{path}» is no report of claimcheck: write one with --format json") from None
