"""Checks of configuration: the URL of an instance, where it came from, options that had no effect."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import nearest
from dataflow_debugger.agent.checks.shapes import shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source

_READS = ("os.getenv", "getenv", "os.environ.get", "environ.get")


def inits(view: View) -> list[Call]:
    """The observed calls of `DataFlow(...)`, in order."""
    return view.calls("dataflow.init")


def _site(view: View, index: int | None = None) -> tuple[str | None, int | None]:
    """File and line of the `DataFlow(...)` of an instance, or of the last one."""
    calls = inits(view)
    fitting = [call for call in calls if index is None or call.instance == index] or calls
    return view.at(fitting[-1].at) if fitting else (None, None)


@check
def instance_url(view: View, pattern: str) -> Verdict:
    """The URL of a DataFlow instance, without credentials, matches the regex (searched).

    Looks at instances and at the argument of calls that failed. Binds url, instance, file and line of
    `DataFlow(...)` and named groups. UNKNOWN when no URL is known.
    """
    instances = view.evidence.inspector.instances if view.evidence.inspector else []
    known = [(index, one.url) for index, one in enumerate(instances) if one.url]
    for call in inits(view):
        given = call.args.get("database_url") if isinstance(call.args, dict) else None
        if isinstance(given, str) and not given.startswith("<") and (call.instance, given) not in known:
            known.append((call.instance if call.instance is not None else -1, given))
    if not known:
        return UNKNOWN
    for index, url in known:
        found = re.search(pattern, url)
        if found:
            file, line = _site(view, index)
            groups = {name: text for name, text in found.groupdict().items() if text is not None}
            claim = Claim(f"The database URL is {url}", file, line, value=url)
            return holds(claim, **{**groups, "url": url, "instance": index, "file": file, "line": line})
    return FAILS


@check
def environment_url(view: View) -> Verdict:
    """DATABASE_URL is set, although an instance was made without a URL. UNKNOWN without instances."""
    if not inits(view):
        return UNKNOWN
    for index, options in view.options():
        database = view.evidence.environment.database
        if options.get("url_configured") is False and database is not None and database.url:
            file, line = _site(view, index)
            if not database.url.startswith("sqlite:///:memory:"):
                claim = Claim(
                    f"DATABASE_URL is {database.url}, and DataFlow has no URL", file, line, value=database.url
                )
                return holds(claim, file=file, line=line, url=database.url)
    return FAILS


@check
def init_failed_with_text_option(view: View, names: list[str]) -> Verdict:
    """`DataFlow(...)` failed and one of the named numeric options was a text. Binds option, file, line."""
    calls = inits(view)
    if not calls:
        return UNKNOWN
    for call in calls:
        args = call.args if isinstance(call.args, dict) else {}
        for name in names if not call.ok else ():
            value = args.get(name)
            if isinstance(value, str):
                file, line = view.at(call.at)
                claim = Claim(f"{name} was given as the text {value!r}", file, line, value=shape_text(value))
                return holds(claim, option=name, file=file, line=line)
    return FAILS


def environment_reads(view: View) -> Iterator[tuple[Source, ast.Call, str]]:
    """`os.getenv("NAME")`, `settings.get("NAME")` that end up as the URL of DataFlow: source, call, name."""
    for source in view.sources.values():
        for node in source.nodes:
            if not isinstance(node, ast.Call) or _dotted(node.func).rsplit(".", 1)[-1] != "DataFlow":
                continue
            words = [word.value for word in node.keywords if word.arg == "database_url"]
            for given in [*node.args[:1], *words]:
                found, where = resolve(given, source, view.sources)
                if isinstance(found, ast.Call) and _reads_setting(found) and found.args:
                    name, _ = resolve(found.args[0], where, view.sources)
                    if (
                        isinstance(name, ast.Constant)
                        and isinstance(name.value, str)
                        and len(found.args) == 1
                    ):
                        yield where, found, name.value


def _reads_setting(node: ast.Call) -> bool:
    """`os.getenv(...)`, or `.get(...)` of any mapping."""
    return _dotted(node.func) in _READS or (isinstance(node.func, ast.Attribute) and node.func.attr == "get")


def _dotted(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""


def _without_url(view: View) -> bool:
    return any(options.get("url_configured") is False for _, options in view.options())


def _dotenv_names(view: View) -> set[str]:
    """Names of variables in the `.env` files of the program's folder."""
    texts = [one.text for one in view.evidence.source if one.file.rsplit("/", 1)[-1] == ".env"]
    return {name for text in texts for name in re.findall(r"^\s*(?:export\s+)?(\w+)\s*=", text, re.M)}


def _loads_dotenv(view: View) -> bool:
    return any(
        "load_dotenv" in source.text or "dotenv_values" in source.text for source in view.sources.values()
    )


