"""Unified diffs that `git apply` and `patch -p1` accept, with lines that must not be shown left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dataflow_debugger.agent.fixes.project import Change

CONTEXT = 3
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\\ No newline at end of file\n"


class Unshowable(Exception):
    """The diff cannot be written without a line that must not be shown."""


@dataclass
class _Hunk:
    """Half-open line ranges of the old and the new text; the changed blocks lie inside."""

    old: tuple[int, int]
    new: tuple[int, int]
    blocks: list[tuple[int, int, int, int]]


def unified(changes: Iterable[Change], secret: Callable[[str], bool] = lambda line: False) -> str:
    """One diff of all changed files. Raises Unshowable when a changed line is hidden or `secret`.

    Lines of context that are hidden or secret are left out by giving the hunk less context.
    """
    return "".join(_file(change, secret) for change in changes)


def _file(change: Change, secret: Callable[[str], bool]) -> str:
    old, new = _LINE.findall(change.before or ""), _LINE.findall(change.after)
    avoid = {number for number, line in enumerate(old) if number + 1 in change.hidden or secret(line)}
    hunks = _hunks(old, new, avoid)
    if any(secret(line) for hunk in hunks for block in hunk.blocks for line in new[block[2] : block[3]]):
        raise Unshowable("a changed line holds a secret")
    if not hunks:
        return ""
    before = "/dev/null" if change.before is None else _name("a/" + change.path)
    head = f"--- {before}\n+++ {_name('b/' + change.path)}\n"
    return head + "".join(_render(hunk, old, new) for hunk in hunks)


def _name(path: str) -> str:
    """A path as a diff header has it: a tab ends a name that contains blanks."""
    if any(char in path for char in '"\\\n\t'):
        escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return path + "\t" if " " in path else path


def _hunks(old: Sequence[str], new: Sequence[str], avoid: set[int]) -> list[_Hunk]:
    hunks: list[_Hunk] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if avoid.intersection(range(i1, i2)):
            raise Unshowable("a changed line holds a secret")
        before = _reach(range(i1 - 1, max(i1 - CONTEXT, 0) - 1, -1), avoid)
        after = _reach(range(i2, min(i2 + CONTEXT, len(old))), avoid)
        if not after and i2 < len(old):
            raise Unshowable("the line after a change holds a secret")
        hunk = _Hunk((i1 - before, i2 + after), (j1 - before, j2 + after), [(i1, i2, j1, j2)])
        if hunks and hunks[-1].old[1] >= hunk.old[0]:
            last = hunks[-1]
            last.old, last.new = (last.old[0], hunk.old[1]), (last.new[0], hunk.new[1])
            last.blocks += hunk.blocks
        else:
            hunks.append(hunk)
    for hunk in hunks:
        _balance(hunk, len(old))
    return hunks


def _balance(hunk: _Hunk, length: int) -> None:
    """Give a hunk no more context before than after: less after means "end of file" to git and to patch."""
    before = hunk.blocks[0][0] - hunk.old[0]
    after = hunk.old[1] - hunk.blocks[-1][1]
    if hunk.old[1] < length and before > after:
        cut = before - after
        hunk.old, hunk.new = (hunk.old[0] + cut, hunk.old[1]), (hunk.new[0] + cut, hunk.new[1])


def _reach(lines: range, avoid: set[int]) -> int:
    count = 0
    for line in lines:
        if line in avoid:
            break
        count += 1
    return count


def _range(start: int, end: int) -> str:
    count = end - start
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


def _render(hunk: _Hunk, old: Sequence[str], new: Sequence[str]) -> str:
    parts = [f"@@ -{_range(*hunk.old)} +{_range(*hunk.new)} @@\n"]
    at = hunk.old[0]
    for i1, i2, j1, j2 in hunk.blocks:
        parts += [_line(" ", line) for line in old[at:i1]]
        parts += [_line("-", line) for line in old[i1:i2]]
        parts += [_line("+", line) for line in new[j1:j2]]
        at = i2
    parts += [_line(" ", line) for line in old[at : hunk.old[1]]]
    return "".join(parts)


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n{_NO_NEWLINE}"
