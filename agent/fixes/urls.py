"""Database URLs as programs write them: where they stand, and their parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.fixes import At
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_DATABASE_URL = re.compile(r"^(sqlite|postgres(ql)?|mysql|mariadb)(\+\w+)?://")
URL_WORDS = ("database_url", "url", "connection_string", "db_url", "dsn")


@dataclass(frozen=True)
class Setting:
    """A line `NAME=value` of a settings file such as `.env`; offsets are those of the value."""

    file: str
    name: str
    value: str
    start: int
    end: int


def url_places(project: Project, at: At) -> list[Place]:
    """Where the URL of a DataFlow instance is written; all literal URLs where no instance shows one."""
    found: list[Place] = []
    for file, _, given in url_arguments(project):
        found += written(project, file, given) if given is not None else []
    found = [place for place in dict.fromkeys(found) if not place.item]
    texts = [place for place in found if _has_url(place.node)]
    # What is added to a URL that has a name stands there, though the URL itself does not.
    added = [place for place in found if isinstance(place.node, (ast.JoinedStr, ast.BinOp))]
    return texts or [*added, *_spelt(project)] or found


def url_arguments(project: Project) -> Iterator[tuple[str, ast.Call, ast.expr | None]]:
    """The calls that make an instance or its configuration, and the URL that each is given."""
    for file in project.python():
        for call in project.source(file).calls():
            if name_of(call).rpartition(".")[2] not in ("DataFlow", "DataFlowConfig", "DatabaseConfig"):
                continue
            words = {word.arg: word.value for word in call.keywords}
            given = next((words[word] for word in URL_WORDS if word in words), None)
            yield file, call, given or (call.args[0] if call.args else None)


def _spelt(project: Project) -> list[Place]:
    """Every database URL that the program spells: where none can be followed to the instance, it is one of them."""
    found = []
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if isinstance(source.parent(node), (ast.JoinedStr, ast.FormattedValue)):
                continue
            first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
            if isinstance(first, ast.Constant) and _DATABASE_URL.match(str(first.value)):
                found.append(Place(file, node if isinstance(node, ast.expr) else first))
    return found


def _has_url(node: ast.expr) -> bool:
    parts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return any(_URL.match(part) for part in parts)


def environment_names(project: Project, places: list[Place]) -> list[str]:
    """Names of the environment variables a URL is read from, DATABASE_URL where nothing is given."""
    names = []
    for place in places:
        for node in ast.walk(place.node):
            text = ast.unparse(node) if isinstance(node, (ast.Call, ast.Subscript)) else ""
            match = re.match(r"(?:os\.)?(?:environ(?:\.get)?|getenv)[(\[]'(\w+)'", text)
            if match:
                names.append(match.group(1))
    return names or ["DATABASE_URL"]


def env_settings(project: Project, file: str = ".env") -> Iterator[Setting]:
    """The settings of a `.env` file."""
    if not project.has(file):
        return
    text = project.text(file)
    for match in re.finditer(r"(?m)^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(.*?)[ \t\r]*$", text):
        value, start, end = match.group(2), match.start(2), match.end(2)
        if value[:1] in ("'", '"'):
            close = value.find(value[0], 1)
            if close > 0:
                value, start, end = value[1:close], start + 1, start + close
        else:
            bare = re.sub(r"\s+#.*$", "", value)
            value, end = bare, start + len(bare)
        yield Setting(file, match.group(1), value, start, end)


_SETTINGS_FILES = (".ini", ".cfg", ".toml", ".json", ".yaml", ".yml", ".properties")
_IN_TEXT = re.compile(r"(?<![\w+])(?:sqlite|postgres(?:ql)?|mysql|mariadb)(?:\+\w+)?://[^\s\"'<>,;]*")


def file_settings(project: Project) -> Iterator[Setting]:
    """Database URLs in the settings files beside the program (INI, TOML, JSON, YAML); the name is the file's."""
    try:
        names = sorted(one.name for one in project.root.iterdir() if one.suffix in _SETTINGS_FILES)
    except OSError:
        return
    for name in names:
        if not project.has(name) or name.startswith(("package", "pyproject", "docker-compose", "compose")):
            continue
        for found in _IN_TEXT.finditer(project.text(name)):
            yield Setting(name, name, found.group(), found.start(), found.end())


@dataclass(frozen=True)
class Credentials:
    """A URL with a user and password: offsets of the password in the text."""

    start: int
    end: int

    @classmethod
    def of(cls, url: str) -> Credentials | None:
        """The password of a URL, where an unencoded one may hold `@`, `#`, `/` or `?` itself.

        The host begins after the last `@` that a host name, a port and a path can follow.
        """
        scheme = _URL.match(url)
        if scheme is None:
            return None
        rest = url[scheme.end() :]
        host = re.search(r"@(?:[\w.-]+|\[[0-9a-fA-F:]+\])?(?::\d+)?(?:[/?][^@]*)?$", rest)
        head = rest[: host.start()] if host else ""
        user, colon, password = head.partition(":")
        if not colon or not password:
            return None
        start = scheme.end() + len(user) + 1
        return cls(start, start + len(password))


def string_parts(node: ast.expr) -> list[ast.expr]:
    """The expressions in which a URL may be put together."""
    if isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp)):
        return [node]
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            return [node]
        return [part for arg in node.args for part in string_parts(arg)]
    return []


def addends(node: ast.expr) -> list[ast.expr]:
    """The parts of a sum, left to right."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*addends(node.left), *addends(node.right)]
    return [node]
