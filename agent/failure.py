"""What failed in a run, and whether it can be DataFlow's doing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

from dataflow_debugger.agent.dependence import depends_on_dataflow
from dataflow_debugger.agent.evidence import Evidence, ExceptionInfo, Frame
from dataflow_debugger.retrieval.query import Query

FRAMEWORK = frozenset({"kailash", "dataflow", "kaizen"})
DRIVERS = frozenset(
    {"sqlite3", "aiosqlite", "asyncpg", "psycopg", "psycopg2", "pymysql", "aiomysql", "sqlalchemy", "pymongo"}
)
MAX_TEXT = 2000
# What every run logs, whether it works or not.
NOISE = re.compile(
    r"CONNECTION POOL WILL EXHAUST|trust_subsystem_unavailable|unknown_dialect_budget"
    r"|Failed to create model registry table|create_registry_table|No module named 'psycopg'"
    r"|create_history_table|Failed to create migration history|prometheus_client_missing|db_instance_disabled"
)
# Raised and caught by the runtime itself while it looks for a loop.
PROBING = re.compile(r"no running event loop")
# Errors raised in the caller's own frame although the framework's API was misused there.
_API = re.compile(
    r"\b(DataFlow\w*|WorkflowBuilder|Workflow|LocalRuntime|AsyncLocalRuntime|ParallelRuntime|\w+Node"
    r"|kailash|dataflow|coroutine|aiosqlite|asyncpg|psycopg2?|motor|aiomysql)\b"
)
# A wrong or missing result of DataFlow mostly shows in the caller as one of these.
_CONSEQUENCES = frozenset(
    {"AssertionError", "AttributeError", "IndexError", "KeyError", "StopIteration", "TypeError", "ValueError"}
)
# What the operating system reports of files and connections; whoever asked for them has a frame in the trace.
_SYSTEM = frozenset(
    {
        *("OSError", "FileNotFoundError", "PermissionError", "TimeoutError", "BrokenPipeError"),
        *("ConnectionError", "ConnectionRefusedError", "ConnectionResetError"),
        *("socket.gaierror", "ssl.SSLError", "ssl.SSLCertVerificationError"),
    }
)
_ERRORS = frozenset({"ERROR", "CRITICAL"})
_NOT_FOUND = re.compile(r"not found|no record", re.IGNORECASE)


class Origin(Enum):
    """Where a failure comes from, as far as its trace tells."""

    NONE = "nothing failed"
    FRAMEWORK = "raised in or reported by Kailash, DataFlow or a driver under them"
    CONSEQUENCE = "raised by the user's code, perhaps on what DataFlow returned"
    SILENT = "nothing was raised"
    FOREIGN = "raised by code that has nothing to do with DataFlow"
    SYSTEM = "reported by the operating system to code that has nothing to do with DataFlow"


@dataclass(frozen=True)
class Failure:
    """The failure of a run in short. `frame` is the deepest frame of the user's own code."""

    origin: Origin
    type: str | None = None
    message: str = ""
    frame: Frame | None = None
    node: str | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing was raised."""
        return self.type is None

    @property
    def failed(self) -> bool:
        """Whether anything failed at all."""
        return self.origin is not Origin.NONE


def find_failure(evidence: Evidence) -> Failure:
    """The failure that the evidence shows; its origin is NONE for a run without one."""
    chain = raised(evidence)
    node = evidence.workflow.failed_node if evidence.workflow else None
    if chain:
        outer = chain[0]
        return Failure(_origin(chain, evidence), outer.type, outer.message, user_frame(chain), node)
    message = _silent_failure(evidence)
    if message is None:
        return Failure(Origin.NONE)
    failed = next(iter(_failed_outcomes(evidence)), None)
    return Failure(Origin.SILENT, None, message, None, node or (failed[0] if failed else None))


def raised(evidence: Evidence) -> list[ExceptionInfo]:
    """The uncaught exception and what it hangs on, outermost first, without the runtime's own probing."""
    if evidence.exception is None:
        return []
    chain = [item for item in evidence.exception.chain if item.relation != "logged"]
    return [item for item in chain if not PROBING.search(item.message)]


def logged(evidence: Evidence) -> list[ExceptionInfo]:
    """The exceptions that were in flight when DataFlow logged an error."""
    chain = evidence.exception.chain if evidence.exception else []
    return [item for item in chain if item.relation == "logged"]


def user_frame(chain: list[ExceptionInfo]) -> Frame | None:
    """The deepest frame of the user's code in the outermost exception that has one."""
    for item in chain:
        own = [frame for frame in item.frames if frame.user]
        if own:
            return own[-1]
    return None


def build_query(evidence: Evidence) -> Query:
    """The failure as retrieval is asked for it."""
    chain = raised(evidence)
    types = tuple(dict.fromkeys(item.type for item in reversed(chain)))
    messages = list(dict.fromkeys(_messages(evidence)))
    return Query(
        text="\n".join(_shortened(messages))[:MAX_TEXT],
        symptom=evidence.symptom or "",
        exception_types=types + tuple(_logged_types(evidence, types)),
        messages=tuple(messages),
        node_types=tuple(_node_types(evidence)),
        versions=dict(evidence.environment.packages),
    )


