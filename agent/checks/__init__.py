"""Named predicates over evidence. The YAML of an entry refers to a check by its name.

A check is a plain function `f(view, **with) -> Verdict`, registered by the `check` decorator. It answers
HOLDS with claims (what in the evidence shows it), FAILS, or UNKNOWN where the evidence lacks what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataflow_debugger.agent.checks.view import View


class Answer(Enum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Claim:
    """One sentence of evidence and where it can be seen. `file` is as in the evidence, `line` 1-based."""

    claim: str
    file: str | None = None
    line: int | None = None
    node: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Verdict:
    """The answer of a check. `bindings` hands what it found (file, line, node, field ...) to the fixes."""

    answer: Answer
    claims: tuple[Claim, ...] = ()
    bindings: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return self.answer is Answer.HOLDS


PLACES_SHOWN = 3
FAILS = Verdict(Answer.FAILS)
UNKNOWN = Verdict(Answer.UNKNOWN)


def holds(*claims: Claim, **bindings: Any) -> Verdict:
    """HOLDS, with the claims that show it and the bindings a fix may use."""
    return Verdict(Answer.HOLDS, claims, bindings)


def together(found: Sequence[Verdict]) -> Verdict:
    """HOLDS for several places with one mistake: the first one's bindings, the others' under `elsewhere`.

    FAILS where there is none. A fix is then made at every one of them.
    """
    if not found:
        return FAILS
    first = found[0]
    rest = [
        one for number, one in enumerate(found) if all(one.bindings != o.bindings for o in found[:number])
    ][1:]
    claims = dict.fromkeys(claim for one in found[:PLACES_SHOWN] for claim in one.claims)
    bindings = {**first.bindings, "elsewhere": [one.bindings for one in rest]} if rest else first.bindings
    return Verdict(Answer.HOLDS, tuple(claims), bindings)


Check = Callable[..., Verdict]
_REGISTRY: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Register a check under its function name. Raises ValueError when the name is taken."""
    name = function.__name__
    if name in _REGISTRY:
        raise ValueError(f"two checks are named {name!r}; rename one of them.")
    _REGISTRY[name] = function
    return function


def registered() -> dict[str, Check]:
    """Every check by name; the modules of this folder are imported at the first call."""
    import importlib
    import pkgutil

    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(_REGISTRY)


def run(view: View, name: str, arguments: dict[str, Any]) -> Verdict:
    """Run one check. Raises KeyError for an unknown name."""
    return registered()[name](view, **arguments)
