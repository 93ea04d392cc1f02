"""Checks of instances over their life: several in memory, made again and again, forked, pickled, hanging."""

from __future__ import annotations

import ast
import difflib
import re
from collections import Counter
from pathlib import PurePath

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.connection_urls import inits
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_MEMORY = re.compile(r"^(:memory:|sqlite:///?:memory:)$")
_FILE = re.compile(r"\.(db|sqlite3?)$")
_PICKLE = re.compile(
    r"Can't pickle (?:local object '[^']*?|<class '[^']*?\.)(?P<model>\w+)'|cannot pickle '(?P<part>[\w.]+)' object"
)


@check
def did_not_end(view: View) -> Verdict:
    """The program was stopped by the time limit, by a signal or by Ctrl-C instead of ending by itself."""
    program = view.evidence.program
    stopped = view.root is not None and view.root.type.rsplit(".", 1)[-1] == "KeyboardInterrupt"
    if program.timed_out or program.signal or stopped:
        limit = "the debugger" if program.unended else "the time limit"
        how = limit if program.timed_out else program.signal or "Ctrl-C"
        return holds(Claim(f"The program did not end by itself; {how} stopped it"))
    return FAILS


@check
def instances_apart(view: View, urls: str) -> Verdict:
    """A model was written through one instance and is read through another that has another database.

    `urls` says which instances count: memory (both in memory), similar (SQLite files whose names are nearly the
    same, or the same in two folders). Binds model, url, other, file, line (of the read). UNKNOWN without
    instances.
    """
    made = inits(view)
    if not made:
        return UNKNOWN
    known = {
        call.instance: str(call.args.get("database_url"))
        for call in made
        if isinstance(call.args, dict) and call.instance is not None
    }
    written: dict[str, set[int]] = {}
    for call in view.calls("express*"):
        name = str(call.args.get("model")) if isinstance(call.args, dict) else ""
        operation = call.api.rsplit(".", 1)[-1]
        if call.instance is None or call.instance not in known:
            continue
        if operation in ("create", "bulk_create", "upsert") and call.ok:
            written.setdefault(name, set()).add(call.instance)
        elif operation in ("list", "count", "read", "find_one"):
            for other in written.get(name, set()) - {call.instance}:
                here, there = known[call.instance], known[other]
                if call.instance in written[name] or not _apart(here, there, urls):
                    continue
                file, line = view.at(call.at)
                said = f"{name} was written to {there} and is read from {here}, another database"
                claim = Claim(said, file, line, value=view.line_text(file, line))
                return holds(claim, model=name, url=here, other=there, file=file, line=line)
    return FAILS


def _apart(one: str, other: str, urls: str) -> bool:
    if urls == "memory":
        return bool(_MEMORY.match(one) and _MEMORY.match(other))
    if (
        one == other
        or "://" in one.removeprefix("sqlite://")
        or not (_FILE.search(one) and _FILE.search(other))
    ):
        return False
    first, second = (PurePath(url.split("://")[-1]).name for url in (one, other))
    return difflib.SequenceMatcher(None, first, second).ratio() > 0.85


@check
def instance_made_repeatedly(view: View, times: int = 3) -> Verdict:
    """One place of the program made a DataFlow instance at least so often. Binds count, file, line."""
    if not inits(view):
        return UNKNOWN
    places = Counter(call.at for call in inits(view) if call.at)
    for place, count in places.most_common(1):
        if count >= times:
            file, line = view.at(place)
            claim = Claim(
                f"DataFlow(...) was called {count} times here", file, line, view.line_text(file, line)
            )
            return holds(claim, count=count, file=file, line=line)
    return FAILS


@check
def dataflow_pickled(view: View) -> Verdict:
    """An error says that a model, or a part of a DataFlow instance, cannot be pickled.

    Binds file, line. FAILS when no error says so.
    """
    for one in view.raised:
        found = _PICKLE.search(one.message)
        if found is None:
            continue
        model = found["model"]
        parts = (
            "_thread.RLock",
            "_thread.lock",
            "weakref",
            "weakref.ReferenceType",
            "module",
            "sqlite3.Connection",
        )
        if (model and view.model(model)) or (found["part"] in parts and _handed_over(view)):
            frame = view.user_frame
            file, line = (frame.file, frame.line) if frame else (None, None)
            what = f"the model {model}" if model else f"a part of DataFlow ({found['part']})"
            return holds(Claim(f"{what} cannot be pickled", file, line), file=file, line=line)
    return FAILS


def _handed_over(view: View) -> bool:
    """Whether a name that was assigned `DataFlow(...)` stands among the arguments of a process."""
    names = set()
    for source in view.sources.values():
        for node in source.nodes:
            made = node.value if isinstance(node, ast.Assign) else None
            if not isinstance(made, ast.Call) or not ast.unparse(made.func).endswith("DataFlow"):
                continue
            if isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    calls = [
        node
        for source in view.sources.values()
        for node in source.nodes
        if isinstance(node, ast.Call) and _last(node.func) in ("Process", "map", "starmap", "submit", "apply")
    ]
    return any(isinstance(part, ast.Name) and part.id in names for node in calls for part in ast.walk(node))


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@check
def forked_after_use(view: View) -> Verdict:
    """Processes were made by fork after the parent had used Express, and the program waited in vain.

    Where it gives up by itself (`process.join(5)`), the user must have said what is missing. Binds file, line
    (of the fork). UNKNOWN when no call was observed.
    """
    if not view.evidence.calls:
        return UNKNOWN
    used = any(call.ok for call in view.calls("express_sync*|express.*"))
    program = view.evidence.program
    gave_up = view.evidence.symptom and not view.raised and any(map(_gives_up, view.sources.values()))
    stopped = program.timed_out or program.signal
    waited = gave_up or stopped or any(one.type.endswith("TimeoutError") for one in view.raised)
    for source in view.sources.values():
        spawn = re.search(r"[\"'](spawn|forkserver)[\"']", source.text)
        for node in source.nodes if used and waited and not spawn else ():
            name = _last(node.func) if isinstance(node, ast.Call) else ""
            text = ast.unparse(node) if isinstance(node, ast.Call) else ""
            forks = name == "get_context" and "fork" in text
            if isinstance(node, ast.Call) and (
                forks or name in ("Pool", "Process", "ProcessPoolExecutor") or text == "os.fork()"
            ):
                said = (
                    "The process is forked after DataFlow was used; its threads do not live on in the child"
                )
                claim = Claim(said, source.file, node.lineno, value=view.line_text(source.file, node.lineno))
                return holds(claim, file=source.file, line=node.lineno)
    return FAILS


def _gives_up(source: Source) -> bool:
    """Whether the program waits for a process for a limited time, or stops it."""
    calls = [call for call in source.calls() if isinstance(call.func, ast.Attribute)]
    # The argument of a text's `join` is no number.
    limits = [
        [*call.args, *(word.value for word in call.keywords)] for call in calls if _last(call.func) == "join"
    ]
    limited = any(isinstance(getattr(one, "value", None), (int, float)) for limit in limits for one in limit)
    return limited or any(_last(call.func) in ("kill", "terminate") for call in calls)
