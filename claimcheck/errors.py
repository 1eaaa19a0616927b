"""Every error an editor can cause, each one clear sentence."""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Base of all errors whose text is meant for the person at the keyboard (exit code 2)."""


class InputError(ClaimcheckError):
    """A story cannot be found or read."""


class ConfigError(ClaimcheckError):
    """An option, a rule, a language or a format is unknown or does not fit."""


class DataError(ClaimcheckError):
    """A rule file or a language pack is malformed; the message shows file and line."""
