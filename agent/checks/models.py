"""Checks of models: registration, two instances, definitions that do not mean what they seem to."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.names import nearest
from dataflow_debugger.agent.checks.payloads import ADDED, model_names
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model
from dataflow_debugger.agent.pattern_names import definition
from dataflow_debugger.agent.pattern_source import Source

_UNREGISTERED = re.compile(
    r"Ensure model '(?P<express>\w+)' is registered"
    r"|[Mm]odel '?(?P<model>\w+)'? (?:is )?not (?:registered|found)"
    r"|Node '(?P<node>\w+)' not found in registry"
)
# Functions that return something else at every call.
_CHANGING = re.compile(
    r"(utc)?now|today|time(_ns)?|monotonic|localtime|gmtime|[sc]t(rft)?ime|uuid\d|token_(hex|urlsafe|bytes)"
    r"|urandom|rand(om|int|range)|choices?|sample|uniform|getrandbits"
)
_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp)
# Names of methods and attributes that DataFlow puts on a model class, and parameters every node takes.
RESERVED = frozenset(
    {"query_builder", "_dataflow", "_dataflow_meta", "database_url", "_node_id", "_workflow_context"}
)


@check
def model_not_registered(view: View, kinds: list[str] | None = None) -> Verdict:
    """A model is used by a name under which none is registered.

    `kinds`: misspelt (a registered name is near), undecorated (the class is there, without `@db.model`),
    not_imported (the class is decorated in a file that never registered it), unknown. Binds model, key, to,
    kind, registered, file, line. FAILS when no error says so.
    """
    for text in view.all_texts:
        found = _UNREGISTERED.search(text.text)
        if found is None:
            continue
        made = view.generated(found["node"]) if found["node"] else None
        name = found["express"] or found["model"] or (made.model if made else None)
        if name is None or any(model.name == name for model in view.models):
            continue
        kind, to, place = _unregistered_kind(view, name)
        if kinds is not None and kind not in kinds:
            continue
        frame = view.user_frame
        file, line = place or ((frame.file, frame.line) if frame else (None, None))
        listed = [model.name for model in view.models]
        says = {
            "misspelt": f"; '{to}' is",
            "undecorated": "; its class has no @db.model",
            "not_imported": "; the file of its class was not imported",
            "unknown": "",
        }[kind]
        text_ = f"No model '{name}' is registered{says} (registered: {', '.join(listed) or 'none'})"
        claim = Claim(text_, file, line, value=view.line_text(file, line))
        return holds(claim, model=name, key=name, to=to, kind=kind, registered=listed, file=file, line=line)
    return FAILS


def _unregistered_kind(view: View, name: str) -> tuple[str, str | None, tuple[str, int] | None]:
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name == name:
                decorated = model_class(view, name) is not None
                return ("not_imported" if decorated else "undecorated"), None, (source.file, node.lineno)
    near = nearest(name, [*(model.name for model in view.models), *model_names(view)])
    return ("misspelt", near, None) if near else ("unknown", None, None)


@check
def same_model_in_two_instances(view: View) -> Verdict:
    """Two DataFlow instances register a model of one name, and the generated nodes belong to the later one.

    Binds model, instance (of the other), owner, node, node_type, file, line (of a node of that model).
    UNKNOWN when fewer than two instances were seen.
    """
    inspector = view.evidence.inspector
    if inspector is None or len(inspector.instances) < 2:
        return UNKNOWN
    by_name: dict[str, list[Model]] = {}
    for model in view.models:
        by_name.setdefault(model.name, []).append(model)
    for name, models in by_name.items():
        instances = {model.instance for model in models}
        urls = {inspector.instances[index].url for index in instances if index < len(inspector.instances)}
        # Two instances on one file share the rows, so it does not matter whose the nodes are.
        if len(instances) < 2 or (len(urls) == 1 and ":memory:" not in str(*urls)):
            continue
        if any(
            not re.search(r"(?i)not found|no such table|does not exist", error)
            for error in _errors(view, name)
        ):
            continue
        owner = _owner(models)
        if view.root is None and not view.evidence.symptom and not _read_elsewhere(view, name, owner):
            continue
        used = next((node for node in view.nodes.values() if _is_of(view, node.type, name)), None)
        file, line = view.place_of_node(used.id) if used else _second_class(view, name)
        where = (
            f"instance {owner} ({inspector.instances[owner].url})" if owner is not None else "the later one"
        )
        text = f"{len(instances)} DataFlow instances register the model '{name}'; its nodes belong to {where}"
        claim = Claim(text, file, line, used.id if used else None, view.line_text(file, line))
        return holds(
            claim,
            model=name,
            owner=owner,
            instance=min(instances - {owner}),
            urls=sorted(filter(None, urls)),
            node=used.id if used else None,
            node_type=used.type if used else None,
            file=file,
            line=line,
        )
    return FAILS


# How it shows that a node worked on another database than the program thinks.
_ELSEWHERE = re.compile(r"(?i)not found|no such table|does not exist|unique constraint|duplicate (key|entry)")


def _errors(view: View, model: str) -> list[str]:
    """What nodes and Express calls of a model failed with: an error of their own tells more than the owner."""
    known = [(view.nodes[node], error) for node, error in view.failed_nodes.items() if node in view.nodes]
    nodes = [error for node, error in known if _is_of(view, node.type, model)]
    calls = view.calls("express*")
    failed = [one for one in calls if one.error and not one.ok and isinstance(one.args, dict)]
    return nodes + [one.error or "" for one in failed if one.args.get("model") == model]


def _read_elsewhere(view: View, model: str, owner: int | None) -> bool:
    """Whether the rows are looked for through another instance after a workflow has run."""
    ran = False
    for call in view.evidence.calls:
        ran = ran or call.api.startswith("runtime.")
        reads = call.api.startswith("express") and call.api.endswith(
            (".read", ".list", ".count", ".find_one")
        )
        same = isinstance(call.args, dict) and call.args.get("model") == model
        if ran and reads and same and call.instance not in (None, owner):
            return True
    return False


def _owner(models: list[Model]) -> int | None:
    for model in models:
        for node in model.nodes.values():
            if isinstance(node, dict) and isinstance(node.get("owner"), int):
                return int(node["owner"])
    return max((model.instance for model in models), default=None)


def _is_of(view: View, node_type: str, model: str) -> bool:
    made = view.generated(node_type)
    return made is not None and made.model == model


def _second_class(view: View, name: str) -> tuple[str | None, int | None]:
    places = [
        (source.file, node.lineno)
        for source in view.sources.values()
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and node.name == name
    ]
    return places[-1] if places else (None, None)


@check
def model_default(view: View, kind: str) -> Verdict:
    """A field of a model has a default of this kind: mutable (`= []`), callable (`= datetime.now`) or called
    (`= datetime.now()`, the same value for every row). A default of `id` is never applied and does not count.

    Binds model, field, default, file, line. UNKNOWN when no model's source is known.
    """
    seen = False
    for source in view.sources.values():
        for node in source.nodes:
            if not isinstance(node, ast.ClassDef) or model_class(view, node.name) is None:
                continue
            seen = True
            for statement in node.body:
                if not isinstance(statement, ast.AnnAssign) or statement.value is None:
                    continue
                target = statement.target.id if isinstance(statement.target, ast.Name) else "id"
                if target != "id" and _default_kind(statement.value, view, source) == kind:
                    name, text = target, source.segment(statement.value)
                    claim = Claim(
                        f"{node.name}.{name} has the default {text}",
                        source.file,
                        statement.lineno,
                        value=source.segment(statement),
                    )
                    return holds(
                        claim,
                        model=node.name,
                        field=name,
                        default=text,
                        file=source.file,
                        line=statement.lineno,
                    )
    return FAILS if seen else UNKNOWN


def _default_kind(node: ast.expr, view: View, source: Source) -> str | None:
    if isinstance(node, _MUTABLE):
        return "mutable"
    if isinstance(node, ast.Lambda) or (
        isinstance(node, ast.Attribute) and bool(_CHANGING.fullmatch(node.attr))
    ):
        return "callable"
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        own = definition(node.func, source, view.sources) if isinstance(node.func, ast.Name) else None
        called = {
            part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
            for whole in (node, *(own[:1] if own else ()))
            for part in ast.walk(whole)
            if isinstance(part, ast.Call)
        }
        if any(map(_CHANGING.fullmatch, called)):
            return "called"
        return "mutable" if name in ("list", "dict", "set") and not node.args else None
    return None


@check
def reserved_field_name(view: View, names: list[str] | None = None) -> Verdict:
    """A model has a field with a name that DataFlow uses itself.

    `names` narrows it; without it any that DataFlow sets or reserves (created_at, updated_at, database_url).
    Binds model, field, file, line. UNKNOWN when no model's source is known.
    """
    wanted = set(names) if names is not None else (ADDED - {"id", "version"}) | RESERVED
    seen = False
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, node = found
        for statement in node.body:
            target = statement.target if isinstance(statement, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and target.id in wanted:
                claim = Claim(
                    f"{name} has a field '{target.id}', a name DataFlow uses itself", file, statement.lineno
                )
                return holds(claim, model=name, field=target.id, file=file, line=statement.lineno)
    return FAILS if seen else UNKNOWN
