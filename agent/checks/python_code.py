"""Checks of the code that a PythonCodeNode runs: its result, its names, what leaves it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.literals import value_of
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.shapes import keys
from dataflow_debugger.agent.checks.view import View

_UNDEFINED = re.compile(r"name '(?P<name>\w+)' is not defined")


@dataclass(frozen=True)
class Code:
    """The code of one node as the source has it, with its syntax tree (None when it does not parse)."""

    node: str
    text: str
    tree: ast.Module | None
    file: str
    line: int

    def assigned(self) -> list[str]:
        """Names bound at the top level of the code, in order."""
        found: list[str] = []
        for statement in self.tree.body if self.tree else ():
            inner = {
                name
                for part in ast.walk(statement)
                if isinstance(part, ast.comprehension)
                for name in ast.walk(part.target)
            }
            for part in ast.walk(statement):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part not in inner:
                    found.append(part.id)
                if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
                    found.append(part.name)
        return found

    def result(self) -> ast.expr | None:
        """The expression last assigned to `result`."""
        values = [
            s.value
            for s in (self.tree.body if self.tree else ())
            if isinstance(s, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == "result" for t in s.targets)
        ]
        return values[-1] if values else None


def codes(view: View) -> Iterator[Code]:
    """The code of every PythonCodeNode of the workflow that the source shows."""
    for node_id, node in view.nodes.items():
        if not node.type.endswith("PythonCodeNode"):
            continue
        for site in view.sites_of_node(node_id)[:1]:
            for item in site.items(view.sources) or []:
                text = value_of(item.value, item.source, view.sources) if item.key == "code" else None
                if isinstance(text, str):
                    yield Code(node_id, text, _parsed(text), site.file, site.line)


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def _last_value(tree: ast.Module) -> str | None:
    """The variable that the code ends with: what it prints last, else what it assigns last outside of loops."""
    bound: list[str] = []
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
            targets = [statement.target]
        bound += [target.id for target in targets if isinstance(target, ast.Name)]
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    shown = [arg.id for arg in call.args if isinstance(arg, ast.Name)] if isinstance(call, ast.Call) else []
    return next((name for name in reversed(shown) if name in bound), bound[-1] if bound else None)


def inputs_of_code(text: str) -> list[str]:
    """Names that a code reads without binding them, in the order of the text: what must come in."""
    tree = _parsed(text)
    if tree is None:
        return []
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    bound |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    bound |= {n.name for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    bound |= {
        a.asname or a.name
        for n in ast.walk(tree)
        if isinstance(n, (ast.Import, ast.ImportFrom))
        for a in n.names
    }
    read = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    read.sort(key=lambda n: (n.lineno, n.col_offset))
    names = dict.fromkeys(n.id for n in read)
    return [name for name in names if name not in bound and not hasattr(builtins, name)]


def _has_code_node(view: View) -> bool:
    return any(node.type.endswith("PythonCodeNode") for node in view.nodes.values())


@check
def code_without_result(view: View) -> Verdict:
    """The code of a PythonCodeNode never assigns `result`, which is the only output it has.

    Binds node, name (the variable assigned last), file, line. UNKNOWN when no code was seen.
    """
    seen = False
    for code in codes(view):
        if code.tree is None:
            continue
        seen = True
        assigned = code.assigned()
        if "result" not in assigned:
            last = _last_value(code.tree) or (assigned[-1] if assigned else None)
            says = f"; it assigns {', '.join(dict.fromkeys(assigned))}" if assigned else ""
            text = f"The code of node '{code.node}' never assigns 'result'{says}"
            return holds(
                Claim(text, code.file, code.line, code.node), node=code.node, name=last, file=code.file,
                line=code.line,
            )  # fmt: skip
    return FAILS if seen else unseen(view)


@check
def code_name_undefined(view: View, kinds: list[str] | None = None) -> Verdict:
    """The code of a PythonCodeNode uses a name that it cannot see.

    `kinds`: inner (bound in the code, used in a function or comprehension of it), outer (a variable of the
    user's program), unfed (an input whose connection brought nothing), input (anything else; the data comes in
    under another name). Binds node, name, port (the unused input), source (a connected
    node that has such an output), to, kind, file, line. UNKNOWN without a PythonCodeNode.
    """
    if not _has_code_node(view):
        return unseen(view)
    for code in codes(view):
        found = _UNDEFINED.search(view.failed_nodes.get(code.node, ""))
        if found is None:
            continue
        name = found["name"]
        kind = "inner" if name in code.assigned() else "outer" if _module_name(view, code, name) else "input"
        inputs = [c.input for c in view.connections if c.target == code.node]
        if name in inputs:
            kind = "unfed"
        if kind == "outer" and not (inputs and _all_used(code, inputs)) and name in view.nodes:
            kind = "input"
        if kinds is not None and kind not in kinds:
            continue
        unused = [one for one in inputs if not re.search(rf"\b{re.escape(one)}\b", code.text)]
        says = {
            "inner": f"uses '{name}' in a function or comprehension, where the code's own names are not seen",
            "outer": f"uses '{name}', a variable of the program that the node does not get",
            "unfed": f"uses '{name}', and the connection that should bring it brought nothing",
            "input": f"uses '{name}', but its inputs are {', '.join(inputs) or 'none'}",
        }[kind]
        text = f"The code of node '{code.node}' {says}"
        return holds(
            Claim(text, code.file, code.line, code.node, name), node=code.node, name=name, kind=kind, to=name,
            port=next(iter(unused), None), inputs=inputs,
            source=_source_with(view, code.node, name), file=code.file, line=code.line,
        )  # fmt: skip
    return FAILS


def _source_with(view: View, node: str, name: str) -> str | None:
    """A node connected to this one that has an output of the name."""
    for wire in view.connections:
        outcome = view.outcomes.get(wire.source) if wire.target == node else None
        if outcome is not None and name in keys(outcome.result_shape):
            return wire.source
    return None


def _module_name(view: View, code: Code, name: str) -> bool:
    """Whether the file that adds the node binds the name at its top level."""
    source = view.source(code.file)
    if source is None or source.tree is None:
        return False
    for statement in source.tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)) and statement.name == name:
            return True
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return True
    return False


def _all_used(code: Code, inputs: list[str]) -> bool:
    return all(re.search(rf"\b{re.escape(one)}\b", code.text) for one in inputs)


@check
def code_output_not_result(view: View, kinds: list[str] | None = None) -> Verdict:
    """A connection leaves a PythonCodeNode by a name that is no output; the one output is `result`.

    `kinds`: key (a key of the dict in `result`), variable (another variable of the code), other. Binds node,
    output, port, to, kind, target, input, file, line. UNKNOWN without a connection from such a node.
    """
    seen, found = False, []
    known = {code.node: code for code in codes(view)}
    for wire in view.connections:
        node = view.nodes.get(wire.source)
        if node is None or not node.type.endswith("PythonCodeNode"):
            continue
        seen = True
        if wire.output.split(".")[0] == "result":
            continue
        code = known.get(wire.source)
        result = code.result() if code else None
        keys = _keys(result)
        kind = (
            "key"
            if wire.output in keys
            else "variable"
            if code and wire.output in code.assigned()
            else "other"
        )
        if kinds is not None and kind not in kinds:
            continue
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = (
            f"The connection takes '{wire.output}' from node '{wire.source}', whose only output is 'result'"
        )
        one = holds(
            Claim(text, file, line, wire.source, view.line_text(file, line)), node=wire.source,
            output=wire.output, port=wire.output, kind=kind, target=wire.target, input=wire.input,
            to=f"result.{wire.output}" if kind in ("key", "variable") else "result", file=file, line=line,
        )  # fmt: skip
        found.append(one)
    return together(found) if seen else unseen(view)


def _keys(node: ast.expr | None) -> list[str]:
    if not isinstance(node, ast.Dict):
        return []
    return [str(key.value) for key in node.keys if isinstance(key, ast.Constant)]


@check
def code_whole_result_connected(view: View) -> Verdict:
    """A dict in `result` of a PythonCodeNode goes whole into a parameter that wants one of its values.

    Binds node, port, to (`result.<key>`), key, target, input, file, line. UNKNOWN without such a node.
    """
    if not _has_code_node(view):
        return unseen(view)
    for code in codes(view):
        keys = _keys(code.result())
        for wire in view.connections:
            if wire.source != code.node or wire.output != "result" or not keys:
                continue
            if wire.target not in view.failed_nodes and wire.input not in keys:
                continue
            key = wire.input if wire.input in keys else keys[0]
            file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
            text = (
                f"The whole result of node '{code.node}', a dict with {', '.join(keys)}, goes into "
                f"'{wire.input}' of node '{wire.target}'"
            )
            return holds(
                Claim(text, file, line, wire.target, view.line_text(file, line)), node=code.node,
                port="result", to=f"result.{key}", key=key, target=wire.target, input=wire.input,
                file=file, line=line,
            )  # fmt: skip
    return FAILS


@check
def code_result_not_json(view: View) -> Verdict:
    """The `result` of a PythonCodeNode is of a type that JSON does not have, such as a set.

    Binds node, form (set or other), convert (the function that makes it fit), file, line. UNKNOWN without a
    PythonCodeNode.
    """
    if not _has_code_node(view):
        return unseen(view)
    for code in codes(view):
        if "JSON-serializable" not in view.failed_nodes.get(code.node, ""):
            continue
        result = code.result()
        if result is None:
            continue
        called = result.func.id if isinstance(result, ast.Call) and isinstance(result.func, ast.Name) else ""
        a_set = isinstance(result, (ast.Set, ast.SetComp)) or called in ("set", "frozenset")
        what = ast.unparse(result) if result is not None else "its value"
        text = f"Node '{code.node}' assigns {what} to 'result', which is no JSON value"
        return holds(
            Claim(text, code.file, code.line, code.node, what), node=code.node,
            form="set" if a_set else "other", convert="sorted" if a_set else "str", file=code.file, line=code.line,
        )  # fmt: skip
    return FAILS
