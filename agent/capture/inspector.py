"""What the live DataFlow objects say of themselves: options, models, generated nodes; each read guarded."""

from __future__ import annotations

import enum
import sys
from typing import Any

from . import databases, secrets, shapes, state
from .words import words

MODELS_MAX = 40
FIELDS_MAX = 60
ERRORS_MAX = 20
OPERATIONS = words(
    """Create Read Update Delete List Upsert Count BulkCreate BulkUpdate BulkDelete BulkUpsert"""
)
# Option names of the constructor and where an instance keeps the value in force.
OPTIONS: dict[str, tuple[str, ...]] = {
    "auto_migrate": ("_auto_migrate",),
    "auto_migrate_warn": ("_auto_migrate_warn",),
    "migration_enabled": ("_migration_enabled",),
    "existing_schema_mode": ("_existing_schema_mode",),
    "multi_tenant": ("config", "security", "multi_tenant"),
    "tenant_isolation_strategy": ("config", "security", "tenant_isolation_strategy"),
    "audit_enabled": ("config", "security", "audit_enabled"),
    "encrypt_at_rest": ("config", "security", "encrypt_at_rest"),
    "cache_enabled": ("config", "enable_query_cache"),
    "cache_ttl": ("config", "cache_ttl"),
    "batch_size": ("config", "batch_size"),
    "environment": ("config", "environment", "value"),
    "pool_size": ("config", "database", "pool_size"),
    "max_overflow": ("config", "database", "max_overflow"),
    "echo": ("config", "database", "echo"),
    "monitoring": ("config", "monitoring", "enabled"),
    "test_mode": ("_test_mode",),
    "tdd_mode": ("_tdd_mode",),
    "strict": ("_strict_mode",),
    "validate_on_write": ("_validate_on_write",),
    "enable_model_persistence": ("_enable_model_persistence",),
    "use_namespaced_nodes": ("_use_namespaced_nodes",),
    "redis": ("_redis_url",),
    "read_url": ("_read_url",),
    "tables_created": ("_tables_created",),
    "connected": ("_connected",),
    "closed": ("_closed",),
}


def inspect(now: state.State) -> dict[str, Any] | None:
    """The `inspector` part of the evidence, or None when no DataFlow object was ever made."""
    if not now.instances:
        return None
    errors: list[str] = []
    instances: list[dict[str, Any]] = []
    models: list[dict[str, Any]] = []
    for index, known in enumerate(now.instances):
        db = known.ref() if known.ref is not None else None
        instances.append(_instance(known, db, errors))
        if db is not None:
            models.extend(_models(db, index, now, errors))
    found = databases.collect(now, [i["raw_url"] for i in instances], errors)
    for instance in instances:
        instance.pop("raw_url")
    return {
        "models": models[:MODELS_MAX],
        "instances": instances,
        "databases": found,
        "graph": graph(now, errors),
        "errors": errors[:ERRORS_MAX],
    }


def upstream() -> Any:
    """DataFlow's own Inspector class, when the program has loaded it; capture imports nothing."""
    return getattr(sys.modules.get("dataflow.platform.inspector"), "Inspector", None)


def graph(now: state.State, errors: list[str]) -> dict[str, Any] | None:
    """Order, entries, exits and cycles of the last workflow, as Inspector sees them.

    What it says of broken connections and of the state of tables is left out: it calls everything valid.
    """
    kind = upstream()
    run = next((run for run in reversed(now.runs) if run.workflow is not None), None)
    workflow = run.workflow() if run is not None and run.workflow is not None else None
    db = next((i.ref() for i in now.instances if i.ref is not None and i.ref() is not None), None)
    if kind is None or workflow is None or db is None:
        return None
    found: dict[str, Any] = {}
    try:
        reader = kind(db, workflow)
        found["execution_order"] = [str(name) for name in reader.execution_order()][: shapes.KEYS_MAX]
        summary = reader.workflow_summary()
        for name in ("entry_points", "exit_points", "has_cycles", "max_depth"):
            value = getattr(summary, name, None)
            found[name] = value if isinstance(value, (bool, int)) else [str(v) for v in value or ()]
    except Exception as error:
        errors.append(f"Inspector on the workflow: {type(error).__name__}: {str(error)[:200]}")
    return found


def _instance(known: state.Instance, db: Any, errors: list[str]) -> dict[str, Any]:
    options = {name: value for name, value in known.given.items() if value is not None}
    url = known.url
    if db is not None:
        url = url_of(db) or url
        for name, path in OPTIONS.items():
            value = _read(db, path)
            if name in ("redis", "read_url"):
                value = value is not None
                if not value:
                    continue
            if isinstance(value, (bool, int, float, str)):
                options[name] = value
        if hasattr(_read(db, ("config", "database")), "url"):
            # Without it the tables are never made, although DATABASE_URL still serves the queries.
            options["url_configured"] = bool(_read(db, ("config", "database", "url")))
    options["given"] = sorted(name for name, value in known.given.items() if value is not None)
    unusual = secrets.password_characters(known.url or url)
    if unusual:
        options["password_characters"] = unusual
    if known.error is not None:
        options["initialized"] = False
        errors.append(f"DataFlow(...) raised {known.error}")
    return {"url": url, "options": options, "raw_url": url}


