"""`evidence/1` as pydantic models: what capture recorded of one run, redacted and capped.

Capture writes this as plain JSON (it may not import pydantic); everything after capture reads it here.
"Shape" means a JSON value in which dictionaries keep their keys, lists keep up to three items followed by
a string such as "<+97>", and a leaf is either a string such as "<str:5>", "<int>", "<None>", "<float:9>" (a
number of nine digits; up to seven are not told) or, under a few structural keys (limits, orders, flags, row
counts), the value itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA = "evidence/1"
Shape = Any


class EvidenceError(Exception):
    """The text is not an `evidence/1` document; the message is one sentence for the user."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")


class Program(_Part):
    argv: list[str] = []
    cwd: str = ""
    entry: str = ""
    exit_code: int | None = None
    signal: str | None = None
    timed_out: bool = False
    # Its main thread was over, it did not end, and was ended.
    unended: bool = False


class Database(_Part):
    dialect: str | None = None
    url: str | None = None


class Environment(_Part):
    python: str = ""
    platform: str = ""
    packages: dict[str, str] = {}
    database: Database | None = None


class Frame(_Part):
    file: str
    line: int
    function: str = ""
    user: bool = False
    code: list[tuple[int, str]] = []
    locals: dict[str, Shape] = {}


class ExceptionInfo(_Part):
    """One exception of the chain; `relation` says how it hangs on the one before: outer, cause, context, group.

    An exception that was in flight when DataFlow logged an error has relation "logged".
    """

    type: str
    message: str = ""
    notes: list[str] = []
    attributes: dict[str, Any] = {}
    relation: str = "outer"
    frames: list[Frame] = []


class ExceptionChain(_Part):
    chain: list[ExceptionInfo] = []


class Node(_Part):
    """A node; `at` is "file:line" of the user's code that added it, where that was seen."""

    id: str
    type: str = ""
    config: dict[str, Any] = {}
    at: str | None = None


class Connection(_Part):
    source: str
    output: str = ""
    target: str
    input: str = ""


class Outcome(_Part):
    ok: bool = True
    error: str | None = None
    result_shape: Shape = None


class Workflow(_Part):
    nodes: list[Node] = []
    connections: list[Connection] = []
    failed_node: str | None = None
    inputs: Shape = None
    outcomes: dict[str, Outcome] = {}
    source: str = "live"


class ModelField(_Part):
    type: str = ""
    required: bool = False
    default: Any = None
    primary_key: bool = False


class Model(_Part):
    """A registered model; `instance` is the index of its DataFlow in `Inspector.instances`."""

    name: str
    table: str | None = None
    fields: dict[str, ModelField] = {}
    nodes: dict[str, Any] = {}
    instance: int = 0
    # What the class's `__dataflow__` asks for.
    config: dict[str, Any] = {}


class Instance(_Part):
    url: str | None = None
    options: dict[str, Any] = {}


class Orphans(_Part):
    """Rows of a table whose foreign key leads to no row."""

    column: str
    parent: str
    key: str | None = None
    on_delete: str = ""
    rows: int = 0


class Table(_Part):
    columns: dict[str, str] = {}
    rows: int | None = None
    # Columns with a DEFAULT of their own.
    defaults: list[str] = []
    orphans: list[Orphans] = []


class DatabaseFile(_Part):
    """A SQLite file as it stood after the run: in the working folder, or where a URL points."""

    path: str
    tables: dict[str, Table] = {}
    origin: str = ""


class Inspector(_Part):
    models: list[Model] = []
    instances: list[Instance] = []
    databases: list[DatabaseFile] = []
    errors: list[str] = []


class SourceFile(_Part):
    file: str
    text: str
    reason: str = ""


class Call(_Part):
    """One observed call. `at` is "file:line" of the user's code, `awaited` is false for a coroutine never started.

    `api` is "express.create", "express_sync.list", "runtime.execute", "runtime.execute_workflow_async",
    "builder.build", "dataflow.create_tables" and so on. Times count from the start of capture; `row` is a mark
    that two calls share when they name the same row of the same model. For the runtime, `args` holds
    {"workflow": type name, "nodes": {id: node type}, "parameters": shape}, `result` {node id: shape}.
    `altered` has the keys of returned rows that the program has changed since the same objects were returned
    before (`+key` for a new one, `<rows>` for the list), `added` the keys that the call put into a dict it was
    given, by argument, `hidden` the error that the call took for the answer that there is no such record.
    """

    api: str
    args: Shape = None
    result: Shape = None
    ok: bool = True
    at: str | None = None
    error: str | None = None
    awaited: bool | None = None
    instance: int | None = None
    in_loop: bool | None = None
    start_ms: float | None = None
    end_ms: float | None = None
    row: str | None = None
    altered: list[str] | None = None
    added: dict[str, list[str]] = {}
    hidden: str | None = None

    @property
    def returned_error(self) -> str | None:
        """The error that the call handed back in its answer instead of raising it."""
        answer = self.result if isinstance(self.result, dict) else {}
        error = answer.get("error") if answer.get("success") is False else None
        return error if isinstance(error, str) and not error.startswith("<") else None

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What the call tells of errors, each with its origin: `call`, or `hidden` for what it keeps to itself."""
        told = ((self.error, "call"), (self.returned_error, "call"), (self.hidden, "hidden"))
        return [(text, origin) for text, origin in told if text]


class LogRecord(_Part):
    level: str
    logger: str = ""
    message: str = ""


class WarningRecord(_Part):
    category: str
    message: str = ""
    at: str | None = None


class ThreadStack(_Part):
    """Where a thread stood, outermost frame first, when a program that hung was about to be ended."""

    name: str
    daemon: bool = False
    frames: list[Frame] = []


class Evidence(_Part):
    """Everything known of one run. Raises nothing by itself; see `load` for bad input."""

    schema_: str = Field(SCHEMA, alias="schema")
    captured_at: str = ""
    capture_ms: float = 0.0
    program: Program = Program()
    environment: Environment = Environment()
    exception: ExceptionChain | None = None
    workflow: Workflow | None = None
    # The other workflows that ran, newest first, without those in which a node failed.
    earlier: list[Workflow] = []
    inspector: Inspector | None = None
    source: list[SourceFile] = []
    calls: list[Call] = []
    logs: list[LogRecord] = []
    warnings: list[WarningRecord] = []
    threads: list[ThreadStack] = []
    # "file:line" of the user's code that added nodes to workflows, where that was seen.
    added: list[str] = []
    cut: list[str] = []
    symptom: str | None = None
    # Calls that failed and whose error the program caught and dealt with; told apart when it is diagnosed.
    handled: list[Call] = Field(default_factory=list, exclude=True)


def parse(text: str, origin: str) -> Evidence:
    """Evidence from JSON text; `origin` names it in the message of an EvidenceError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise EvidenceError(f"{origin} is not valid JSON ({error}); record it again.") from error
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise EvidenceError(f"{origin} has schema {found!r}, this version reads {SCHEMA!r}; record it again.")
    try:
        return Evidence.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EvidenceError(f"{origin} is damaged at {where}: {first['msg']}; record it again.") from error


def load(path: Path) -> Evidence:
    """Evidence from a file. Raises EvidenceError when it cannot be read or is not evidence."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EvidenceError(f"The evidence file {path} cannot be read: {reason}.") from error
    return parse(text, f"The evidence file {path}")
