"""Edits of a DatabaseConfig that describes the database by parts, of which DataFlow reads only the URL."""

from __future__ import annotations

import ast
from urllib.parse import quote

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.brackets import quoted
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice

_PARTS = ("driver", "username", "password", "host", "port", "database")
_PORTS = {"mysql": 3306, "mariadb": 3306}


@edit
def url_of_parts(project: Project, at: At) -> None:
    """Give `DatabaseConfig(...)` the URL that its driver, host, user and name make, instead of these.

    The values of `**settings` are read from it. Where the parts cannot be told, the configuration is made to
    put its own URL together before DataFlow gets it.
    """
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            words = {word.arg for word in call.keywords}
            if name_of(call).rpartition(".")[2] != "DatabaseConfig" or words & {"url", "database_url"}:
                continue
            given = _arguments(project, file, call)
            if given and given.keys() & {"host", "database"}:
                changes.add(file, _with_url(project, file, call, given))
    if not changes.splices:
        _own_url(project, changes)
    changes.done()


def _arguments(project: Project, file: str, call: ast.Call) -> dict[str, str]:
    """Name and text of each argument, of `**settings` what is read from it; empty where they are not known."""
    source = project.source(file)
    given: dict[str, str] = {}
    for word in call.keywords:
        if word.arg is not None:
            given[word.arg] = source.segment(word.value)
            continue
        entries = {e.key: e for one in mappings(project, file, word.value) for e in one.entries}
        if not entries:
            return {}
        owner = expressions.operand(source.segment(word.value))
        for key, entry in entries.items():
            if entry.holder is word.value:
                given[key] = source.segment(entry.value)
            else:
                # What is put in later may be put in under a condition.
                given[key] = f'{owner}.get("{key}")' if entry.kind == "store" else f'{owner}["{key}"]'
    return given


def _with_url(project: Project, file: str, call: ast.Call, given: dict[str, str]) -> list[Splice]:
    template, values, imports = "", list[str](), list[Splice]()

    def put(text: str) -> None:
        nonlocal template
        value = _constant(text)
        plain = isinstance(value, (str, int)) and "{" not in str(value) and "}" not in str(value)
        template += str(value) if plain else "{}"
        if not plain:
            values.append(text)

    driver = given.get("driver", '"postgresql"')
    put(driver)
    template += "://"
    if given.get("username", "None") != "None":
        put(given["username"])
        if given.get("password", "None") != "None":
            template += ":"
            secret, imports = _encoded(project, file, given["password"])
            put(secret)
        template += "@"
    put(given.get("host", '"localhost"'))
    template += ":"
    put(given.get("port", str(_PORTS.get(str(_constant(driver)), 5432))))
    template += "/"
    put(given.get("database", '""'))
    text = quoted(template) + (f".format({', '.join(values)})" if values else "")
    rest = [f"{name}={value}" for name, value in given.items() if name not in _PARTS]
    source = project.source(file)
    new = f"{source.segment(call.func)}({', '.join([f'url={text}', *rest])})"
    return [*imports, Splice(*source.span(call), new)]


def _constant(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _encoded(project: Project, file: str, password: str) -> tuple[str, list[Splice]]:
    """The password as the URL needs it, and the import of `quote` where it is encoded as the program runs."""
    value = _constant(password)
    if isinstance(value, str):
        return quoted(quote(value, safe="")), []
    function, imports = ensure_import(project, file, "urllib.parse", "quote")
    return f'{function}({password} or "", safe="")', imports


def _own_url(project: Project, changes: Changes) -> None:
    """Before each `DataFlow(config=...)`: the URL that the configuration makes of its parts, given to itself."""
    if not any("driver" in project.text(file) for file in project.python()):
        raise NoEdit("without a driver no URL can be made of the parts")
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            word = next((word for word in call.keywords if word.arg == "config"), None)
            if word is None or name_of(call).rpartition(".")[2] != "DataFlow":
                continue
            start = source.line_start(source.holder(call).lineno)
            indent = source.indent(source.holder(call).lineno)
            name, lines = source.segment(word.value), ""
            if not isinstance(word.value, (ast.Name, ast.Attribute)):
                name, lines = "config", f"{indent}config = {name}\n"
                changes.add(file, [Splice(*source.span(word.value), name)])
            lines += f"{indent}{name}.database_url = {name}.database_url\n"
            changes.add(file, [Splice(start, start, lines)])
