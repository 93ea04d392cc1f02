"""Checks of cycles: the expression that says when a cycle is done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import as_glob, matches_glob
from dataflow_debugger.agent.checks.names import nearest
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View

_FAILED = re.compile(r"^Expression evaluation failed: (?P<why>.*)\. Expression: (?P<expression>.*)$", re.S)
# What the runtime itself puts beside the values of the nodes.
_GIVEN = frozenset(
    ["results", "iteration", "history", "elapsed_time", "abs", "min", "max", "sum", "len", "all", "any"]
)
_SPELT = {"true": "True", "false": "False", "null": "None", "none": "None", "undefined": "None"}
_OTHER_LANGUAGES = (
    (r"\s*&&\s*", " and "), (r"\s*\|\|\s*", " or "), (r"===", "=="), (r"!==", "!="), (r"!(?!=)\s*", "not "),
    (r"(?<=\w) = (?=\w)", " == "),
)  # fmt: skip


@check
def cycle_expression_failed(view: View) -> Verdict:
    """The expression that ends a cycle could not be evaluated, which ends the cycle at once.

    Binds expression, to (the same in names that the cycle has, None where they cannot be told), pairs (what
    changes in it), file, line. FAILS when the runtime logged no such thing.
    """
    for text in view.all_texts:
        found = _FAILED.match(text.text)
        if found is None:
            continue
        expression, why = found["expression"], found["why"]
        pairs = corrections(expression, _results(view))
        file, line = _place(view, expression)
        said = f"The expression '{expression}', which ends the cycle, cannot be evaluated: {why}"
        known = sorted({name for one in _results(view).values() for name in _offered(one)})
        claims = [Claim(said, file, line, value=view.line_text(file, line))]
        if known:
            claims.append(Claim(f"The names it can use are {', '.join(known)}"))
        return holds(
            *claims, expression=expression, pairs=pairs, file=file, line=line,
            to=_respelt(expression, pairs) if pairs else None,
        )  # fmt: skip
    return FAILS


def _results(view: View) -> dict[str, Any]:
    """What each node of the run gave, the newest of each."""
    found: dict[str, Any] = {}
    for call in view.calls("runtime.*"):
        if isinstance(call.result, dict):
            found.update(call.result)
    found.update({node: outcome.result_shape for node, outcome in view.outcomes.items()})
    return found


def _place(view: View, expression: str) -> tuple[str | None, int | None]:
    for source in view.sources.values():
        for node in source.nodes:
            text = isinstance(node, ast.JoinedStr) or (
                isinstance(node, ast.Constant) and isinstance(node.value, str)
            )
            if text and isinstance(node, ast.expr):
                glob = as_glob(node, source, view.sources)
                if glob.strip("*") and matches_glob(glob, expression):
                    return source.file, node.lineno
    return None, None


def _offered(result: Any) -> dict[str, Any]:
    """The values of a node that the expression may name: of `result` where that is a dict, else of the node."""
    inner = result.get("result") if isinstance(result, dict) else None
    values = inner if isinstance(inner, dict) else result if isinstance(result, dict) else {}
    return {
        key: value
        for key, value in values.items()
        if key.isidentifier() and leaf_type(value) in ("int", "float", "str", "bool")
    }


@dataclass(frozen=True)
class _Path:
    """A name with the attributes and keys taken from it."""

    node: ast.expr
    parts: tuple[str, ...]
    attributes: bool


def corrections(expression: str, results: Mapping[str, Any]) -> list[list[str]] | None:
    """What has to change in an expression, as pairs of old and new text; None where that cannot be told."""
    pairs: list[list[str]] = []
    text = expression
    if _parsed(text) is None:
        for pattern, spelling in _OTHER_LANGUAGES:
            for old in dict.fromkeys(re.findall(pattern, text)):
                pairs.append([old, spelling])
                text = text.replace(old, spelling)
    tree = _parsed(text)
    if tree is None:
        return None
    for path in _paths(tree):
        old = ast.get_source_segment(text, path.node) or ""
        new = _meant(path, results)
        if new is None:
            return None
        if new != old:
            pairs.append([old, new])
    return pairs or None


def _parsed(text: str) -> ast.Expression | None:
    try:
        return ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return None


def _paths(tree: ast.AST) -> Iterator[_Path]:
    """The longest chains of attributes and literal keys that begin at a name."""
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        path = _path(node) if isinstance(node, ast.expr) else None
        if path is not None:
            yield path
        else:
            todo += ast.iter_child_nodes(node)


def _path(node: ast.expr) -> _Path | None:
    parts: list[str] = []
    attributes, inner = False, node
    while not isinstance(inner, ast.Name):
        if isinstance(inner, ast.Attribute):
            attributes = True
            parts.append(inner.attr)
        elif isinstance(inner, ast.Subscript) and isinstance(inner.slice, ast.Constant):
            parts.append(str(inner.slice.value))
        else:
            return None
        inner = inner.value
    return _Path(node, (inner.id, *reversed(parts)), attributes)


def _meant(path: _Path, results: Mapping[str, Any]) -> str | None:
    """The text of a path in names that the expression can use."""
    parts, first = list(path.parts), path.parts[0]
    names = {name for one in results.values() for name in _offered(one)}
    alone = len(parts) == 1
    if alone and (first in _GIVEN or first in names or first in results):
        return first
    if alone and first in _SPELT:
        return _SPELT[first]
    if first == "history" or (first == "results" and not path.attributes and _reached(parts[1:], results)):
        return ast.unparse(path.node)
    if not path.attributes and first in results and _reached(parts, results):
        return ast.unparse(path.node)
    if first == "results" and len(parts) > 1:
        parts.pop(0)
    node = parts.pop(0) if parts[0] in results else None
    if len(parts) > 1 and parts[0] == "result":
        parts.pop(0)
    return _named(node, parts, results) if parts else None


def _reached(parts: list[str], results: Mapping[str, Any]) -> bool:
    value: Any = results
    for part in parts:
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return True


def _named(node: str | None, parts: list[str], results: Mapping[str, Any]) -> str | None:
    """A value by its own name where one node alone offers it, else by the way to it."""
    owners = [name for name, one in results.items() if parts[0] in _offered(one)]
    if len(parts) == 1 and len(owners) == 1 and node in (None, owners[0]):
        return parts[0]
    for name, one in results.items():
        if node not in (None, name) or not name.isidentifier():
            continue
        for way in (["result", *parts], parts):
            if _reached(way, one if isinstance(one, Mapping) else {}) and (node or len(owners) < 2):
                return name + "".join(f"['{part}']" for part in way)
    names = [name for one in results.values() for name in _offered(one)]
    return nearest(parts[0], set(names)) if len(parts) == 1 and node is None else None


def _respelt(expression: str, pairs: list[list[str]]) -> str:
    for old, new in pairs:
        expression = spelt(expression, old, new)
    return expression


def spelt(text: str, old: str, new: str) -> str:
    """A text with one name or operator of an expression written otherwise."""
    before, after = (r"(?<![\w.])", r"(?!\w)") if re.match(r"\w", old) else ("", "")
    return re.sub(before + re.escape(old) + after, lambda _: new, text)
