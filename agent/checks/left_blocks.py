"""Checks of instances that a `with` block has closed, and with them the nodes of their models."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Instance
from dataflow_debugger.agent.pattern_source import Source

_GONE = re.compile(r"Node '?\w+'? not found(?: in registry|\. Ensure model)")


@check
def used_after_with(view: View, call: str = "DataFlow") -> Verdict:
    """What `with CALL(...)` made is used when the block has ended, after it or by those it was handed out to.

    Binds file, line (of the `with`). UNKNOWN when it is not known where the run failed.
    """
    places = _places(view)
    if not view.sources or not places:
        return UNKNOWN
    known = _instances(view)
    if known and all(one.options.get("closed") is False for one in known):
        return FAILS
    for source, block in _blocks(view, call):
        end = block.end_lineno or block.lineno
        inside = [line for where, line in places if where is source and block.lineno <= line <= end]
        if inside:
            continue
        file, line = places[0][0].file, places[0][1]
        after = f"line {line}" if file == source.file else f"{file}:{line}"
        text = f"The block of {call}(...) ends at line {end}, and {after} runs after it"
        return holds(Claim(text, source.file, block.lineno), file=source.file, line=block.lineno)
    return FAILS


def nodes_are_gone(view: View) -> bool:
    """Whether a node may be missing because the block of its instance has ended."""
    return bool(used_after_with(view).holds)


def _instances(view: View) -> list[Instance]:
    return view.evidence.inspector.instances if view.evidence.inspector else []


def _places(view: View) -> list[tuple[Source, int]]:
    """Where the run was when it failed, the innermost first: the user's frames, else the call that said it."""
    frames = [(view.source(one.file), one.line) for one in reversed(view.user_frames)]
    if not frames:
        told = [view.at(one.at) for one in view.all_texts if one.at and _GONE.search(one.text)]
        frames = [(view.source(file), line or 0) for file, line in told]
    return [(source, line) for source, line in frames if source is not None and line]


def _blocks(view: View, call: str) -> Iterator[tuple[Source, ast.With | ast.AsyncWith]]:
    """The blocks that close what the call makes, also through `stack.enter_context(...)`."""
    for source in view.sources.values():
        for made in source.calls():
            if getattr(made.func, "id", getattr(made.func, "attr", None)) != call:
                continue
            outer = source.parents.get(made)
            entered = isinstance(outer, ast.Call) and getattr(outer.func, "attr", "") == "enter_context"
            for around in source.ancestors(made):
                if isinstance(around, (ast.With, ast.AsyncWith)):
                    if entered or any(item.context_expr is made for item in around.items):
                        yield source, around
                    break
