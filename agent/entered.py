"""`with` blocks that enter an object made elsewhere, by its name: `with db:`, `stack.enter_context(db)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True)
class Entered:
    """A block, the expression that is entered, and the call that made its value, with the file it stands in."""

    source: Source
    block: ast.With
    entered: ast.expr
    made: ast.Call
    origin: Source

    @property
    def name(self) -> str:
        """The entered expression as written."""
        return self.source.segment(self.entered)

    @property
    def item(self) -> ast.withitem | None:
        """The part of the header that enters the value; None where a stack does."""
        return next((one for one in self.block.items if one.context_expr is self.entered), None)

    @property
    def in_loop(self) -> bool:
        """Whether a loop of the same function runs the block."""
        for outer in self.source.ancestors(self.block):
            if isinstance(outer, FUNCTIONS):
                break
            if isinstance(outer, _LOOPS):
                return True
        return False

    def covers(self, line: int | None) -> bool:
        """Whether a line is one of the block."""
        return line is not None and self.block.lineno <= line <= (self.block.end_lineno or self.block.lineno)


def entered(sources: Mapping[str, Source], call: str) -> Iterator[Entered]:
    """The blocks that enter by a name what `CALL(...)` made."""
    for source in sources.values():
        for block in source.by_type.get(ast.With, ()):
            for expression in _expressions(source, block) if isinstance(block, ast.With) else ():
                made, origin = resolve(expression, source, sources, calls=True)
                if made is expression or not isinstance(made, ast.Call) or not isinstance(block, ast.With):
                    continue
                if getattr(made.func, "id", getattr(made.func, "attr", None)) == call:
                    yield Entered(source, block, expression, made, origin)


def _expressions(source: Source, block: ast.With) -> Iterator[ast.expr]:
    """What a block enters: in its header, or given to the stack that its header binds."""
    stacks: set[str] = set()
    for item in block.items:
        yield item.context_expr
        if isinstance(item.optional_vars, ast.Name):
            stacks.add(item.optional_vars.id)
    for node in ast.walk(block) if stacks else ():
        function = node.func if isinstance(node, ast.Call) and len(node.args) == 1 else None
        if not isinstance(function, ast.Attribute) or function.attr != "enter_context":
            continue
        if isinstance(node, ast.Call) and getattr(function.value, "id", None) in stacks:
            yield node.args[0]
