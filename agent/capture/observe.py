"""Wrappers around the calls a DataFlow program makes; nobody but the evidence sees them."""

from __future__ import annotations

import functools
import os
import sys
import weakref
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

from . import handed, hidden_errors, runs, shapes, state, undo
from .imports import drop_own_frame, hidden
from .words import words

BULK = ("bulk_create", "bulk_update", "bulk_delete", "bulk_upsert")
TARGETS = {
    "dataflow.core.engine": lambda m: wrap_class(m, "DataFlow", _dataflow_methods()),
    "dataflow.features.express": lambda m: _express_module(m),
    "dataflow.features.transactions": lambda m: _transactions_module(m),
    "dataflow.features.bulk": lambda m: wrap_class(
        m, "BulkOperations", {name: f"bulk.{name}" for name in BULK}
    ),
    "dataflow.core.tenant_context": lambda m: wrap_class(
        m, "TenantContextSwitch", {name: f"tenant_context.{name}" for name in ("switch", "aswitch")}
    ),
    "kailash.runtime.local": lambda m: wrap_class(m, "LocalRuntime", _runtime_methods()),
    "kailash.runtime.async_local": lambda m: wrap_class(m, "AsyncLocalRuntime", _runtime_methods()),
    "kailash.runtime.parallel": lambda m: wrap_class(m, "ParallelRuntime", _runtime_methods()),
    "kailash.workflow.cyclic_runner": lambda m: wrap_class(
        m, "CyclicWorkflowExecutor", {"execute": "runtime.execute"}
    ),
    "kailash.workflow.graph": lambda m: wrap_class(m, "Workflow", {"add_node": "builder.add_node"}),
    "kailash.workflow.builder": lambda m: wrap_class(
        m,
        "WorkflowBuilder",
        {"__init__": "builder.init", "add_node": "builder.add_node", "build": "builder.build"},
    ),
}


EXPRESS = words(
    """create read update delete list find_one count upsert upsert_advanced bulk_create bulk_update
bulk_delete bulk_upsert import_file"""
)
DATAFLOW = words(
    """create_tables create_tables_async create_tables_sync initialize initialize_deferred_migrations
ensure_migrations_initialized auto_migrate register_model model close close_async discover_schema
register_schema_as_models reconstruct_models_from_registry set_tenant_context execute_workflow
cleanup_all_pools"""
)
# So many records of one bulk call are marked.
MARKED_MAX = 8
ROWS_MAX = 10_000
_CO_COROUTINE = 0x80

Begin = Callable[[Any, tuple[Any, ...], dict[str, Any], Any], Any]


def _dataflow_methods() -> dict[str, str]:
    return {"__init__": "dataflow.init", **{name: f"dataflow.{name}" for name in DATAFLOW}}


def _runtime_methods() -> dict[str, str]:
    return {name: f"runtime.{name}" for name in ("execute", "execute_async", "execute_workflow_async")}


def _express_module(module: ModuleType) -> None:
    for name in ("DataFlowExpress", "ExpressDataFlow"):
        wrap_class(module, name, {method: f"express.{method}" for method in EXPRESS})
        if isinstance(owner := vars(module).get(name), type):
            hidden_errors.watch(owner)
    wrap_class(module, "SyncExpress", {method: f"express_sync.{method}" for method in EXPRESS})


def _transactions_module(module: ModuleType) -> None:
    for prefix, part in (("", "transactions"), ("Sync", "transactions_sync")):
        wrap_class(module, f"{prefix}TransactionManager", {"begin": f"{part}.begin"})
        wrap_class(module, f"{prefix}TransactionScope", {"execute_raw": f"{part}.execute_raw"})


def wrap_class(module: ModuleType, name: str, methods: dict[str, str]) -> None:
    """Replaces the methods that `module.name` itself defines."""
    owner = vars(module).get(name)
    if not isinstance(owner, type):
        return
    for method, api in methods.items():
        function = vars(owner).get(method)
        code = getattr(function, "__code__", None)
        if function is None or code is None or hasattr(function, "__dfdbg__"):
            continue
        wrap = _wrap_async if code.co_flags & _CO_COROUTINE else _wrap_sync
        wrapper = wrap(function, api)
        wrapper.__dfdbg__ = function  # type: ignore[attr-defined]
        undo.put(owner, method, wrapper)


