"""Distractors for recorded evidence: what real programs show beside their failure.

The log lines are ones that DataFlow prints on runs that work. The second model, its calls and its handled
exception are those of a side job that does nothing wrong. The same evidence always gets the same noise.
"""

from __future__ import annotations

from typing import Any

from dataflow_debugger.agent.evidence import (
    Call,
    Evidence,
    ExceptionChain,
    ExceptionInfo,
    Frame,
    LogRecord,
    Model,
    ModelField,
    SourceFile,
    WarningRecord,
)

FILE = "side_job.py"

SYNC_SOURCE = """\
import logging

from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

log = logging.getLogger("side_job")


def register(db):
    @db.model
    class Bookmark:
        id: str
        page: int


def keep(db, mark, page):
    try:
        db.express_sync.create("Bookmark", {"id": mark, "page": page})
    except RuntimeError as error:
        log.warning("bookmark %s is known already: %s", mark, error)


def page_of(db, mark):
    workflow = WorkflowBuilder()
    workflow.add_node("BookmarkReadNode", "mark", {"id": mark})
    results, _ = LocalRuntime().execute(workflow.build())
    return results["mark"]["page"]
"""
ASYNC_SOURCE = (
    SYNC_SOURCE.replace("import LocalRuntime", "import AsyncLocalRuntime")
    .replace("def keep", "async def keep")
    .replace("def page_of", "async def page_of")
    .replace("db.express_sync.", "await db.express.")
    .replace(
        "LocalRuntime().execute(workflow.build())",
        "await AsyncLocalRuntime().execute_workflow_async(workflow.build(), inputs={})",
    )
)
MODEL_LINE, CREATE_LINE, RUN_LINE = (
    1 + next(i for i, line in enumerate(SYNC_SOURCE.splitlines()) if text in line)
    for text in ("@db.model", "express_sync", "LocalRuntime()")
)

# (level, logger, message), each seen on runs that work.
LINES: tuple[tuple[str, str, str], ...] = (
    (
        "WARNING",
        "kailash.runtime.durable",
        "durable.tenant.trust_subsystem_unavailable [hint=kailash.trust.auth.context.get_current_tenant_id is "
        "not importable; tenant_id will be None. Multi-tenant safety is reduced. If multi-tenancy is expected, "
        "install the trust subsystem: pip install 'kailash[trust]']",
    ),
    (
        "WARNING",
        "dataflow.observability.query_metrics",
        "dataflow.observability.query_metrics.prometheus_client_missing: prometheus-client is not installed. "
        "dataflow_query_duration_seconds will use a no-op histogram and produce no scrape output.",
    ),
    (
        "WARNING",
        "dataflow.platform.errors",
        "error_catalog.not_found [path=site-packages/dataflow/platform/error_catalog.yaml]",
    ),
    (
        "ERROR",
        "dataflow.core.pool_validator",
        "CONNECTION POOL WILL EXHAUST: pool_size=70 + max_overflow=35 x 1 workers = 105 connections, but "
        "max_connections=100. Remediation: Set DATAFLOW_POOL_SIZE=70 or reduce worker count.",
    ),
    (
        "ERROR",
        "kailash.nodes.create_registry_table_0",
        "Node create_registry_table_0 execution failed: No module named 'psycopg'",
    ),
    ("ERROR", "dataflow.core.model_registry", "Failed to create model registry table"),
    ("WARNING", "urllib3.connectionpool", "Retrying (Retry(total=2)) after connection broken: /prices"),
)
WARNINGS: tuple[tuple[str, str, str], ...] = (
    ("DeprecationWarning", "datetime.datetime.utcnow() is deprecated", "site-packages/pytz/tzinfo.py:27"),
    ("ResourceWarning", "unclosed file <_io.TextIOWrapper name='notes.txt'>", "side_job.py:1"),
)
DUPLICATE = {
    "sqlite": "UNIQUE constraint failed: bookmarks.id",
    "postgresql": 'duplicate key value violates unique constraint "bookmarks_pkey"',
    "mysql": "(1062, \"Duplicate entry 'm1' for key 'bookmarks.PRIMARY'\")",
}


