"""Reads the knowledge entries of one or more folders, with errors that name the file and the field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from dataflow_debugger.knowledge_base.cache import cache_folder, write_atomically
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry

BUILT_IN = Path(__file__).resolve().parent
CACHES_KEPT = 4
_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KnowledgeError(Exception):
    """Entries that cannot be used. `problems` holds a sentence for each, naming the file and the field."""

    def __init__(self, problems: list[str]) -> None:
        rest = f" ({len(problems) - 1} more like this)" if len(problems) > 1 else ""
        super().__init__(problems[0] + rest)
        self.problems = problems


@dataclass(frozen=True)
class KnowledgeBase:
    """Entries in the order of their codes. `digest` changes when any entry does."""

    entries: tuple[Entry, ...]
    digest: str
    files: dict[str, Path] = field(default_factory=dict)
    roots: dict[str, Path] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, code: str) -> Entry | None:
        """The entry with this code, whatever its case, or None."""
        return next((entry for entry in self.entries if entry.code == code.upper()), None)

    def path(self, entry: Entry, relative: str) -> Path:
        """The full path of an example file that the entry names."""
        return self.roots[entry.code] / relative


@dataclass(frozen=True)
class _Source:
    """One YAML file: its bytes, and how messages name it."""

    path: Path
    root: Path
    label: str
    content: bytes


def load(*folders: Path, skip_broken: bool = False) -> KnowledgeBase:
    """The entries of `folders` (each with `entries/<family>/*.yaml`); without folders, those we ship.

    Raises KnowledgeError for entries that break the schema; with `skip_broken` they are left out instead
    and `problems` of the result names them.
    """
    sources = [source for folder in folders or (BUILT_IN,) for source in _sources(Path(folder))]
    digest = _digest(sources)
    problems: list[str] = []
    kept: dict[str, tuple[Entry, _Source]] = {}
    for source, data in zip(sources, _parsed(sources, digest, problems), strict=True):
        entry = _entry(data, source, problems) if data is not None else None
        if entry is None:
            continue
        if entry.code in kept:
            problems.append(
                f"{source.label}: code: {entry.code} is already used by {kept[entry.code][1].label}"
            )
            continue
        kept[entry.code] = (entry, source)
    if problems and not skip_broken:
        raise KnowledgeError(problems)
    return KnowledgeBase(
        entries=tuple(kept[code][0] for code in sorted(kept)),
        digest=digest,
        files={code: source.path for code, (_, source) in kept.items()},
        roots={code: source.root for code, (_, source) in kept.items()},
        problems=tuple(problems),
    )


def unknown_names(kb: KnowledgeBase, checks: Collection[str], edits: Collection[str]) -> list[str]:
    """A sentence for every check, edit, entry or recording that an entry names and that does not exist."""
    codes = {entry.code for entry in kb}
    found = []
    for entry in kb:
        label = kb.files[entry.code].name
        for number, use in enumerate(entry.checks):
            # Of `any_of` the names stand among the arguments.
            inner = [str(one.get("check")) for one in use.with_.get("checks", ()) if isinstance(one, dict)]
            for name in [use.name, *inner]:
                if name not in checks:
                    found.append(f"{label}: checks.{number}: there is no check named {name!r}")
        for number, fix in enumerate(entry.fixes):
            if fix.edit is not None and fix.edit not in edits:
                found.append(f"{label}: fixes.{number}.edit: there is no edit named {fix.edit!r}")
        for number, example in enumerate(entry.examples):
            if example.recorded is not None and not kb.path(entry, example.recorded).is_file():
                found.append(f"{label}: examples.{number}.recorded: {example.recorded} is not recorded yet")
        for number, code in enumerate(entry.confusable_with):
            if code not in codes:
                found.append(f"{label}: confusable_with.{number}: there is no entry {code}")
    return found


def _sources(folder: Path) -> list[_Source]:
    root = folder.resolve()
    if not (root / "entries").is_dir():
        raise KnowledgeError([f"{folder} has no folder 'entries'; it is not a knowledge base"])
    found = []
    for path in sorted((root / "entries").glob("*/*.yaml")):
        label = path.relative_to(root.parent).as_posix()
        try:
            found.append(_Source(path, root, label, path.read_bytes()))
        except OSError as error:
            raise KnowledgeError([f"{label}: cannot be read: {error.strerror}"]) from error
    return found


def _digest(sources: list[_Source]) -> str:
    total = hashlib.sha256()
    for source in sources:
        total.update(source.label.encode() + b"\0" + hashlib.sha256(source.content).digest())
    return total.hexdigest()[:24]


def _parsed(sources: list[_Source], digest: str, problems: list[str]) -> list[Any]:
    """The data of every source, None where it is not YAML. Kept as JSON, which reads several times faster."""
    cached = cache_folder() / f"entries-{digest}.json"
    try:
        data = json.loads(cached.read_text(encoding="utf-8"))
        if isinstance(data, list) and len(data) == len(sources):
            return data
    except (OSError, ValueError):
        pass
    before = len(problems)
    data = [_yaml(source, problems) for source in sources]
    if len(problems) == before and write_atomically(cached, json.dumps(data)):
        _forget_old(cached)
    return data


def _yaml(source: _Source, problems: list[str]) -> Any:
    try:
        data = yaml.load(source.content, Loader=_YamlLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        reason = getattr(error, "problem", None) or str(error)
        problems.append(f"{source.label}: {where}{reason}")
        return None
    # Dates become text, so that an entry is the same from YAML and from the cache.
    return json.loads(json.dumps(data, default=str))


def _forget_old(current: Path) -> None:
    try:
        others = [path for path in current.parent.glob("entries-*.json") if path != current]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[CACHES_KEPT - 1 :]:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _entry(data: Any, source: _Source, problems: list[str]) -> Entry | None:
    try:
        entry = Entry.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            where = ".".join(str(part) for part in detail["loc"]) or "the entry"
            message = detail["msg"].removeprefix("Value error, ")
            problems.append(f"{source.label}: {where}: {message[:1].lower()}{message[1:]}")
        return None
    found = _misplaced(entry, source) + _missing_files(entry, source)
    problems.extend(found)
    return None if found else entry


def _misplaced(entry: Entry, source: _Source) -> list[str]:
    found = []
    if source.path.parent.name != entry.family:
        folder = f"entries/{entry.family}/"
        digit = f"{entry.code[3]} is the family '{FAMILIES[entry.code[3]]}'"
        found.append(f"{source.label}: code: {entry.code} belongs in {folder} ({digit})")
    if not source.path.name.startswith(f"{entry.code}-"):
        found.append(f"{source.label}: code: the file name must begin with '{entry.code}-'")
    return found


def _missing_files(entry: Entry, source: _Source) -> list[str]:
    named: list[tuple[str, str | None]] = []
    for number, example in enumerate(entry.examples):
        named += [(f"examples.{number}.{part}", getattr(example, part)) for part in ("bad", "good")]
    named += [(f"near_misses.{number}.ok", near.ok) for number, near in enumerate(entry.near_misses)]
    return [
        f"{source.label}: {where}: {path} does not exist"
        for where, path in named
        if path is not None and not (source.root / path).is_file()
    ]
