"""How a check is declared and found by name; the checks themselves are the modules of this package.

A check is a generator over an Article that yields a Relation for each thing the story says of its
own numbers, whether it holds or not. It knows no rules, severities, messages or languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ConfigError
from claimcheck.model import Relation

if TYPE_CHECKING:
    from claimcheck.extract.article import Article

Generator = Callable[..., Iterator[Relation]]
Verify = Callable[[Mapping[str, Any]], str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """A check function with the kinds of relation it yields and the slots it fills for messages; `verify` says
    what is wrong with a rule's parameters, `wordless` that it needs no words of the language for relations."""

    function: Generator
    kinds: tuple[str, ...]
    slots: tuple[str, ...]
    verify: Verify | None = None
    wordless: bool = False
    dated: bool = False

    def __call__(self, article: Article, **params: Any) -> Iterator[Relation]:
        """The relations found; `params` are the rule's own, for checks that take any."""
        return self.function(article, **params)

    @property
    def params(self) -> tuple[str, ...]:
        """The names of the parameters a rule may set."""
        code = self.function.__code__
        return code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]


def check(
    *kinds: str,
    slots: tuple[str, ...] = (),
    verify: Verify | None = None,
    wordless: bool = False,
    dated: bool = False,
) -> Callable[[Generator], Check]:
    """Declare a check that yields relations of `kinds`, each filling some of `slots`; `verify` judges parameters, a
    `wordless` one also checks stories in a language of which only figures are read, a `dated` one only stories that
    give the day of writing."""

    def declare(function: Generator) -> Check:
        return Check(function, kinds, slots, verify, wordless, dated)

    return declare


def load(name: str) -> Check:
    """The check called `module.function` (in this package) or `package.module:function` (elsewhere).

    Raises ConfigError when there is none.
    """
    inside = ":" not in name
    module_name, _, function_name = name.rpartition("." if inside else ":")
    try:
        module = import_module(f"{__name__}.{module_name}" if inside else module_name)
    except (Exception, SystemExit) as error:
        raise ConfigError(f"there is no check «{name}»: {error or type(error).__name__}") from error
    found = getattr(module, function_name, None)
    if not isinstance(found, Check):
        known = ", ".join(sorted(key for key, value in vars(module).items() if isinstance(value, Check)))
        raise ConfigError(f"there is no check «{name}»; {module.__name__} has {known or 'none'}")
    return found
