"""How many entries there are of each kind, as the project counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry

# The kinds of fixes that the tool can write down for the user to apply.
APPLICABLE = ("edit", "config edit", "requirement")


@dataclass(frozen=True)
class Use:
    """A registered check or edit, and how many entries name it."""

    registered: int
    used: int
    shared: int
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Counts:
    """Entries, examples, checks and edits in numbers."""

    entries: int
    current: int
    bound: int
    silent: int
    recorded: int
    examples: int
    near_misses: int
    families: dict[str, int]
    databases: dict[str, int]
    first_fixes: dict[str, int]
    checks: Use
    edits: Use

    @property
    def applicable(self) -> int:
        """Entries whose first fix is an edit, a config edit or a requirement."""
        return sum(self.first_fixes.get(kind, 0) for kind in APPLICABLE)


def count(kb: KnowledgeBase, checks: Collection[str], edits: Collection[str]) -> Counts:
    """The counts of `kb`; `checks` and `edits` are the names that are registered."""
    examples = [example for entry in kb for example in entry.examples]
    families = Counter(entry.family for entry in kb)
    return Counts(
        entries=len(kb),
        current=sum(is_current(entry) for entry in kb),
        bound=sum(is_bound(entry) for entry in kb),
        silent=sum(entry.silent for entry in kb),
        recorded=sum(example.recorded is not None for example in examples),
        examples=len(examples),
        near_misses=sum(len(entry.near_misses) for entry in kb),
        families={name: families[name] for name in FAMILIES.values()},
        databases=dict(Counter(example.database for example in examples)),
        first_fixes=dict(Counter(fix_kind(entry) for entry in kb)),
        checks=_use(checks, [{use.name for use in entry.checks} for entry in kb]),
        edits=_use(edits, [{fix.edit for fix in entry.fixes if fix.edit} for entry in kb]),
    )


def is_bound(entry: Entry) -> bool:
    """Whether the entry holds for some versions only."""
    return bool(entry.applies_to)


def is_current(entry: Entry) -> bool:
    """Whether a user of the newest releases meets it: no upper bound, and no pinned example."""
    open_above = not any("<" in spec or "==" in spec for spec in entry.applies_to.values())
    return open_above and any(not example.packages for example in entry.examples)


def fix_kind(entry: Entry) -> str:
    """What the first fix of an entry is: edit, config edit, requirement, command or advice."""
    fix = entry.fixes[0]
    if fix.requirement:
        return "requirement"
    if fix.edit:
        return "config edit" if fix.kind == "config" else "edit"
    return "command" if fix.command else "advice"


def _use(registered: Collection[str], by_entry: list[set[str]]) -> Use:
    used = Counter(name for names in by_entry for name in names)
    return Use(
        registered=len(registered),
        used=len(used),
        shared=sum(number > 1 for number in used.values()),
        most=tuple(used.most_common(5)),
    )
