"""Patterns over Python source, in the manner of Semgrep, used by checks and fixes alike.

A pattern is a Python expression or statement with metavariables. `$X` is any one expression (or name), the
same name twice means equal source; `$_` is any expression and binds nothing; `$$$XS` is any number of
arguments, list items, dict items or statements; `...` is the same and binds nothing. `"$X"` is any string or
f-string. Other strings and numbers match by value. Keyword arguments and dict items match in any order;
further ones are allowed only where the pattern has `...` or `$$$XS`. `await` counts: `f()` matches the call
itself, awaited or not, and `await f()` only the awaited one; see `awaited` and `inside` of `matches`.

    compile("runtime.execute($WF)").matches(text, where={"WF": {"not": r"\\.build\\(\\)$"}})
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dataflow_debugger.agent import pattern_match, pattern_syntax
from dataflow_debugger.agent.pattern_match import Bindings
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source
from dataflow_debugger.agent.pattern_syntax import PatternError

__all__ = ["Match", "Pattern", "PatternError", "Source", "compile", "resolve", "substitute"]

Where = Mapping[str, Any]
_TEMPLATE = re.compile(r"\$\$\$([A-Z_][A-Z0-9_]*)|\$([A-Z][A-Z0-9_]*|_[A-Z0-9_]+)")


@dataclass(frozen=True)
class Match:
    """One place where a pattern matches; `last` differs from `node` for patterns of several statements."""

    node: ast.AST
    bindings: Bindings
    source: Source
    last: ast.AST

    @property
    def line(self) -> int:
        return int(getattr(self.node, "lineno", 1))

    @property
    def end_line(self) -> int:
        return int(getattr(self.last, "end_lineno", None) or self.line)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in characters of the source text."""
        return self.source.span(self.node)[0], self.source.span(self.last)[1]

    @property
    def text(self) -> str:
        start, end = self.span
        return self.source.text[start:end]

    def text_of(self, name: str) -> str:
        """Source text bound to a metavariable, several items joined by commas. Raises KeyError."""
        bound = self.bindings[name]
        if isinstance(bound, list):
            return ", ".join(self.source.segment(item) for item in bound)
        return self.source.segment(bound)

    def texts(self) -> dict[str, str]:
        """Source text of every metavariable."""
        return {name: self.text_of(name) for name in self.bindings}


