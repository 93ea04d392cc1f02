"""Checks of configuration: database URLs, drivers, options of DataFlow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source
from dataflow_debugger.agent.patterns import compile

SCHEMES = ("sqlite", "postgresql", "postgres", "mysql", "mongodb", "mongodb+srv")
OPTIONS = (
    "database_url",
    "config",
    "pool_size",
    "pool_max_overflow",
    "pool_recycle",
    "echo",
    "multi_tenant",
    "tenant_isolation_strategy",
    "encryption_key",
    "credential_provider",
    "audit_logging",
    "cache_enabled",
    "cache_ttl",
    "monitoring",
    "slow_query_threshold",
    "debug",
    "migration_enabled",
    "auto_migrate",
    "existing_schema_mode",
    "enable_model_persistence",
    "tdd_mode",
    "test_mode",
    "migration_lock_timeout",
    "enable_connection_pooling",
    "max_overflow",
    "enable_caching",
    "validate_on_write",
    "log_level",
    "log_config",
    "read_url",
    "read_pool_size",
    "redis_url",
    "trust_enforcement_mode",
    "runtime",
    "batch_size",
    "max_retries",
)
# Which module a dialect or URL scheme needs, and the distribution that has it.
DRIVERS = {
    "aiosqlite": "aiosqlite",
    "asyncpg": "asyncpg",
    "psycopg2": "psycopg2-binary",
    "psycopg": "psycopg[binary]",
    "aiomysql": "aiomysql",
    "pymysql": "PyMySQL",
    "motor": "motor",
    "pymongo": "pymongo",
}
_UNKNOWN_OPTIONS = re.compile(r"DF-CFG-001: Unknown parameters passed to DataFlow: \{(?P<names>[^}]*)\}")
_URL_REFUSED = re.compile(r"URL format validation failed|Invalid \w+ URL|DF-401|could not parse.*URL", re.I)
_NO_MODULE = re.compile(
    r"No module named '(?P<module>[\w.]+)'|(?P<named>\w+) (?:is not installed|not available)"
)
# Without this module DataFlow merely keeps no registry of models; the program works.
_HARMLESS = frozenset({"psycopg"})


def init_place(view: View, index: int | None = None) -> tuple[str | None, int | None]:
    """File and line of the (index-th) `DataFlow(...)` of the run, else of the source."""
    calls = view.calls("dataflow.init")
    chosen = [call for call in calls if index is None or call.instance == index] or calls
    if chosen:
        return view.at(chosen[0].at)
    for source in view.sources.values():
        for match in compile("DataFlow(...)").matches(source):
            return source.file, match.line
    return None, None


def url_sources(view: View) -> Iterator[tuple[ast.expr, Source]]:
    """The expressions given to DataFlow as its URL, followed to where they are written."""
    for source in view.sources.values():
        for match in compile("DataFlow($URL, ...)").matches(source):
            bound = match.bindings["URL"]
            if isinstance(bound, ast.expr):
                yield resolve(bound, source, view.sources, calls=True)
        for match in compile("DataFlow(database_url=$URL, ...)").matches(source):
            bound = match.bindings["URL"]
            if isinstance(bound, ast.expr):
                yield resolve(bound, source, view.sources, calls=True)


def _written(view: View, pattern: str) -> tuple[str | None, int | None, str | None]:
    """Where the source spells a URL that matches: file, line and text; else where DataFlow is made."""
    for node, source in url_sources(view):
        text = source.segment(node)
        if re.search(pattern, text):
            return source.file, node.lineno, text
    for source in view.sources.values():
        for written in source.nodes:
            if not isinstance(written, (ast.Constant, ast.JoinedStr)):
                continue
            if re.search(pattern, source.segment(written)):
                return source.file, written.lineno, source.segment(written)
    file, line = init_place(view)
    return file, line, view.line_text(file, line)


@check
def relative_sqlite_url(view: View) -> Verdict:
    """A SQLite URL with three slashes names a relative file; tables and queries then use two files.

    The database files on disk decide where they are known: the one with the tables and the one the queries
    opened. Binds url, path, tables_in, queries_in, file, line. UNKNOWN when no URL is known.
    """
    if not view.urls:
        return UNKNOWN
    for url in view.urls:
        found = re.match(r"sqlite(?:\+\w+)?:///(?P<path>[^/:?][^?]*)", url)
        if (
            found is None
            or found["path"].startswith((":memory:", "file:"))
            or re.match(r"[A-Za-z]:", found["path"])
        ):
            continue
        path = found["path"]
        file, line, text = _written(view, r"sqlite:///(?!/)")
        claims = [
            Claim(
                f"The URL {url} is relative: three slashes and no leading one in the path",
                file,
                line,
                value=text,
            )
        ]
        tables, queries = _files_of(view, path)
        if tables and queries:
            claims.append(
                Claim(f"The tables are in {tables}, the queries go to {queries}, which has none of them")
            )
        return holds(*claims, url=url, path=path, tables_in=tables, queries_in=queries, file=file, line=line)
    return FAILS


def _files_of(view: View, path: str) -> tuple[str | None, str | None]:
    """The database file that has the tables, and the one at the root that the queries open."""
    inspector = view.evidence.inspector
    tables = queries = None
    for database in inspector.databases if inspector else []:
        if database.path == f"/{path}":
            queries = database.path
        elif database.path.endswith(path) and database.tables:
            tables = database.path
    return tables, queries


@check
def memory_url(view: View) -> Verdict:
    """The database is in memory. Binds url, file, line. UNKNOWN when no URL is known."""
    if not view.urls:
        return UNKNOWN
    for url in view.urls:
        if re.search(r":memory:|mode=memory|^sqlite:/{0,2}$", url):
            file, line, text = _written(view, r":memory:|mode=memory")
            return holds(
                Claim(f"The database is in memory ({url})", file, line, value=text),
                url=url,
                file=file,
                line=line,
            )
    return FAILS


@check
def url_scheme_unknown(view: View) -> Verdict:
    """The scheme of the URL is none that DataFlow knows.

    Binds scheme, key, to (the nearest), url, file, line. UNKNOWN when no URL with a scheme is known.
    """
    seen = False
    for url in view.urls:
        found = re.match(r"(?P<scheme>[A-Za-z][\w+.-]*)://", url)
        if found is None:
            continue
        seen = True
        scheme = found["scheme"]
        if scheme.lower().split("+")[0] in SCHEMES or scheme.lower() in SCHEMES:
            continue
        to = nearest(scheme, ("sqlite", "postgresql", "mysql", "mongodb"))
        file, line, text = _written(view, rf"{re.escape(scheme)}://")
        hint = f"; '{to}' is" if to else ""
        claim = Claim(f"'{scheme}' is no scheme that DataFlow knows{hint}", file, line, value=text)
        return holds(claim, scheme=scheme, key=scheme, to=to, url=url, file=file, line=line)
    return FAILS if seen else UNKNOWN


@check
def url_password_unencoded(view: View) -> Verdict:
    """The password in the URL has characters that must be percent-encoded, so that the URL cannot be split.

    Told by capture (which characters, never the password), or concluded: the URL was refused although scheme,
    host and port are in order once the password is taken out. Binds variable (the name of the password in the
    URL's f-string), characters, url, file, line. UNKNOWN when no URL with a password is known.
    """
    refused = any(_URL_REFUSED.search(text.text) for text in view.all_texts)
    with_password = [url for url in view.urls if re.match(r"\w[\w+.-]*://[^/@\s]*:[^/\s]*@", url)]
    if not with_password:
        return FAILS if view.urls and not any("@" in url for url in view.urls) else UNKNOWN
    told = [
        str(options["password_characters"])
        for _, options in view.options()
        if options.get("password_characters")
    ]
    sound = [url for url in with_password if _sound(url)]
    if not told and not (refused and sound):
        return FAILS
    file, line, variable, text = _password_place(view)
    shown = f" ({', '.join(told[0])})" if told else ""
    claims = [
        Claim(
            f"The password in the URL has characters that must be percent-encoded{shown}",
            file,
            line,
            value=text,
        )
    ]
    if not told:
        claims.append(Claim(f"Without the password the URL is in order: {sound[0]}", value=sound[0]))
    return holds(
        *claims,
        variable=variable,
        characters=told[0] if told else None,
        url=with_password[0],
        file=file,
        line=line,
    )


def _sound(url: str) -> bool:
    """Whether a redacted URL has a known scheme, one `@`, a host and a port that is a number."""
    found = re.fullmatch(
        r"(?P<scheme>[\w+]+)://[^:@/]+:\*+@[\w.-]+(?::(?P<port>\d+))?(?:/[\w.-]+)?(?:\?.*)?", url
    )
    return found is not None and found["scheme"].split("+")[0] in SCHEMES


def _password_place(view: View) -> tuple[str | None, int | None, str | None, str | None]:
    """Where the URL is put together, and the name that stands for the password in it."""
    given: list[tuple[ast.AST, Source]] = list(url_sources(view))
    every = [(node, source) for source in view.sources.values() for node in source.nodes]
    for node, source in [*given, *every]:
        variable = _password_part(node)
        if variable is not None and isinstance(node, ast.expr):
            return source.file, node.lineno, source.segment(variable), source.segment(node)
    file, line, text = _written(view, r"://[^/\s]*:[^/\s]*@")
    return file, line, None, text


def _password_part(node: ast.AST) -> ast.expr | None:
    """The expression between `://user:` and `@` in an f-string."""
    if not isinstance(node, ast.JoinedStr):
        return None
    spelled = [
        str(part.value) if isinstance(part, ast.Constant) else f"{{{index}}}"
        for index, part in enumerate(node.values)
    ]
    found = re.search(r"://[^/@]*:\{(\d+)\}@", "".join(spelled))
    part = node.values[int(found.group(1))] if found else None
    return part.value if isinstance(part, ast.FormattedValue) else None


@check
def driver_missing(view: View, module: str | None = None) -> Verdict:
    """A database driver is not installed, as an error says. `module` is a glob over its name.

    Binds module, package (to install), file, line. FAILS when no error names a known driver.
    """
    for text in view.all_texts:
        for found in _NO_MODULE.finditer(text.text):
            name = (found["module"] or found["named"]).split(".")[0]
            if name not in DRIVERS or not glob(module, name):
                continue
            if name in _HARMLESS and not any(found.group() in one.message for one in view.raised):
                continue
            installed = view.version(DRIVERS[name].split("[")[0])
            if installed is not None:
                continue
            file, line = init_place(view)
            claim = Claim(
                f"The driver '{name}' is not installed ({found.group()})", file, line, value=DRIVERS[name]
            )
            return holds(claim, module=name, package=DRIVERS[name], file=file, line=line)
    return FAILS


@check
def unknown_dataflow_option(view: View, name: str | None = None, misspelt: bool | None = None) -> Verdict:
    """DataFlow was given an option it does not know and ignores (DF-CFG-001). `name` is a glob over it.

    `misspelt: true` wants that a known option is near. Binds key, option, to, file, line; where the warning
    names what to use also `instead` and `instead_value`. FAILS without such a warning.
    """
    for text in view.all_texts:
        found = _UNKNOWN_OPTIONS.search(text.text)
        for option in re.findall(r"'([^']+)'", found["names"]) if found else []:
            to = nearest(option, OPTIONS, 0.7)
            if not glob(name, option) or (misspelt is not None and (to is not None) is not misspelt):
                continue
            file, line = _option_place(view, option)
            hint = f"; '{to}' is" if to else ""
            claim = Claim(
                f"'{option}' is no option of DataFlow and has no effect{hint}",
                file,
                line,
                value=view.line_text(file, line),
            )
            return holds(
                claim, key=option, option=option, name=option, to=to, file=file, line=line,
                **_instead(text.text, option),
            )  # fmt: skip
    return FAILS


def _instead(text: str, option: str) -> dict[str, str]:
    """The option that the warning says to use instead, and its value where the warning gives one."""
    found = re.search(rf"'{re.escape(option)}':[^\n]*?Use '(?P<name>\w+)(?:=(?P<value>\w+))?'", text)
    return {"instead": found["name"], "instead_value": found["value"] or ""} if found else {}


def _option_place(view: View, option: str) -> tuple[str | None, int | None]:
    for source in view.sources.values():
        for match in compile(f"DataFlow({option}=$VALUE, ...)").matches(source):
            bound: Any = match.bindings["VALUE"]
            return source.file, bound.lineno
    return init_place(view)
