"""Relative SQLite URLs made absolute."""

from __future__ import annotations

import ast
import os
import re

from dataflow_debugger.agent.fixes import At, edit, expressions, fstrings
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import addends, env_settings, file_settings, string_parts, url_places

_RELATIVE = re.compile(r"^sqlite(?:\+\w+)?:///(?!/)(?![A-Za-z]:[/\\])(?!:memory:)(?!$)")
_ABSOLUTE = re.compile(r"__file__|\.resolve\(|abspath|\.absolute\(|mkdtemp|gettempdir|\.cwd\(|getcwd|home\(")


@edit
def absolute_sqlite_url(project: Project, at: At) -> None:
    """Make a relative SQLite URL absolute, below the folder of the file that it is written in."""
    changes = Changes(project)
    places = url_places(project, at)
    for place in places:
        for part in string_parts(place.node):
            _absolute(project, changes, place.file, part)
    for setting in env_settings(project):
        if _RELATIVE.match(setting.value):
            path = _RELATIVE.sub("", setting.value).partition("?")[0]
            whole = os.path.normpath(project.root / path)
            scheme = setting.value.partition("://")[0]
            text = f"{scheme}:///{whole}" + setting.value[len(f"{scheme}:///{path}") :]
            changes.add(setting.file, [Splice(setting.start, setting.end, text)])
    for setting in file_settings(project):
        # A settings file cannot say where it is; a bare file name means the same file to tables and queries.
        path = _RELATIVE.sub("", setting.value).removeprefix("./")
        if _RELATIVE.match(setting.value) and re.search(r"\.(db|sqlite3?)$", path):
            changes.add(setting.file, [Splice(setting.start, setting.end, path)])
    changes.done()


def _absolute(project: Project, changes: Changes, file: str, node: ast.expr) -> None:
    source = project.source(file)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RELATIVE.match(node.value):
        head = node.value[: node.value.index("///") + 3]
        path, mark, query = node.value[len(head) :].partition("?")
        start, end = source.span(node)
        outer = "'" if source.text[start:end].lstrip("rRbBuU").startswith("'") else '"'
        inner = "'" if outer == '"' else '"'
        name = path.removeprefix("./")
        if inner in name or "\\" in name or "{" in node.value:
            return
        where = _here(project, changes, file)
        text = f"f{outer}{head}{{{where} / {inner}{name}{inner}}}{mark}{query}{outer}"
        changes.add(file, [Splice(start, end, text)])
    elif isinstance(node, ast.JoinedStr):
        _absolute_fstring(project, changes, file, source, node)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = addends(node)
        first = parts[0]
        scheme = re.fullmatch(r"sqlite(?:\+\w+)?:///", str(getattr(first, "value", "")))
        if scheme and not _is_absolute(project, file, parts[1]):
            path = f"str({_here(project, changes, file)} / {expressions.operand(source.segment(parts[1]))})"
            changes.add(file, [Splice(*source.outer_span(parts[1]), path)])


def _here(project: Project, changes: Changes, file: str) -> str:
    name, imports = ensure_import(project, file, "pathlib", "Path")
    changes.add(file, imports)
    return f"{name}(__file__).resolve().parent"


def _absolute_fstring(
    project: Project, changes: Changes, file: str, source: Source, node: ast.JoinedStr
) -> None:
    """`f"sqlite:///{NAME}"` where the name is relative, and `f"sqlite:///data/{name}.db"`."""
    first = node.values[0]
    if not (isinstance(first, ast.Constant) and str(first.value).startswith("sqlite")):
        return
    head = re.match(r"sqlite(?:\+\w+)?:///", str(first.value))
    fields = fstrings.fields_of(source, node)
    if head is None or not fields:
        return
    lead = str(first.value)[head.end() :]
    start = source.span(node)[0]
    if lead.startswith(("/", ":memory:")):
        return
    value = node.values[1]
    if not lead and isinstance(value, ast.FormattedValue):
        if _is_absolute(project, file, value.value):
            return
        rest = node.values[2:]
        if not rest or (isinstance(rest[0], ast.Constant) and str(rest[0].value).startswith("?")):
            field = fields[0]
            text = source.text[field.expression_start : field.expression_end].strip()
            where = _here(project, changes, file)
            whole = f"{where} / {expressions.operand(text)}"
            changes.add(file, [Splice(field.expression_start, field.expression_end, whole)])
            return
    inside = source.text.index("///", start) + 3
    # The folder alone is put before what follows: `.../{name}.db` stays as it is.
    changes.add(file, [Splice(inside, inside, f"{{{_here(project, changes, file)}}}/")])


def _is_absolute(project: Project, file: str, node: ast.expr) -> bool:
    """Whether a path expression gives an absolute path, as far as can be told."""
    for place in written(project, file, node):
        if isinstance(place.node, ast.Constant) and isinstance(place.node.value, str):
            if os.path.isabs(place.node.value) or re.match(r"[A-Za-z]:[\\/]", place.node.value):
                return True
            continue
        text = ast.unparse(place.node)
        if re.search(
            r"__file__|\.resolve\(|abspath|\.absolute\(|mkdtemp|gettempdir|\.cwd\(|getcwd|home\(", text
        ):
            return True
        if any(
            isinstance(n, ast.Name) and _base_absolute(project, place.file, n) for n in ast.walk(place.node)
        ):
            return True
    return False


def _base_absolute(project: Project, file: str, name: ast.Name) -> bool:
    """`BASE / "x.db"` where BASE is absolute."""
    return any(
        _ABSOLUTE.search(ast.unparse(place.node)) or _literal_absolute(place.node)
        for place in written(project, file, name)
    )


def _literal_absolute(node: ast.expr) -> bool:
    texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return any(os.path.isabs(text) for text in texts)
