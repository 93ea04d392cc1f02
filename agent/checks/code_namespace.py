"""Checks of what the code of a PythonCodeNode finds around it: inputs, modules, the margin it begins at."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.python_code import codes
from dataflow_debugger.agent.checks.view import View

_UNDEFINED = re.compile(r"name '(?P<name>\w+)' is not defined")
_AROUND = frozenset(
    ("inputs", "input_data", "input", "data", "params", "kwargs", "context", "parameters", "node_input")
)
_MODULE = re.compile(r"'module' object is not callable|module '\w+' has no attribute '\w+'")
_INDENT = re.compile(r"unexpected indent|unindent does not match|IndentationError")


@check
def code_reads_inputs_dict(view: View) -> Verdict:
    """The code reads its inputs from a dict (`inputs["rows"]`) that is not there.

    Binds node, name, find (a regex over the code whose group is the input's name), inputs, file, line. UNKNOWN
    without a PythonCodeNode.
    """
    seen = False
    for code in codes(view):
        seen = True
        found = _UNDEFINED.search(view.failed_nodes.get(code.node, ""))
        if found is None or found["name"] not in _AROUND:
            continue
        name = found["name"]
        find = rf"\b{name}(?:\[\\?['\"]|\.get\(\\?['\"])(\w+)\\?['\"](?:\]|(?:, *[^()]*)?\))"
        keys = re.findall(find, code.text)
        if not keys:
            continue
        text = f"The code of node '{code.node}' reads '{keys[0]}' from '{name}', which is not there"
        claim = Claim(text, code.file, code.line, code.node, name)
        return holds(claim, node=code.node, name=name, find=find, inputs=keys, file=code.file, line=code.line)
    return FAILS if seen else unseen(view)


@check
def code_lacks_import(view: View) -> Verdict:
    """The code uses a name as the script imports it, which in the code is a module or nothing.

    Binds node, name, statement (the import), file, line. UNKNOWN without a PythonCodeNode.
    """
    seen = False
    for code in codes(view):
        seen = True
        error = view.failed_nodes.get(code.node, "")
        told, undefined = _MODULE.search(error), _UNDEFINED.search(error)
        if code.tree is None or (told is None and undefined is None):
            continue
        source = view.source(code.file)
        imported = source.imports if source is not None else {}
        used = {n.id for n in ast.walk(code.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        used -= set(code.assigned())
        if undefined is not None:
            used &= {undefined["name"]}
        for name in sorted(used):
            module, part = imported.get(name, (None, None))
            if module is None and told is not None and name in ("datetime", "time", "date"):
                module, part = ("time", "time") if name == "time" else ("datetime", name)
            own = told is not None and part is None
            if module is None or own or module.split(".")[0] in ("dataflow", "kailash"):
                continue
            statement = f"from {module} import {part}" if part else f"import {module}"
            if part and part != name:
                statement += f" as {name}"
            text = f"The code of node '{code.node}' uses '{name}', which it does not import"
            claim = Claim(text, code.file, code.line, code.node, name)
            return holds(
                claim, node=code.node, name=name, statement=statement, file=code.file, line=code.line
            )
    return FAILS if seen else unseen(view)


@check
def code_indented(view: View) -> Verdict:
    """The lines of the code begin with blanks, and Python refuses it for that.

    Binds node, file, line. UNKNOWN without a PythonCodeNode.
    """
    seen = False
    for code in codes(view):
        seen = True
        if not _INDENT.search(view.failed_nodes.get(code.node, "")):
            continue
        lines = [line for line in code.text.splitlines() if line.strip()]
        if lines and lines[0][:1] in " \t":
            text = f"The code of node '{code.node}' begins with blanks before '{lines[0].strip()}'"
            claim = Claim(text, code.file, code.line, code.node, lines[0])
            return holds(claim, node=code.node, file=code.file, line=code.line)
    return FAILS if seen else unseen(view)
