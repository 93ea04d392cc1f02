"""Checks of `except` clauses that an error passes by: a class of the same name, the class of another layer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source

# Classes of drivers and of SQLAlchemy, none of which leaves a call of Express.
_OF_DRIVERS = re.compile(
    r"(^|\.)(\w*(Integrity|Operational|UniqueViolation|ForeignKeyViolation|Postgres)\w*|\w*DuplicateKey\w*)$"
)
# What comes out of Express calls that the database refuses.
_OUT = {
    **dict.fromkeys(("create", "upsert", "upsert_advanced"), ("builtins", "RuntimeError")),
    **dict.fromkeys(("update", "delete"), ("kailash.sdk_exceptions", "NodeExecutionError")),
}
_NUMBER = re.compile(r"ErrorCode\.MISSING_PARAMETER\]\S*:\s*\S*Error DF-(?!101\b)(?P<number>\d+)")
_OTHER_CODE = re.compile(r"DF-(?!101\b)\d|ErrorCode\.(?!MISSING_PARAMETER)")
# Classes by which people expect to meet an error of a database, a node or DataFlow.
_OF_LAYERS = re.compile(
    r"(^|\.)(\w*(Integrity|Operational|Programming|Database|SQLAlchemy|Data[Ff]low|NodeExecution|WorkflowExecution"
    r"|RuntimeExecution|WorkflowValidation|NodeValidation|UniqueViolation|ForeignKeyViolation|Postgres|Adapter)\w*"
    r"|\w*DuplicateKey\w*|sqlite3\.Error)$"
)
_FROM_LAYERS = re.compile(
    r"express\.\w+ failed for model|Database query failed|DataFlow Error|Node '[^']*' (failed|reported failure)"
    r"|workflow execution failed|constraint failed|duplicate key"
)


def _passed(view: View) -> Iterator[tuple[Source, ast.ExceptHandler, ast.expr]]:
    """The `except` clauses that the error passed on its way out, with each class they name; innermost first."""
    for frame in reversed(view.user_frames):
        source = view.source(frame.file)
        statement = source.statement_at(frame.line) if source else None
        child: ast.AST | None = statement
        for outer in source.ancestors(statement) if source and statement else ():
            if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):
                break
            if source and isinstance(outer, ast.Try) and child in outer.body:
                for handler in outer.handlers:
                    listed = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
                    yield from ((source, handler, one) for one in listed if one is not None)
            child = outer


@check
def handler_of_namesake(view: View) -> Verdict:
    """An `except` clause names a class that is called like the one raised and is another one.

    Binds name, module (where the raised class is), imported (where the named one comes from), file, line.
    """
    if view.root is None:
        return FAILS
    module, _, name = view.root.type.rpartition(".")
    for source, handler, named in _passed(view):
        if ast.unparse(named).rpartition(".")[2] != name:
            continue
        imported = source.imports.get(ast.unparse(named).partition(".")[0], ("builtins", None))[0]
        if imported == module:
            continue
        text = f"The handler waits for {imported}.{name}; raised was {view.root.type}, another class"
        claim = Claim(text, source.file, handler.lineno, value=view.line_text(source.file, handler.lineno))
        return holds(
            claim, name=name, module=module, imported=imported, file=source.file, line=handler.lineno
        )
    return FAILS


@check
def handler_of_other_layer(view: View) -> Verdict:
    """An `except` clause waits for the error of a driver, a node or DataFlow, which came out as another class.

    Binds raised (the class that came out), module, waited, file, line.
    """
    if view.root is None or not any(_FROM_LAYERS.search(one.message) for one in view.raised):
        return FAILS
    module, _, name = view.root.type.rpartition(".")
    for source, handler, named in _passed(view):
        waited = ast.unparse(named)
        if not _OF_LAYERS.search(waited) or waited.rpartition(".")[2] == name:
            continue
        text = f"The handler waits for {waited}; what came out is {view.root.type}"
        claim = Claim(text, source.file, handler.lineno, value=view.line_text(source.file, handler.lineno))
        return holds(claim, raised=name, module=module, waited=waited, file=source.file, line=handler.lineno)
    return FAILS


@check
def handler_never_met(view: View) -> Verdict:
    """The `try` around an Express write waits for a driver's class only, which does not come out of Express.

    Seen in the source, before any write was refused. Binds raised (the class that would come out), module, waited,
    file, line. FAILS where there is none, UNKNOWN when no source is known.
    """
    for site in view.express_sites:
        operation = site.kind.attr if isinstance(site.kind, ast.Attribute) else ""
        module, raised = _OUT.get(operation, ("", ""))
        around = next((n for n in site.source.ancestors(site.call) if isinstance(n, ast.Try)), None)
        if not raised or around is None or not _holds(around.body, site.call):
            continue
        named = [ast.unparse(one) for handler in around.handlers for one in _classes(handler)]
        if not named or not all(map(_OF_DRIVERS.search, named)):
            continue
        line = around.handlers[0].lineno
        text = f"The clause waits for {named[0]}, but express.{operation} raises {raised} when the database refuses"
        claim = Claim(text, site.file, line, value=view.line_text(site.file, line))
        return holds(claim, raised=raised, module=module, waited=named[0], file=site.file, line=line)
    return FAILS if view.sources else UNKNOWN


def _holds(body: list[ast.stmt], call: ast.Call) -> bool:
    return any(node is call for statement in body for node in ast.walk(statement))


def _classes(handler: ast.ExceptHandler) -> list[ast.expr]:
    """The classes that a clause names; one that takes everything counts as BaseException."""
    if handler.type is None:
        return [ast.Name("BaseException")]
    return list(handler.type.elts) if isinstance(handler.type, ast.Tuple) else [handler.type]


@check
def error_code_compared(view: View) -> Verdict:
    """A handler compares `error_code`, which DataFlow sets to MISSING_PARAMETER in every error, with another code.

    Binds number (the real one of the message), file, line. FAILS where no DataFlowError of another number was seen.
    """
    number = next((m["number"] for text in view.all_texts if (m := _NUMBER.search(text.text))), None)
    for source in view.sources.values() if number else ():
        for node in source.by_type.get(ast.Compare, ()):
            left = node.left if isinstance(node, ast.Compare) else None
            if isinstance(left, ast.Attribute) and left.attr == "value":
                left = left.value
            if not isinstance(left, ast.Attribute) or left.attr != "error_code":
                continue
            assert isinstance(node, ast.Compare)
            found, where = resolve(node.comparators[0], source, view.sources)
            if not _OTHER_CODE.search(where.segment(found)):
                continue
            text = f"error_code is MISSING_PARAMETER (DF-101) in every error; the message says DF-{number}"
            claim = Claim(text, source.file, node.lineno, value=source.segment(node))
            return holds(claim, number=number, file=source.file, line=node.lineno)
    return FAILS


_DRIVER_ATTRIBUTE = re.compile(
    r"'(?P<raised>\w+)' object has no attribute '(?P<attribute>sqlite_error(code|name)|sqlstate|pgcode|pgerror"
    r"|diag|orig|errno|constraint_name|column_name|table_name|detail|error_code|node_id|failure_data|code)'"
)
_SAYS = re.compile(
    r"(UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed|duplicate key value|violates \S+(?: \S+)? constraint"
    r"|database is locked|no such table|value too long|Duplicate entry"
)


@check
def handler_reads_driver_attribute(view: View) -> Verdict:
    """An `except` clause reads an attribute that the driver's exception has, and the one caught has not.

    Binds attribute, said (the part of the database's message that names the fault), file, line (of the read).
    """
    told = next((m for one in view.raised[:1] if (m := _DRIVER_ATTRIBUTE.search(one.message))), None)
    frame = view.user_frame
    if told is None or frame is None:
        return FAILS
    said = next((m.group() for one in view.chain[1:] if (m := _SAYS.search(one.message))), None)
    source = view.source(frame.file)
    statement = source.statement_at(frame.line) if source else None
    if said is None or source is None or statement is None:
        return FAILS
    if not any(isinstance(one, ast.ExceptHandler) for one in source.ancestors(statement)):
        return FAILS
    text = f"{told['raised']} has no '{told['attribute']}'; its text says: {said}"
    claim = Claim(text, source.file, frame.line, value=view.line_text(source.file, frame.line))
    return holds(claim, attribute=told["attribute"], said=said, file=source.file, line=frame.line)
