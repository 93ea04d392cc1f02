"""General checks: what can be told by text, versions, nodes or calls needs no Python of its own."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.names import glob, glob_type
from dataflow_debugger.agent.checks.shapes import find_key, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import ExceptionInfo


def short(text: str, limit: int = 300) -> str:
    """A text on one line, cut for a claim."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


_ORIGIN = re.compile(r"exception_message: (?P<text>[^\n]+)|\[ErrorCode\.\w+\]: (?P<head>[^\n]+)")


def said(text: str, limit: int = 200) -> str:
    """What an error says in short: without the wrappers of nodes, runtime and DataFlow around it."""
    found = _ORIGIN.search(text)
    inner = (found["text"] or found["head"]) if found else text
    inner = re.sub(r"^(?:\w+: )*Node '[^']*' (?:execution failed|reported failure): ", "", inner.strip())
    return short(inner, limit)


def _place(view: View, one: ExceptionInfo) -> tuple[str | None, int | None]:
    user = [frame for frame in one.frames if frame.user]
    frame = user[-1] if user else view.user_frame
    return (frame.file, frame.line) if frame else (None, None)


def _groups(match: re.Match[str] | None) -> dict[str, Any]:
    return {name: text for name, text in match.groupdict().items() if text is not None} if match else {}


@check
def exception_matches(
    view: View,
    type: str | None = None,
    message: str | None = None,
    relation: str | None = None,
    attribute: dict[str, Any] | None = None,
    own: bool = False,
) -> Verdict:
    """An exception of the chain has this type (glob, qualified or bare) and message (regex, searched).

    `relation` is a glob over outer, cause, context, group, logged. `attribute` maps names of attributes to a
    regex over their value. With `own` a line of the user's raised it, as far as its frames are known. Named
    groups of `message` become bindings, with exception, message, file, line. UNKNOWN when the evidence has no
    exception at all.
    """
    if not view.chain:
        return UNKNOWN
    for one in view.chain:
        if not (glob_type(type, one.type) and glob(relation, one.relation)):
            continue
        if own and one.frames and not one.frames[-1].user:
            continue
        found = re.search(message, one.message, re.S) if message else None
        if message and found is None:
            continue
        if any(
            not re.search(str(rule), str(one.attributes.get(key, "")))
            for key, rule in (attribute or {}).items()
        ):
            continue
        file, line = _place(view, one)
        name = one.type.rsplit(".", 1)[-1]
        shown = found.group() if found and len(one.message) > 300 else one.message
        verb = "was logged" if one.relation == "logged" else "was raised"
        claim = Claim(
            f"{name} {verb}: {short(shown)}" if shown else f"{name} {verb}", file, line, value=short(shown)
        )
        return holds(claim, exception=one.type, message=one.message, file=file, line=line, **_groups(found))
    return FAILS


@check
def text_matches(view: View, pattern: str, origin: str | None = None) -> Verdict:
    """A regex is found in an exception message, log, node error, call error or warning.

    `origin` is a glob over exception, log, outcome, call, warning. Named groups become bindings, with node,
    file and line where known. UNKNOWN when the run left no text at all.
    """
    if not view.all_texts:
        return UNKNOWN
    for text in view.all_texts:
        found = re.search(pattern, text.text, re.S) if glob(origin, text.origin) else None
        if found is None:
            continue
        file, line = view.at(text.at)
        if file is None and text.origin == "exception" and view.user_frame:
            file, line = view.user_frame.file, view.user_frame.line
        where = {"exception": "The exception", "log": "The log", "outcome": f"Node '{text.node}'"}.get(
            text.origin, f"The {text.origin}"
        )
        claim = Claim(f"{where} says: {short(found.group())}", file, line, text.node, short(found.group()))
        extra = {"node": text.node} if text.node else {}
        return holds(claim, file=file, line=line, text=found.group(), **{**extra, **_groups(found)})
    return FAILS


@check
def log_matches(view: View, pattern: str, logger: str | None = None, level: str | None = None) -> Verdict:
    """A log record (warnings and worse) matches the regex; `logger` and `level` are globs.

    Named groups become bindings. UNKNOWN when nothing was logged.
    """
    if not view.evidence.logs:
        return UNKNOWN
    for record in view.evidence.logs:
        found = re.search(pattern, record.message, re.S)
        if found and glob(logger, record.logger) and glob(level, record.level):
            claim = Claim(
                f"{record.logger} logged {record.level}: {short(found.group())}", value=short(record.message)
            )
            return holds(claim, **_groups(found))
    return FAILS