def _wrap_sync(function: Callable[..., Any], api: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        call = begin(api, function, args, kwargs, sys._getframe(1))
        if call is not None:
            hidden_errors.begun(api, call.record)
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            if call is not None:
                failed(call, error)
            drop_own_frame(error)
            raise
        if call is not None:
            finished(call, result)
        return result

    hidden(wrapper)
    return wrapper


def _wrap_async(function: Callable[..., Any], api: str) -> Callable[..., Any]:
    async def watch(call: Observed, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        call.record["awaited"] = call.record["in_loop"] = True
        call.record["start_ms"] = state.current.clock() if state.current else None
        hidden_errors.begun(call.api, call.record)
        try:
            result = await function(*args, **kwargs)
        except BaseException as error:
            failed(call, error)
            drop_own_frame(error)
            raise
        finished(call, result)
        return result

    hidden(watch, like=function)

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        call = begin(api, function, args, kwargs, sys._getframe(1))
        try:
            coroutine = function(*args, **kwargs)
        except BaseException as error:
            if call is not None:
                failed(call, error)
            drop_own_frame(error)
            raise
        if call is None:
            return coroutine
        # Made only to raise what wrong arguments raise; the one that runs is made when ours is awaited, so
        # that a coroutine nobody awaits is warned of once, under the method's own name.
        coroutine.close()
        call.record["awaited"] = False
        observed: Any = watch(call, args, kwargs)
        observed.__name__, observed.__qualname__ = coroutine.__name__, coroutine.__qualname__
        return observed

    return _mark_coroutine_function(hidden(wrapper))


def _mark_coroutine_function(wrapper: Callable[..., Any]) -> Callable[..., Any]:
    inspect = sys.modules.get("inspect")
    mark = getattr(inspect, "markcoroutinefunction", None)
    if mark is not None:
        mark(wrapper)
    coroutines = sys.modules.get("asyncio.coroutines")
    marker = getattr(coroutines, "_is_coroutine", None)
    if marker is not None:
        wrapper._is_coroutine = marker  # type: ignore[attr-defined]
    return wrapper


class Observed:
    """A call under way: its record in the evidence and what is needed to complete it."""

    __slots__ = ("api", "given", "owner", "record", "run")

    def __init__(self, api: str, record: dict[str, Any], owner: Any) -> None:
        self.api = api
        self.record = record
        self.owner = owner
        self.run: state.Run | None = None
        self.given: list[tuple[str, Any, frozenset[Any]]] = []


def begin(
    api: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], frame: FrameType | None
) -> Observed | None:
    """Records the start of a call made by user code; None for calls of the libraries among themselves."""
    now = state.current
    if now is None:
        return None
    try:
        return _begin(now, api, function, args, kwargs, frame)
    except Exception:
        return None


def _begin(
    now: state.State, api: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], frame: Any
) -> Observed | None:
    outside, at = state.user_call_site(frame)
    if not outside:
        return None
    owner = args[0] if args else None
    # The parameters are those of the function that decorators such as contextmanager stand for.
    code = getattr(function, "__wrapped__", function).__code__
    names = code.co_varnames[: code.co_argcount]
    bound = dict(zip(names[1:], args[1:], strict=False))
    bound.update(kwargs)
    if api == "builder.init":
        now.builders = [*now.builders[-20:], weakref.ref(owner)]
        return None
    if api == "builder.add_node":
        return _begin_node(now, owner, bound.get("node_id"), at)
    record: dict[str, Any] = {"api": api, "args": None, "result": None, "ok": True, "at": at}
    record["in_loop"] = state.in_running_loop()
    record["start_ms"], record["end_ms"] = now.clock(), None
    call = Observed(api, record, None)
    if api == "dataflow.init":
        _begin_init(now, owner, bound, record)
        call.owner = record["instance"]
    elif api.startswith("runtime."):
        call.run = runs.begin(now, bound, record)
    elif api == "builder.build":
        record["args"] = {"nodes": runs.builder_nodes(owner), "builder": _number(now, owner)}
        call.owner = (runs.given_to_builder(owner, now.settings.values), now.places_in(owner))
    elif api in ("dataflow.model", "dataflow.register_model"):
        model = next((v for v in bound.values() if isinstance(v, type)), None)
        if model is None:
            return None
        record["args"] = {"model": model.__name__}
        record["instance"] = now.instance_of(owner)
    else:
        record["args"] = shapes.shape(bound, values=now.settings.values)
        record["row"] = _row(now, bound)
        record["instance"] = now.instance_of(_dataflow_of(owner))
        call.given = handed.keys_of(bound) if api.startswith("express") else []
    now.keep("calls", record, state.CALLS_MAX)
    return call


def _begin_node(now: state.State, owner: Any, node: Any, at: str | None) -> Observed | None:
    if at is None:
        return None
    now.add(at)
    return Observed("builder.add_node", {"at": at, "node": node}, owner)


def _begin_init(now: state.State, owner: Any, bound: dict[str, Any], record: dict[str, Any]) -> None:
    url = bound.get("database_url")
    if url is None:
        url = getattr(bound.get("config"), "database_url", None) or os.environ.get("DATABASE_URL")
    given = {name: option(value) for name, value in bound.items() if name not in ("database_url", "kwargs")}
    try:
        ref = weakref.ref(owner)
    except TypeError:
        ref = None
    record["args"] = {"database_url": url if isinstance(url, str) else shapes.shape(url), **given}
    record["instance"] = now.meet(state.Instance(url if isinstance(url, str) else None, given, ref))


