"""Percent-encoding of the password in a database URL."""

from __future__ import annotations

import ast
import re
from urllib.parse import quote

from dataflow_debugger.agent.fixes import At, brackets, edit, fstrings
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import (
    Credentials,
    addends,
    env_settings,
    environment_names,
    string_parts,
    url_places,
)

_SAFE = re.compile(r"^[A-Za-z0-9._~%-]*$")


@edit
def percent_encode_password(project: Project, at: At) -> None:
    """Percent-encode the password in the database URL, in place or by `quote(..., safe="")`."""
    changes = Changes(project)
    places = url_places(project, at)
    for place in places:
        for part in string_parts(place.node):
            _encode(project, changes, Place(place.file, part))
    for setting in env_settings(project):
        if setting.name in environment_names(project, places) or "URL" in setting.name:
            found = Credentials.of(setting.value)
            if found is not None and not _encoded(setting.value[found.start : found.end]):
                text = quote(setting.value[found.start : found.end], safe="")
                changes.add(
                    setting.file, [Splice(setting.start + found.start, setting.start + found.end, text)]
                )
    changes.done()


def _encoded(password: str) -> bool:
    return bool(_SAFE.match(password)) and not re.search(r"%(?![0-9A-Fa-f]{2})", password)


def _encode(project: Project, changes: Changes, place: Place) -> None:
    node, source = place.node, project.source(place.file)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = Credentials.of(node.value)
        if found is not None and not _encoded(node.value[found.start : found.end]):
            password = node.value[found.start : found.end]
            text = node.value[: found.start] + quote(password, safe="") + node.value[found.end :]
            start, end = source.span(node)
            changes.add(place.file, [Splice(start, end, brackets.quoted(text, source.text[start:end]))])
    elif isinstance(node, ast.JoinedStr):
        _encode_field(project, changes, place.file, source, node)
    elif isinstance(node, ast.Call):
        _encode_format(project, changes, place.file, source, node)
    elif isinstance(node, ast.BinOp):
        _encode_sum(project, changes, place.file, source, node)


def _quoting(project: Project, changes: Changes, file: str, expression: str, outer: str) -> str:
    """The expression inside `quote`, in other quotes than the string around it."""
    function, imports = ensure_import(project, file, "urllib.parse", "quote")
    changes.add(file, imports)
    mark = "'" if outer == '"' else '"'
    return f"{function}({expression}, safe={mark}{mark})"


def _is_quoted(text: str) -> bool:
    return bool(re.search(r"\bquote(_plus)?\(", text))


def _encode_field(project: Project, changes: Changes, file: str, source: Source, node: ast.JoinedStr) -> None:
    """The field that stands after `user:` and before `@`."""
    fields, index = fstrings.fields_of(source, node), 0
    before = ""
    for position, part in enumerate(node.values):
        if isinstance(part, ast.Constant):
            before += str(part.value)
            continue
        following = node.values[position + 1] if position + 1 < len(node.values) else None
        after = str(following.value) if isinstance(following, ast.Constant) else ""
        if (
            re.search(r"://[^/@]*:$", before)
            and after.startswith("@")
            and isinstance(part, ast.FormattedValue)
        ):
            field = fields[index]
            text = source.text[field.expression_start : field.expression_end]
            if not _is_quoted(text) and not _quoted_before(project, file, part.value):
                mark = source.quote_around(field.start)
                quoted = _quoting(project, changes, file, text.strip(), mark)
                changes.add(file, [Splice(field.expression_start, field.expression_end, quoted)])
        before += "x"
        index += 1


def _quoted_before(project: Project, file: str, node: ast.expr) -> bool:
    """Whether the value was encoded where it is written."""
    return any(
        isinstance(place.node, ast.Call) and _is_quoted(ast.unparse(place.node))
        for place in written(project, file, node)
    )


def _encode_format(project: Project, changes: Changes, file: str, source: Source, node: ast.Call) -> None:
    """`"...://{user}:{password}@...".format(password=...)`."""
    assert isinstance(node.func, ast.Attribute)
    template = node.func.value
    if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
        return
    found = re.search(r"://[^/@]*:\{(\w*)\}@", template.value)
    if found is None:
        return
    name = found.group(1)
    given: ast.expr | None = next((w.value for w in node.keywords if w.arg == name), None)
    if given is None:
        index = int(name) if name.isdigit() else template.value[: found.start(1)].count("{") - 1
        given = node.args[index] if index < len(node.args) else None
    if given is not None and not _is_quoted(source.segment(given)):
        text = _quoting(project, changes, file, source.segment(given), "'")
        changes.add(file, [Splice(*source.outer_span(given), text)])


def _encode_sum(project: Project, changes: Changes, file: str, source: Source, node: ast.BinOp) -> None:
    """`"...://user:" + PASSWORD + "@host"`, and `"...%s:%s@..." % (user, password)`."""
    if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
        holes = re.findall(r"%s|%\((\w+)\)s", str(node.left.value))
        head = str(node.left.value).partition("@")[0]
        index = len(re.findall(r"%s", head)) - 1
        if isinstance(node.right, ast.Tuple) and 0 <= index < len(holes) and head.endswith(":%s"):
            given = node.right.elts[index]
            text = _quoting(project, changes, file, source.segment(given), "'")
            if not _is_quoted(source.segment(given)):
                changes.add(file, [Splice(*source.outer_span(given), text)])
        return
    parts = addends(node)
    for before, given, after in zip(parts, parts[1:], parts[2:], strict=False):
        left = before.value if isinstance(before, ast.Constant) else None
        right = after.value if isinstance(after, ast.Constant) else None
        between = str(left).endswith(":") and str(right).startswith("@")
        if between and not _is_quoted(source.segment(given)):
            text = _quoting(project, changes, file, source.segment(given), "'")
            changes.add(file, [Splice(*source.outer_span(given), text)])
