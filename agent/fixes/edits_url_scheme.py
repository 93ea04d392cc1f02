"""The edit that takes SQLAlchemy's driver out of a database URL, wherever the program puts that together."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.edits_environment import url_text
from dataflow_debugger.agent.fixes.imports import add_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.fixes.strings import replaced
from dataflow_debugger.agent.fixes.urls import env_settings, url_arguments

_DRIVER = re.compile(r"(postgres(?:ql)?)(\+\w+)")
# In an f-string the driver may be a field.
_IN_TEXT = r"^(postgres(?:ql)?)\+(?:\w+|\{[^{}]*\})://"
_ENGINES = ("create_engine", "create_async_engine", "engine_from_config", "async_engine_from_config")
_SPELT = (ast.Constant, ast.JoinedStr)


@edit
def drop_url_driver(project: Project, at: At, *, url: str) -> None:
    """Write the PostgreSQL URL without the driver after its `+`.

    Where the scheme is written apart from the rest, it is changed there. Where it is written nowhere, or an
    engine of SQLAlchemy needs it as it is, only the instance gets the URL without it.
    """
    found = _DRIVER.match(url)
    if found is None:
        raise NoEdit("the URL names no driver")
    if not _needed_elsewhere(project):
        with contextlib.suppress(NoEdit):
            url_text(project, at, find=_IN_TEXT, to=r"\1://")
            return
        changes = Changes(project)
        for file, splices in _apart(project, found.group()):
            changes.add(file, splices)
        if any(changes.splices.values()):
            changes.done()
            return
    changes = Changes(project)
    for file, call, given in url_arguments(project):
        changes.add(file, _at_instance(project, file, call, given, found.group(2)))
    changes.done()


def _needed_elsewhere(project: Project) -> bool:
    """Whether the program makes an engine of SQLAlchemy, which needs the driver."""
    calls = (call for file in project.python() for call in project.source(file).calls())
    return any(name_of(call).rpartition(".")[2] in _ENGINES for call in calls)


def _apart(project: Project, scheme: str) -> Iterator[tuple[str, list[Splice]]]:
    """Changes of the scheme where it is a text of its own, in code and in `.env`."""
    plain = scheme.partition("+")[0]
    for file in project.python():
        source = project.source(file)
        for node in source.by_type.get(ast.Constant, ()):
            around = source.parent(node)
            if isinstance(around, (ast.Compare, ast.JoinedStr, ast.Expr)) or not isinstance(
                node, ast.Constant
            ):
                continue
            if node.value in (scheme, f"{scheme}:", f"{scheme}://"):
                yield file, [replaced(source, node, str(node.value).replace(scheme, plain))]
    for setting in env_settings(project):
        if setting.value == scheme:
            yield setting.file, [Splice(setting.start, setting.end, plain)]


def _at_instance(
    project: Project, file: str, call: ast.Call, given: ast.expr | None, driver: str
) -> list[Splice]:
    """The URL without its driver as it is handed to the instance."""
    source = project.source(file)
    without = f'.replace({brackets.quoted(driver, brackets.usual_quote(source))}, "", 1)'
    if given is None and (name_of(call).rpartition(".")[2] != "DataFlow" or call.keywords):
        return []
    if given is None:
        # Nothing is given: DataFlow reads the variable itself.
        text = f'os.environ["DATABASE_URL"]{without}'
        return [*add_import(source, "import os"), *brackets.prepend(source, call, text)]
    if isinstance(given, _SPELT):
        start, end = source.span(given)
        found = source.text.find(f"{driver}://", start, end)
        if found >= 0:
            return [Splice(found, found + len(driver), "")]
    return [Splice(*source.outer_span(given), expressions.operand(source.segment(given)) + without)]