@check
def warning_matches(view: View, pattern: str | None = None, category: str | None = None) -> Verdict:
    """A Python warning has this category (glob) and text (regex); binds file, line and named groups.

    FAILS also when there were no warnings.
    """
    for record in view.evidence.warnings:
        found = re.search(pattern, record.message, re.S) if pattern else None
        if glob_type(category, record.category) and (found or not pattern):
            file, line = view.at(record.at)
            claim = Claim(
                f"{record.category}: {short(record.message)}", file, line, value=short(record.message)
            )
            return holds(claim, file=file, line=line, message=record.message, **_groups(found))
    return FAILS


@check
def node_failed(view: View, type: str | None = None, error: str | None = None) -> Verdict:
    """A node of this type (glob) failed, with an error that matches the regex.

    Binds node, node_type, model, operation, file, line of its `add_node` and named groups. UNKNOWN without
    a workflow in the evidence.
    """
    if not view.has_workflow:
        return _unseen(view)
    for node_id, text in view.failed_nodes.items():
        node = view.nodes.get(node_id)
        node_type = node.type if node else ""
        found = re.search(error, text, re.S) if error else None
        if not glob_type(type, node_type) or (error and found is None):
            continue
        claim = Claim(f"Node '{node_id}' ({node_type}) failed: {said(text)}", node=node_id, value=short(text))
        return holds(_sited(view, node_id, claim), **_node_bindings(view, node_id), **_groups(found))
    return FAILS


def _unseen(view: View) -> Verdict:
    """A program known to have no workflow has no such node either."""
    return FAILS if view.without_workflows else UNKNOWN


def _sited(view: View, node_id: str, claim: Claim) -> Claim:
    sites = view.sites_of_node(node_id)
    if not sites:
        return claim
    return Claim(claim.claim, sites[0].file, sites[0].line, node_id, claim.value)


def _node_bindings(view: View, node_id: str) -> dict[str, Any]:
    node = view.nodes.get(node_id)
    node_type = node.type if node else ""
    made = view.generated(node_type)
    sites = view.sites_of_node(node_id)
    bindings: dict[str, Any] = {"node": node_id, "node_type": node_type}
    if made:
        bindings |= {"model": made.model, "operation": made.operation}
    if sites:
        bindings |= {"file": sites[0].file, "line": sites[0].line}
    return bindings


@check
def node_config_has(
    view: View, key: str, type: str | None = None, shape: str | None = None, node: str | None = None
) -> Verdict:
    """A node of this type (glob) and id (glob) has `key` in its parameters (dots go into nested dicts).

    `shape` is a regex over the shape as JSON (`<str:5>`, `{"id": "<int>"}`); a parameter that the evidence
    lacks is looked up in the source. Binds node, node_type, model, operation, key, file, line. UNKNOWN when
    neither a workflow nor an `add_node` in the source is known.
    """
    if not view.nodes and not view.node_sites:
        return _unseen(view)
    hits = []
    for node_id, one in view.nodes.items():
        if not (glob_type(type, one.type) and glob(node, node_id)):
            continue
        found, value = find_key(one.config, key)
        if found and (shape is None or re.search(shape, shape_text(value))):
            text = f"Node '{node_id}' ({one.type}) has the parameter '{key}': {short(shape_text(value), 120)}"
            claim = _sited(view, node_id, Claim(text, node=node_id, value=shape_text(value)))
            hits.append(holds(claim, key=key, **_node_bindings(view, node_id)))
    return together(hits) if view.nodes else UNKNOWN


@check
def node_config_lacks(view: View, key: str, type: str | None = None, node: str | None = None) -> Verdict:
    """A node of this type (glob) has no `key` in its parameters and no connection into it of that name.

    Binds as `node_config_has` does. UNKNOWN without a workflow or when no node has the type.
    """
    fitting = {i: n for i, n in view.nodes.items() if glob_type(type, n.type) and glob(node, i)}
    if not fitting:
        return _unseen(view)
    for node_id, one in fitting.items():
        fed = any(c.target == node_id and c.input.split(".")[0] == key for c in view.connections)
        if not fed and not find_key(one.config, key)[0]:
            given = ", ".join(sorted(one.config)) or "nothing"
            text = f"Node '{node_id}' ({one.type}) has no parameter '{key}'; it got {given}"
            return holds(
                _sited(view, node_id, Claim(text, node=node_id)), key=key, **_node_bindings(view, node_id)
            )
    return FAILS