def url_of(db: Any) -> str | None:
    """The URL in force of a DataFlow object."""
    for path in (
        ("config", "database", "url"),
        ("config", "database", "database_url"),
        ("config", "database_url"),
    ):
        value = _read(db, path)
        if isinstance(value, str) and value:
            return value
    return None


def _read(db: Any, path: tuple[str, ...]) -> Any:
    found = db
    for name in path:
        try:
            found = getattr(found, name, None)
        except Exception:
            return None
    return found


def _models(db: Any, index: int, now: state.State, errors: list[str]) -> list[dict[str, Any]]:
    found = []
    registered = _read(db, ("_models",)) or {}
    for name, info in list(registered.items()):
        try:
            found.append(_model(db, str(name), info, index, now))
        except Exception as error:
            errors.append(f"model {name}: {type(error).__name__}: {str(error)[:200]}")
    return found


def _model(db: Any, name: str, info: Any, index: int, now: state.State) -> dict[str, Any]:
    fields = db.get_model_fields(name) if hasattr(db, "get_model_fields") else {}
    if not fields and isinstance(info, dict):
        fields = info.get("fields", {})
    table = info.get("table_name") if isinstance(info, dict) else None
    if table is None and hasattr(db, "_class_name_to_table_name"):
        table = db._class_name_to_table_name(name)
    kind = info.get("class") if isinstance(info, dict) else info
    shown: dict[str, Any] = {
        "name": name,
        "table": table,
        "fields": {
            str(field): _field(str(field), spec, now) for field, spec in list(fields.items())[:FIELDS_MAX]
        },
        "nodes": _nodes(db, name, now),
        "instance": index,
    }
    shown.update(_rules(db, name))
    config = getattr(kind, "__dataflow__", None)
    if isinstance(config, dict):
        shown["config"] = {
            str(k): v if isinstance(v, (bool, int)) else shapes.shape(v) for k, v in config.items()
        }
    return shown


def _rules(db: Any, name: str) -> dict[str, Any]:
    """What Inspector knows of a model beyond its fields."""
    kind = upstream()
    if kind is None:
        return {}
    try:
        rules = kind(db).model_validation_rules(name)
    except Exception:
        return {}
    found = {}
    for part in ("required_fields", "nullable_fields", "unique_constraints", "foreign_keys"):
        value = getattr(rules, part, None)
        if isinstance(value, (list, tuple, dict)) and value:
            found[part] = (
                {str(k): str(v) for k, v in value.items()}
                if isinstance(value, dict)
                else list(map(str, value))
            )
    return found


def _field(name: str, spec: Any, now: state.State) -> dict[str, Any]:
    if not isinstance(spec, dict):
        return {"type": type_text(spec), "required": True, "default": None, "primary_key": name == "id"}
    return {
        "type": type_text(spec.get("type")),
        "required": bool(spec.get("required", False)),
        "default": _default(name, spec, now),
        "primary_key": bool(spec.get("primary_key", name == "id")),
    }


def _default(name: str, spec: dict[str, Any], now: state.State) -> Any:
    if "default" not in spec:
        return None
    value = spec["default"]
    if value is None:
        return "<None>"
    # Which text stands for a member depends on the release of Python; where it is not its value, that tells.
    if isinstance(value, enum.Enum) and f"{value}" != str(value.value):
        return f"<{type(value).__name__}.{value.name}>"
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str) and len(value) <= 40 and not secrets.secret_name(name):
        return value
    if callable(value) and not isinstance(value, type):
        return "<function>"
    return shapes.shape(value)


def type_text(kind: Any) -> str:
    """An annotation as a user writes it."""
    if kind is None:
        return ""
    if isinstance(kind, type) and not hasattr(kind, "__args__"):
        return kind.__name__
    return str(kind).replace("typing.", "")[:120]


def _nodes(db: Any, model: str, now: state.State) -> dict[str, Any]:
    """The generated nodes that exist and, where the class tells, the instance that owns each."""
    registry = sys.modules.get("kailash.nodes.base")
    classes = getattr(getattr(registry, "NodeRegistry", None), "_nodes", None)
    if not isinstance(classes, dict):
        return {}
    found: dict[str, Any] = {}
    for operation in OPERATIONS:
        for name in (f"{model}{operation}Node", f"{operation}{model}Node"):
            if name in classes:
                owner = _owner(classes[name])
                found[name] = {"owner": now.instance_of(owner)} if owner is not None else {}
    return found


def _owner(kind: Any) -> Any:
    owner = getattr(kind, "dataflow_instance", None) or getattr(kind, "_dataflow_instance", None)
    if owner is not None:
        return owner
    for function in (getattr(kind, "__init__", None), getattr(kind, "async_run", None)):
        for cell in getattr(function, "__closure__", None) or ():
            try:
                held = cell.cell_contents
            except ValueError:
                continue
            held = getattr(held, "dataflow_instance", held)
            if type(held).__name__ == "DataFlow":
                return held
    return None