def add(recorded: Evidence) -> Evidence:
    """A copy of the evidence with the distractors in it.

    The side job needs a DataFlow that was made; where there is none only log lines and warnings are added.
    """
    noisy = recorded.model_copy(deep=True)
    logs = [LogRecord(level=level, logger=logger, message=text) for level, logger, text in LINES]
    half = len(noisy.logs) // 2
    noisy.logs = [*logs[:3], *noisy.logs[:half], *logs[3:], *noisy.logs[half:]]
    noisy.warnings = [
        *(WarningRecord(category=kind, message=text, at=at) for kind, text, at in WARNINGS),
        *noisy.warnings,
    ]
    if noisy.inspector and noisy.inspector.instances:
        _add_side_job(noisy)
    return noisy


def source(recorded: Evidence) -> str:
    """The text of the side job's file: it awaits where the program does."""
    return ASYNC_SOURCE if _in_loop(recorded) else SYNC_SOURCE


def _in_loop(recorded: Evidence) -> bool:
    return any(call.in_loop for call in recorded.calls)


def _add_side_job(noisy: Evidence) -> None:
    assert noisy.inspector is not None
    noisy.source.append(SourceFile(file=FILE, text=source(noisy), reason="calls"))
    noisy.inspector.models.append(
        Model(
            name="Bookmark",
            table="bookmarks",
            fields={
                "id": ModelField(type="str", required=True, primary_key=True),
                "page": ModelField(type="int", required=True),
            },
        )
    )
    dialect = noisy.environment.database.dialect if noisy.environment.database else None
    error = DUPLICATE.get(dialect or "sqlite", DUPLICATE["sqlite"])
    calls = _calls(error, in_loop=_in_loop(noisy))
    # Not at the very end: what the program did last is where a reader looks first.
    before_last = max(0, len(noisy.calls) - 1)
    noisy.calls = [*noisy.calls[:before_last], *calls, *noisy.calls[before_last:]]
    failed = f"nodes.create_operation_failed [error=Database query failed: {error}]"
    noisy.logs.append(LogRecord(level="ERROR", logger="dataflow.core.nodes", message=failed))
    known = f"bookmark m1 is known already: {calls[2].error}"
    noisy.logs.append(LogRecord(level="WARNING", logger="side_job", message=known))
    chain = noisy.exception or ExceptionChain()
    frame = Frame(file="site-packages/dataflow/core/nodes.py", line=2024, function="async_run")
    logged = ExceptionInfo(
        type="kailash.sdk_exceptions.NodeExecutionError",
        message=f"Database query failed: {error}",
        relation="logged",
        frames=[frame],
    )
    noisy.exception = ExceptionChain(chain=[*chain.chain, logged])


def _calls(error: str, *, in_loop: bool) -> list[Call]:
    """A model, a record, the same record again (refused and handled), and a workflow that reads it."""
    express = "express" if in_loop else "express_sync"
    run = "runtime.execute_workflow_async" if in_loop else "runtime.execute"
    nodes = {"mark": "BookmarkReadNode"}
    record: dict[str, Any] = {"id": "<str:2>", "page": "<int>"}
    awaited = True if in_loop else None

    def call(api: str, line: int, args: Any, **rest: Any) -> Call:
        return Call(api=api, at=f"{FILE}:{line}", args=args, in_loop=in_loop, awaited=awaited, **rest)

    return [
        call("dataflow.model", MODEL_LINE, {"model": "Bookmark"}, instance=0),
        call(
            f"{express}.create",
            CREATE_LINE,
            {"model": "Bookmark", "data": record},
            result={**record, "rows_affected": 1},
            instance=0,
        ),
        call(
            f"{express}.create",
            CREATE_LINE,
            {"model": "Bookmark", "data": record},
            ok=False,
            error=f"RuntimeError: express.create failed for model 'Bookmark': Database query failed: {error}",
            instance=0,
        ),
        call("builder.build", RUN_LINE, {"nodes": nodes}),
        call(
            run,
            RUN_LINE,
            {"workflow": "Workflow", "nodes": nodes, "parameters": "<None>"},
            result={"mark": {**record, "found": True}},
        ),
    ]
