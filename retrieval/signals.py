"""Structural signals: what an entry states exactly and a failure shows exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from dataflow_debugger.knowledge_base.schema import Entry
from dataflow_debugger.retrieval.query import Query

# Types that wrap whatever went wrong; that one of them was raised says little, as with Python's own types.
WRAPPERS = frozenset(
    {
        "RuntimeExecutionError",
        "WorkflowExecutionError",
        "ContentAwareExecutionError",
        "NodeExecutionError",
        "DataFlowError",
        "EnhancedDataFlowError",
    }
)
_CODE = re.compile(r"\bDF-(?:[A-Z]+-)?\d{3}\b")


@dataclass(frozen=True)
class Signals:
    """What matched. `message` is the text that a message pattern of the entry was found in.

    `exception` is a telling type, `common_type` one that many failures share.
    """

    exception: bool = False
    common_type: bool = False
    message: str | None = None
    pattern: str | None = None
    error_code: bool = False
    node_type: bool = False
    version_bound: bool = False

    @property
    def named(self) -> bool:
        """Whether the failure names this entry, so that it is a candidate whatever its rank."""
        return self.exception or self.message is not None or self.error_code


class SignalIndex:
    """The patterns of all entries, compiled once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._patterns = {
            entry.code: [re.compile(pattern, re.DOTALL) for pattern in entry.symptoms.messages]
            for entry in self._entries
        }
        self._codes = {
            entry.code: {code for pattern in entry.symptoms.messages for code in _CODE.findall(pattern)}
            for entry in self._entries
        }
        self._node_globs = {
            entry.code: [
                str(use.with_["type"])
                for use in entry.checks
                if str(use.with_.get("type", "")).endswith("Node")
            ]
            for entry in self._entries
        }

    def match(self, query: Query) -> dict[str, Signals]:
        """The signals of every entry that applies to the versions at hand."""
        codes = set(_CODE.findall(query.text))
        found = {}
        for entry in self._entries:
            applies = in_range(entry.applies_to, query.versions)
            if applies is False:
                continue
            pattern, message = self._message(entry, query)
            telling, common = _exceptions(entry.symptoms.exceptions, query.exception_types)
            found[entry.code] = Signals(
                exception=telling,
                common_type=common,
                message=message,
                pattern=pattern,
                error_code=bool(codes & self._codes[entry.code]),
                node_type=any(
                    fnmatchcase(node, glob)
                    for glob in self._node_globs[entry.code]
                    for node in query.node_types
                ),
                version_bound=bool(entry.applies_to) and applies is True,
            )
        return found

    def _message(self, entry: Entry, query: Query) -> tuple[str | None, str | None]:
        for pattern in self._patterns[entry.code]:
            for message in query.messages:
                if pattern.search(message):
                    return pattern.pattern, message
        return None, None


def in_range(applies_to: Mapping[str, str], versions: Mapping[str, str]) -> bool | None:
    """Whether the installed versions lie in the ranges; None when a version is not known."""
    unknown = False
    for package, spec in applies_to.items():
        try:
            version = Version(versions[package])
        except (KeyError, InvalidVersion):
            unknown = True
            continue
        if not SpecifierSet(spec).contains(version, prereleases=True):
            return False
    return None if unknown else True


def _exceptions(patterns: Iterable[str], types: Iterable[str]) -> tuple[bool, bool]:
    """Whether a telling type matched, and whether a common one did."""
    telling = common = False
    for pattern in patterns:
        for name in types:
            if type_matches(pattern, name):
                if "." not in name or name.rsplit(".", 1)[-1] in WRAPPERS:
                    common = True
                else:
                    telling = True
    return telling, common


def type_matches(pattern: str, name: str) -> bool:
    """Whether a qualified type name fits a pattern, which may be a glob or a bare class name."""
    if "." not in pattern:
        name = name.rsplit(".", 1)[-1]
    return fnmatchcase(name, pattern)
