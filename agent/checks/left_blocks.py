"""Checks of instances that a `with` block has closed, and with them the nodes of their models."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.connection_urls import inits
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.entered import Entered, entered
from dataflow_debugger.agent.evidence import Instance
from dataflow_debugger.agent.pattern_source import Source

_GONE = re.compile(r"Node '?(?P<node>\w+)'? not found(?: in registry|\. Ensure model)|SyncExpress is closed")


@check
def used_after_with(view: View, call: str = "DataFlow") -> Verdict:
    """What `with CALL(...)` made is used when the block has ended, after it or by those it was handed out to.

    An instance made elsewhere and entered by its name, `with db:`, is closed by the first of its blocks too.
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
    left = _left_before(view, call, places)
    if left is None:
        return FAILS
    block = left.block
    file, line = places[0][0].file, places[0][1]
    text = f"`with {left.name}:` closes the instance for good when the block is left; {file}:{line} uses it again"
    claim = Claim(text, left.source.file, block.lineno, value=view.line_text(left.source.file, block.lineno))
    return holds(claim, file=left.source.file, line=block.lineno)


def _left_before(view: View, call: str, places: list[tuple[Source, int]]) -> Entered | None:
    """The block of an instance, entered by its name, that had ended when the run failed; one seen to work first.

    A block that the run failed in had ended before only where it is run again: what it does not find are nodes
    that the instance has made.
    """
    made = Counter(one.at for one in inits(view))
    blocks = [one for one in entered(view.sources, call) if made[f"{one.origin.file}:{one.made.lineno}"] <= 1]
    worked = [view.at(one.at) for one in view.calls("express*|runtime.*") if one.ok]
    blocks.sort(
        key=lambda one: not any(view.source(file) is one.source and one.covers(line) for file, line in worked)
    )
    for one in blocks:
        failed_in = any(source is one.source and one.covers(line) for source, line in places)
        again = one.source.function(one.block) is not None or one.in_loop
        if not failed_in or (again and _made_once(view)):
            return one
    return None


def _made_once(view: View) -> bool:
    """Whether what is said to be missing is a node that DataFlow generates for a registered model."""
    told = [m for text in view.all_texts if (m := _GONE.search(text.text))]
    nodes = [view.generated(m["node"]) for m in told if m["node"]]
    known = {model.name for model in view.models}
    return bool(told) and all(node is not None and node.model in known for node in nodes)


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