@check
def dotenv_not_loaded(view: View) -> Verdict:
    """The URL is read from a variable that stands in `.env`, and no source loads that file.

    Binds variable, file, line. UNKNOWN when the evidence has no sources.
    """
    if not view.sources:
        return UNKNOWN
    names = _dotenv_names(view)
    if not names or _loads_dotenv(view) or not _without_url(view):
        return FAILS
    for source, call, name in environment_reads(view):
        if name in names:
            claim = Claim(
                f"{name} stands in .env, and nothing in the program loads that file", source.file, call.lineno
            )
            return holds(claim, variable=name, file=source.file, line=call.lineno)
    return FAILS


def _loaded_late(view: View, name: str) -> bool:
    """Whether `.env` holds the variable and is loaded, so that a missing value means: loaded too late."""
    call = re.compile(r"\bload_dotenv\(\s*\)|\bload_dotenv\([^()\n]*\.env['\"]")
    return name in _dotenv_names(view) and any(call.search(source.text) for source in view.sources.values())


@check
def dotenv_loaded_late(view: View) -> Verdict:
    """The URL is read from a variable of `.env` before the program loads that file.

    Binds variable, file, line (where it is read). UNKNOWN when the evidence has no sources.
    """
    if not view.sources:
        return UNKNOWN
    for source, call, name in environment_reads(view) if _without_url(view) else ():
        if _loaded_late(view, name):
            claim = Claim(f"{name} is read before load_dotenv() has run", source.file, call.lineno)
            return holds(claim, variable=name, file=source.file, line=call.lineno)
    return FAILS


@check
def environment_variable_unset(view: View) -> Verdict:
    """The URL is read from a variable that is not set, and not from a `.env` that was forgotten.

    Binds variable, to (a variable of nearly that name which the program or `.env` sets), file, line.
    """
    if not view.sources:
        return UNKNOWN
    if not _without_url(view):
        return FAILS
    in_dotenv = _dotenv_names(view)
    for source, call, name in environment_reads(view):
        if name in in_dotenv and (not _loads_dotenv(view) or _loaded_late(view, name)):
            continue
        near = nearest(name, [*sorted(_set_by_program(view)), *sorted(in_dotenv)])
        bound: dict[str, Any] = {"to": near} if near else {}
        hint = f"; {near} is" if near else ""
        claim = Claim(
            f"The environment variable {name} is not set{hint}", source.file, call.lineno, value=name
        )
        return holds(claim, variable=name, file=source.file, line=call.lineno, **bound)
    return FAILS


def _set_by_program(view: View) -> set[str]:
    """Names of variables that the user's code puts into the environment."""
    found = set()
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.Call) and _dotted(node.func) in ("os.environ.setdefault", "os.putenv"):
                first = node.args[0] if node.args else None
            elif isinstance(node, ast.Subscript) and _dotted(node.value) == "os.environ":
                first = node.slice if isinstance(node.ctx, ast.Store) else None
            else:
                continue
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


@check
def database_connected(view: View) -> Verdict:
    """A DataFlow instance has really worked with its database. UNKNOWN when no instance was seen."""
    known = [options for _, options in view.options() if "connected" in options]
    if not known:
        return UNKNOWN
    if any(options["connected"] for options in known) or any(call.ok for call in view.calls("express*")):
        return holds(Claim("DataFlow worked with the database"))
    return FAILS


_PARTS = ("host", "driver", "database", "username")


@check
def database_config_of_parts(view: View) -> Verdict:
    """A DatabaseConfig got host, driver, user or name, and no URL.

    Seen where the constructor is called, also with `**settings`, and where attributes are set on it. Binds
    file, line. UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    configured = any("DataFlowConfig" in source.text for source in view.sources.values())
    for source in view.sources.values() if configured else ():
        for node in source.nodes:
            given = _parts_given(node)
            if given is None or re.search(r"\.(?:database_)?url\s*=", source.text):
                continue
            line = getattr(node, "lineno", 1)
            said = f"The database is described by {given}; the URL, which alone counts, is not given"
            claim = Claim(said, source.file, line, value=source.segment(node))
            return holds(claim, file=source.file, line=line)
    return FAILS


def _parts_given(node: ast.AST) -> str | None:
    """The parts that `DatabaseConfig(...)` or `config.database.host = ...` gives instead of a URL."""
    if isinstance(node, ast.Call) and _dotted(node.func).rsplit(".", 1)[-1] == "DatabaseConfig":
        words = [word.arg for word in node.keywords]
        if node.args or "url" in words or "database_url" in words:
            return None
        spread = ["**" + ast.unparse(word.value) for word in node.keywords if word.arg is None]
        return ", ".join([word for word in words if word in _PARTS] + spread) or None
    targets = node.targets if isinstance(node, ast.Assign) else []
    for target in targets:
        owner = _dotted(target.value) if isinstance(target, ast.Attribute) else ""
        if isinstance(target, ast.Attribute) and target.attr in _PARTS and owner.endswith(".database"):
            return f"{owner}.{target.attr}"
    return None
