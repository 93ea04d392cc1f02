"""Applying a fix of a report to the user's files, and taking it back: what is asked and what is said."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dataflow_debugger.agent.fixes import apply
from dataflow_debugger.agent.fixes.apply import ApplyError
from dataflow_debugger.agent.fixes.build import Patch

__all__ = ["ApplyError", "apply_fix", "terminal_question", "undo_fix"]


def apply_fix(
    patches: Sequence[Patch],
    number: int | None,
    *,
    safe_only: bool,
    yes: bool,
    ask: Callable[[str], bool] | None,
) -> str:
    """Apply the fix of a number, or the first that changes files, and say what was done.

    `ask` puts a question to a person; None where nobody can be asked. Raises ApplyError.
    """
    patch = apply.choose(patches, number=number, safe_only=safe_only)
    apply.check(patch)
    files = [change.path for change in patch.changes]
    placeholder = apply.has_placeholder(patch)
    # What a model wrote may come from a hostile text, so a person reads it whatever the options say.
    if placeholder or patch.by_model or not yes:
        if ask is None:
            reason = "nobody can be asked here; add --yes"
            if patch.by_model:
                reason = "a model wrote it, and a person reads it first"
            if placeholder:
                reason = "it leaves something to fill in"
            raise ApplyError(f"The fix was not applied: {reason}.")
        mark = " (it needs a look)" if apply.needs_a_look(patch) else ""
        note = apply.git_note(patch.project.root, files)
        lead = f"{note}\n" if note else ""
        if not ask(f"{lead}Apply the fix '{patch.fix.title}'{mark} to {', '.join(files)}?"):
            return "Nothing was applied."
    done = apply.apply(patch)
    near = os.path.relpath(done.root, Path.cwd())
    back = "dataflow debug --ai --undo" + ("" if near == "." else f" {shlex.quote(near)}")
    return f"Applied to {', '.join(done.files)}. To take it back: {back}"


def undo_fix(place: str | None) -> str:
    """Put back what the last fix changed in a program's folder, by default the working folder."""
    path = Path(place or ".")
    root = path.parent if path.is_file() else path
    if not root.is_dir():
        raise ApplyError(f"{place} does not exist; name the program or its folder.")
    files = apply.undo(root)
    return f"Put back as before: {', '.join(files)}."


def terminal_question() -> Callable[[str], bool] | None:
    """A question on the terminal, or None where there is none."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(question: str) -> bool:
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    return ask