def _origin(chain: list[ExceptionInfo], evidence: Evidence) -> Origin:
    # A driver's frames are DataFlow's doing where the program has a DataFlow; else it uses the driver itself.
    uses = evidence.inspector is not None and bool(evidence.inspector.instances)
    packages = FRAMEWORK | DRIVERS if uses else FRAMEWORK
    for item in chain:
        if item.type.partition(".")[0] in FRAMEWORK or any(_within(frame, packages) for frame in item.frames):
            return Origin.FRAMEWORK
    # Without a message it is Python's own: a wait for a result of the program's own that took too long.
    waited = [item for item in chain if item.type == "TimeoutError" and not item.message]
    if any(item.type in _SYSTEM and item.frames and item not in waited for item in chain):
        return Origin.SYSTEM
    if any(_API.search(item.message) for item in chain):
        return Origin.FRAMEWORK
    if any(names_table(item.message, evidence) for item in chain):
        return Origin.CONSEQUENCE
    depends = depends_on_dataflow(evidence, user_frame(chain))
    if depends is None:
        depends = chain[0].type.rsplit(".", 1)[-1] in _CONSEQUENCES
    return Origin.CONSEQUENCE if depends else Origin.FOREIGN


MISSING_TABLE = re.compile(
    r"no such table: (?:main\.)?\"?(\w+)|relation \"(?:\w+\.)?(\w+)\" does not exist"
    r"|Table '(?:\w+\.)?(\w+)' doesn't exist"
)


def names_table(message: str, evidence: Evidence) -> bool:
    """Whether a driver that the user called himself misses the table of a model, or one named like its class."""
    found = MISSING_TABLE.search(message)
    if found is None or evidence.inspector is None:
        return False
    name = next(filter(None, found.groups())).lower()
    return any(name in table_names(model.name, model.table or "") for model in evidence.inspector.models)


def table_names(model: str, table: str) -> set[str]:
    """A model's table and the names that people expect for it: `Order` is order, orders, `order_lines` ..."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model).lower()
    return {table.lower(), model.lower(), f"{model.lower()}s", snake, f"{snake}s"}


def _within(frame: Frame, packages: frozenset[str]) -> bool:
    return not frame.user and bool(packages.intersection(PurePath(frame.file.replace("\\", "/")).parts))


def _silent_failure(evidence: Evidence) -> str | None:
    """What shows that a run failed although nothing was raised."""
    program = evidence.program
    if program.timed_out:
        return "The program did not end in time."
    if program.signal:
        return f"The program was ended by {program.signal}."
    if program.exit_code:
        return f"The program ended with exit status {program.exit_code}."
    if evidence.symptom:
        return evidence.symptom
    for node, error in _failed_outcomes(evidence):
        # Reading what may not exist is an ordinary question; the answer "not found" is no failure.
        if not _NOT_FOUND.search(error):
            return f"Node '{node}' failed: {error}"
    for warning in evidence.warnings:
        if "never awaited" in warning.message:
            return warning.message
    return None


def _failed_outcomes(evidence: Evidence) -> list[tuple[str, str]]:
    if evidence.workflow is None:
        return []
    return [
        (node, outcome.error or "") for node, outcome in evidence.workflow.outcomes.items() if not outcome.ok
    ]


def _messages(evidence: Evidence) -> Iterator[str]:
    """Every text of the failure, innermost exception first, bare and as a traceback prints it."""
    for item in [*reversed(raised(evidence)), *logged(evidence)]:
        yield item.message
        yield f"{item.type.rsplit('.', 1)[-1]}: {item.message}"
        yield from item.notes
    for _, error in _failed_outcomes(evidence):
        yield error
    for call in evidence.calls:
        if call.error:
            yield call.error
    for record in sorted(evidence.logs, key=lambda item: item.level not in _ERRORS):
        ours = record.logger.partition(".")[0] in FRAMEWORK | DRIVERS | {"asyncio"}
        if ours and not NOISE.search(record.message):
            yield record.message
    for warning in evidence.warnings:
        yield f"{warning.category.rsplit('.', 1)[-1]}: {warning.message}"


def _shortened(messages: list[str]) -> Iterator[str]:
    """The messages without those that another already contains, each cut to what tells it."""
    for number, message in enumerate(messages):
        earlier = [other for other in messages[:number] if other]
        if message and not any(message in other or other in message for other in earlier):
            yield message[:400]


def _logged_types(evidence: Evidence, known: tuple[str, ...]) -> Iterator[str]:
    for item in logged(evidence):
        if item.type not in known:
            yield item.type


def _node_types(evidence: Evidence) -> Iterator[str]:
    """The types of the failing nodes; of all nodes where none is known to have failed."""
    workflow = evidence.workflow
    if workflow is None:
        return
    failing = {node for node, _ in _failed_outcomes(evidence)} | {workflow.failed_node}
    chosen = [node.type for node in workflow.nodes if node.id in failing]
    yield from chosen or [node.type for node in workflow.nodes]