def option(value: Any) -> Any:
    """An option as written: flags, numbers and short names stay, anything else becomes its shape."""
    if value is None or type(value) in (bool, int, float):
        return value
    if type(value) is str and len(value) <= 64:
        return value
    return shapes.shape(value)


def _row(now: state.State, bound: dict[str, Any]) -> str | None:
    """Marks of the rows a call names, or of the tenant, without their ids: enough to see that two are the same."""
    if "tenant_id" in bound and "data" not in bound:
        return _mark(now, "tenant", None, bound["tenant_id"])
    data = bound.get("data", bound.get("records"))
    records = data[:MARKED_MAX] if isinstance(data, list) else [data]
    ids = [one.get("id") for one in records if isinstance(one, dict)]
    found = [_mark(now, "row", bound.get("model"), one) for one in ([bound["id"]] if "id" in bound else ids)]
    return ", ".join(mark for mark in found if mark) or None


def _mark(now: state.State, kind: str, model: Any, found: Any) -> str | None:
    if type(found) not in (int, str):
        return None
    key = hash((kind, str(model), found))
    if len(now.rows) >= ROWS_MAX and key not in now.rows:
        return None
    return f"{kind} {now.rows.setdefault(key, len(now.rows) + 1)}"


def _dataflow_of(owner: Any) -> Any:
    """The DataFlow object behind one of its helpers, which name it differently."""
    names = ("_db", "_dataflow", "dataflow", "dataflow_instance", "_dataflow_instance", "db")
    helpers = [owner, getattr(owner, "_express", None), getattr(owner, "_transactions", None)]
    for helper in helpers:
        for found in (helper, *(getattr(helper, name, None) for name in names)):
            if any(kind.__name__ == "DataFlow" for kind in type(found).__mro__):
                return found
    return None


def _places(now: state.State, workflow: Any) -> dict[str, str]:
    """The places of the nodes of a workflow or builder, to be filled in."""
    if now.places is None:
        now.places = weakref.WeakKeyDictionary()
    found: dict[str, str] = now.places.setdefault(workflow, {})
    return found


def _number(now: state.State, builder: Any) -> int:
    """A number by which a builder is known again when it builds once more."""
    if now.numbers is None:
        now.numbers = weakref.WeakKeyDictionary()
    if builder not in now.numbers:
        # Counted, because builders that are gone leave the dictionary.
        now.numbered += 1
        now.numbers[builder] = now.numbered
    return now.numbers[builder]


def finished(call: Observed, result: Any) -> None:
    """Completes a record with what the call returned."""
    now = state.current
    if now is None:
        return
    call.record["end_ms"] = now.clock()
    try:
        if call.run is not None:
            runs.finish(now, call.run, result, call.record)
        elif call.api.startswith("express"):
            call.record["result"] = _express_result(call.api, result, now.settings.values)
            _notice_changes(now, call, result)
            if isinstance(result, dict) and result.get("success") is False:
                call.record["ok"] = False
                call.record["error"] = str(result.get("error"))[: shapes.TEXT_MAX]
        elif call.api == "builder.add_node":
            name = result if isinstance(result, str) else call.record["node"]
            _places(now, call.owner)[str(name)] = call.record["at"]
        elif call.api == "builder.build":
            given, places = call.owner
            runs.remember_given(now, result, given)
            _places(now, result).update(places)
        elif call.api not in ("dataflow.init", "dataflow.model"):
            call.record["result"] = shapes.shape(result)
    except Exception:
        call.record["result"] = "<unreadable>"


def _notice_changes(now: state.State, call: Observed, result: Any) -> None:
    """Tells what the call changed in its arguments, and what the program did in what Express hands out again."""
    added = handed.added(call.given)
    if added:
        call.record["added"] = added
    if call.api.endswith((".list", ".read", ".find_one")):
        now.handed = now.handed or handed.Handed()
        call.record["altered"] = now.handed.altered(result)


def _express_result(api: str, result: Any, values: bool) -> Any:
    """A count of rows, and whether something was deleted, say how the call went and stay as they are."""
    kept = (int, bool) if api.endswith((".count", ".delete", ".bulk_delete")) else ()
    return result if type(result) in kept else shapes.shape(result, values=values)


def failed(call: Observed, error: BaseException) -> None:
    """Completes a record with what the call raised."""
    from . import exceptions

    try:
        state.note(error)
        text = f"{type(error).__name__}: {exceptions.message_of(error)}"[: shapes.TEXT_MAX]
        call.record["ok"] = False
        call.record["error"] = text
        call.record["end_ms"] = state.current.clock() if state.current else None
        if call.run is not None:
            call.run.error = text
        if call.api == "dataflow.init" and state.current is not None:
            state.current.instances[call.owner].error = text
    except Exception:
        call.record["ok"] = False