@check
def call_matches(
    view: View,
    api: str,
    ok: bool | None = None,
    error: str | None = None,
    args: dict[str, str] | None = None,
    args_lack: list[str] | None = None,
    result: str | None = None,
    awaited: bool | None = None,
    in_loop: bool | None = None,
) -> Verdict:
    """An observed call fits: `api` is a glob such as `express*.create`, the rest are conditions on it.

    `args` maps argument paths (dots go into dicts) to a regex over the shape, `args_lack` are paths that must
    be absent, `error` and `result` are regexes over the error and over the result's shape. Binds api, file,
    line, model, operation and named groups of `error`. UNKNOWN when no call was observed.
    """
    if not view.evidence.calls:
        return UNKNOWN
    for call in view.calls(api):
        if ok is not None and call.ok is not ok:
            continue
        if awaited is not None and call.awaited is not awaited:
            continue
        if in_loop is not None and call.in_loop is not in_loop:
            continue
        found = re.search(error, call.error or "", re.S) if error else None
        if (error and not found) or not _args_fit(call.args, args or {}, args_lack or []):
            continue
        if result is not None and not re.search(result, shape_text(call.result)):
            continue
        file, line = view.at(call.at)
        outcome = f"failed: {short(call.error or '')}" if not call.ok else "was called"
        claim = Claim(f"{call.api} {outcome}", file, line, value=view.line_text(file, line))
        model = call.args.get("model") if isinstance(call.args, dict) else None
        return holds(
            claim,
            api=call.api,
            file=file,
            line=line,
            model=model,
            operation=call.api.rsplit(".", 1)[-1],
            **_groups(found),
        )
    return FAILS


def _args_fit(given: Any, wanted: dict[str, str], lacking: list[str]) -> bool:
    for path, rule in wanted.items():
        found, value = find_key(given, path)
        if not found or not re.search(str(rule), shape_text(value)):
            return False
    return not any(find_key(given, path)[0] for path in lacking)


@check
def package_version(view: View, package: str, range: str) -> Verdict:
    """The installed version of a package is in the range (`<2.14.2`, `>=2.13,<2.13.6`).

    Binds package, version. UNKNOWN when the evidence does not say which version ran.
    """
    answer = view.version_in(package, range)
    if answer is None:
        return UNKNOWN
    version = view.version(package)
    if not answer:
        return FAILS
    return holds(
        Claim(f"{package} {version} is installed, which is in the range {range}", value=version),
        package=package,
        version=version,
    )


@check
def package_missing(view: View, package: str) -> Verdict:
    """A package is not installed in the user's environment. UNKNOWN when the evidence lists no packages.

    Only packages that capture looks for are listed, so a name it does not know would look missing.
    """
    if not view.packages:
        return UNKNOWN
    if view.version(package) is not None:
        return FAILS
    return holds(
        Claim(f"{package} is not installed in the environment that ran the program"), package=package
    )


@check
def dialect(view: View, is_: str | None = None, **words: str) -> Verdict:
    """The database is `is: sqlite`, `postgresql`, `mysql` or `mongodb` (glob). UNKNOWN when nothing tells."""
    wanted = words.get("is", is_)
    if view.dialect is None or wanted is None:
        return UNKNOWN
    if not glob(wanted, view.dialect):
        return FAILS
    return holds(
        Claim(f"The database is {view.dialect}", value=view.urls[0] if view.urls else None),
        dialect=view.dialect,
    )


@check
def option_is(view: View, name: str, value: Any = None, missing: bool = False) -> Verdict:
    """A DataFlow instance has the option `name` with this value (`missing: true`: it has no such option).

    Binds option, value, instance. UNKNOWN when no instance was seen, or none of them has the option.
    """
    known = False
    for index, options in view.options():
        if name not in options:
            if missing:
                return holds(Claim(f"DataFlow was made without {name}"), option=name, instance=index)
            continue
        known = True
        if not missing and options[name] == value:
            return holds(
                Claim(f"DataFlow was made with {name}={value!r}", value=repr(value)),
                option=name,
                value=value,
                instance=index,
            )
    return FAILS if known else UNKNOWN