class Pattern:
    """A compiled pattern; see the module for the language."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.body = pattern_syntax.parse(text)
        self.names = sorted({a or b for a, b in _TEMPLATE.findall(text)})

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    @property
    def _expression(self) -> ast.expr | None:
        only = self.body[0]
        return only.value if len(self.body) == 1 and isinstance(only, ast.Expr) else None

    def match_node(self, node: ast.AST, bindings: Bindings | None = None) -> Bindings | None:
        """Bindings when this very node matches, else None."""
        wanted: ast.AST = self._expression or self.body[0]
        if len(self.body) > 1:
            return None
        return next(pattern_match.match(wanted, node, bindings or {}), None)

    def matches(
        self,
        source: str | ast.AST | Source,
        *,
        where: Where | None = None,
        inside: str | Sequence[str] = (),
        not_inside: str | Sequence[str] = (),
        not_: str | Sequence[str] = (),
        awaited: bool | None = None,
        sources: Mapping[str, Source] | None = None,
    ) -> list[Match]:
        """Every match, in the order of the text; none when the source does not parse.

        `where` constrains bindings: a regex searched in the source text, or `{regex, not, follow}`; with
        `follow: true` a name is first resolved to what was assigned to it. `inside` and `not_inside` are
        patterns of an enclosing node (of the innermost function or class for a `def` or `class` pattern).
        `not_` are patterns the matched node itself must not match. `awaited` wants the node right under
        `await`, or not. `sources` are other files that names may be imported from.
        """
        whole = _as_source(source)
        found = []
        for node, last, bindings in self._raw(whole):
            match = Match(node, bindings, whole, last)
            if awaited is not None and isinstance(whole.parents.get(node), ast.Await) is not awaited:
                continue
            if any(compile(text).match_node(node, bindings) is not None for text in _listed(not_)):
                continue
            enclosed = _enclosed(match, _listed(inside), _listed(not_inside))
            if enclosed is None:
                continue
            match = Match(node, enclosed, whole, last)
            if all(_satisfies(match, name, rule, sources) for name, rule in (where or {}).items()):
                found.append(match)
        return found

    def _raw(self, source: Source) -> Iterator[tuple[ast.AST, ast.AST, Bindings]]:
        wanted = self._expression
        if wanted is not None or len(self.body) == 1:
            pattern: ast.AST = wanted or self.body[0]
            kind = ast.expr if wanted is not None else ast.stmt
            for node in _candidates(pattern, source):
                if isinstance(node, kind):
                    bindings = next(pattern_match.match(pattern, node, {}), None)
                    if bindings is not None:
                        yield node, node, bindings
            return
        for node in source.nodes:
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list):
                    yield from self._in_block(block)

    def _in_block(self, block: list[ast.stmt]) -> Iterator[tuple[ast.AST, ast.AST, Bindings]]:
        for start in range(len(block)):
            for end in range(start + 1, len(block) + 1):
                bindings = next(pattern_match.sequence(self.body, block[start:end], {}), None)
                if bindings is not None:
                    yield block[start], block[end - 1], bindings
                    break


@lru_cache(maxsize=512)
def compile(text: str) -> Pattern:
    """A pattern from its text. Raises PatternError."""
    return Pattern(text)


def substitute(template: str, match: Match, source_text: str | None = None) -> str:
    """The template with each metavariable replaced by its source text.

    An empty `$$$XS` takes the comma beside it along. Raises KeyError for a metavariable that is not bound.
    """
    source = match.source if source_text is None else Source(source_text)

    def text_of(name: str) -> str:
        bound = match.bindings[name]
        items = bound if isinstance(bound, list) else [bound]
        return ", ".join(source.segment(item) for item in items)

    for name, bound in match.bindings.items():
        if bound == []:
            escaped = re.escape(f"$$${name}") + r"(?![A-Z0-9_])"
            template = re.sub(rf",\s*{escaped}|{escaped}\s*,\s*|{escaped}", "", template)
    return _TEMPLATE.sub(lambda found: text_of(found.group(1) or found.group(2)), template)


def _as_source(source: str | ast.AST | Source) -> Source:
    if isinstance(source, Source):
        return source
    if isinstance(source, str):
        return Source(source)
    made = Source(ast.unparse(source))
    if isinstance(source, ast.Module):
        made.__dict__["tree"] = source
    return made


def _candidates(pattern: ast.AST, source: Source) -> Sequence[ast.AST]:
    """The nodes that can match: those of the pattern's own type, unless it begins with a metavariable."""
    if isinstance(pattern, (ast.Name, ast.Constant)):
        return source.nodes
    found = source.by_type.get(type(pattern), [])
    if isinstance(pattern, ast.Assign):
        both = [*found, *source.by_type.get(ast.AnnAssign, [])]
        return sorted(both, key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
    return found


def _listed(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _enclosed(match: Match, inside: list[str], not_inside: list[str]) -> Bindings | None:
    """The match's bindings joined by those of the enclosing patterns, or None when these do not hold."""
    bindings = match.bindings
    for text in inside:
        found = _enclosing(match, compile(text), bindings)
        if found is None:
            return None
        bindings = found
    if any(_enclosing(match, compile(text), bindings) is not None for text in not_inside):
        return None
    return bindings


def _enclosing(match: Match, pattern: Pattern, bindings: Bindings) -> Bindings | None:
    first = pattern.body[0]
    kinds = (
        FUNCTIONS
        if isinstance(first, FUNCTIONS)
        else ast.ClassDef
        if isinstance(first, ast.ClassDef)
        else None
    )
    for node in match.source.ancestors(match.node):
        if kinds is not None and not isinstance(node, kinds):
            continue
        found = pattern.match_node(node, bindings)
        if found is not None:
            return found
        if kinds is not None:
            return None
    return None


def _satisfies(match: Match, name: str, rule: Any, sources: Mapping[str, Source] | None) -> bool:
    if name not in match.bindings:
        return False
    rule = rule if isinstance(rule, Mapping) else {"regex": rule}
    text = match.text_of(name)
    bound = match.bindings[name]
    if rule.get("follow") and isinstance(bound, ast.expr):
        node, origin = resolve(bound, match.source, sources)
        text = origin.segment(node)
    if "regex" in rule and not re.search(str(rule["regex"]), text):
        return False
    return not ("not" in rule and re.search(str(rule["not"]), text))
