"""Defaults that have to be made anew for each record: given where the record is created."""

from __future__ import annotations

import ast
import builtins

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_models import add_optional, field_of
from dataflow_debugger.agent.fixes.imported import origins
from dataflow_debugger.agent.fixes.imports import add_import, ensure_import
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at
from dataflow_debugger.agent.fixes.mapping import Mapping, added, mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, sites
from dataflow_debugger.agent.fixes.spans import Source, Splice

_FACTORIES = ("field", "Field")
_SINGLE, _MANY = ("create",), ("bulk_create",)


@edit
def default_at_create(project: Project, at: At, *, field: str) -> None:
    """Give the value that a default computes (`= datetime.now`) where records of the model are created.

    The field is then None where it is left out; `id` has no default at all.
    """
    if not _moved(project, at, field, computed=True):
        raise NoEdit("no call that creates a record was found")


@edit
def json_defaults_at_create(project: Project, at: At, *, model: str, fields: list[str]) -> None:
    """Give the defaults of dict and list fields (`= []`) where records lack them; the fields are then optional."""
    for field in fields:
        _moved(project, At(model=model), field, computed=False)
        add_optional(project, At(model=model), field=field)


@edit
def enum_values_as_defaults(project: Project, at: At, *, model: str, fields: list[str], to: str) -> None:
    """Give fields the value of their Enum member as default (`= Stage.NEW.value`), and annotate them as `to`."""
    for field in fields:
        file, _, statement = field_of(project, At(model=model), field)
        if not isinstance(statement, ast.AnnAssign) or not isinstance(
            statement.value, (ast.Name, ast.Attribute)
        ):
            raise NoEdit("the default is no name of a member")
        source = project.source(file)
        end = source.span(statement.value)[1]
        kind = source.segment(statement.annotation)
        changed = [Splice(end, end, ".value")]
        if kind not in (to, f"Optional[{to}]", f"{to} | None"):
            changed.append(Splice(*source.outer_span(statement.annotation), to))
        project.splice(file, changed)


def _moved(project: Project, at: At, field: str, *, computed: bool) -> bool:
    """Give the default where records are created and take it from the field; whether any record lacked it."""
    file, owner, statement = field_of(project, at, field)
    if not isinstance(statement, ast.AnnAssign) or statement.value is None:
        raise NoEdit("the field has no annotation with a default")
    source = project.source(file)
    made = _value(source, statement.value) if computed else statement.value
    changes = Changes(project)
    found = False
    for site in sites(project):
        # The field may be that of a class that the model derives from.
        named = site.model == (at.model or owner.name)
        if named and site.operation in (*_SINGLE, *_MANY) and site.config is not None:
            found |= _given(project, changes, site, field, made, file)
    if found or not computed:
        start = source.outer_span(statement.annotation)[1]
        kept = "" if field == "id" else " = None"
        changes.add(file, [Splice(start, source.outer_span(statement.value)[1], kept)])
        changes.done()
    return found


def _value(source: Source, default: ast.expr) -> ast.expr:
    """The expression that makes one value of the default. Raises NoEdit where the default makes none."""
    if isinstance(default, ast.Lambda):
        return default.body
    if isinstance(default, (ast.Name, ast.Attribute)):
        return ast.Call(default, [], [])
    if isinstance(default, ast.Call):
        words = {word.arg: word.value for word in default.keywords}
        if ast.unparse(default.func).rpartition(".")[2] in _FACTORIES:
            if "default_factory" not in words:
                raise NoEdit("the default is a plain value")
            return _value(source, words["default_factory"])
        return default
    if isinstance(default, (ast.BinOp, ast.Subscript, ast.JoinedStr)):
        return default
    raise NoEdit("the default computes nothing")


def _given(project: Project, changes: Changes, site: Site, field: str, made: ast.expr, origin: str) -> bool:
    """Give the records of one call the value; whether there was one that lacked it."""
    assert site.config is not None
    text, imports = ast.unparse(made), _imports(project, origin, site.file, made)
    quote = brackets.usual_quote(project.source(site.file))
    config, known = site.config, site_mappings(project, site)
    if site.operation in _MANY and site.kind == "node":
        entry = known[0].get("data") if len(known) == 1 else None
        if entry is None or entry.file != site.file:
            return False
        config, known = entry.value, mappings(project, entry.file, entry.value)
    lacking = [mapping for mapping in known if mapping.get(field) is None]
    if known and not lacking:
        return False
    source = project.source(site.file)
    if known and all(_writable(mapping, site) for mapping in lacking):
        for mapping in lacking:
            changes.add(mapping.file, added(project.source(mapping.file), mapping, field, text))
    elif isinstance(config, ast.Call) and config is site.call:
        return False
    else:
        start, end = source.outer_span(config)
        whole = source.text[start:end]
        if site.operation in _MANY:
            around = f"[{{{quote}{field}{quote}: {text}, **row}} for row in {whole}]"
        else:
            around = f"{{{quote}{field}{quote}: {text}, **{expressions.operand(whole)}}}"
        changes.add(site.file, [Splice(start, end, around)])
    changes.add(site.file, imports)
    return True


def _writable(mapping: Mapping, site: Site) -> bool:
    """Whether the value can be written into the dict itself: made anew for each record, without `**rest`."""
    whole = isinstance(mapping.node, ast.Dict) and None not in mapping.node.keys
    return whole and mapping.open and mapping.file == site.file


def _imports(project: Project, origin: str, file: str, made: ast.expr) -> list[Splice]:
    """The imports of the model's file that the value needs in another one. Raises NoEdit where it has none."""
    if origin == file:
        return []
    found: list[Splice] = []
    target = project.source(file)
    for name in {node.id for node in ast.walk(made) if isinstance(node, ast.Name)}:
        statement = _import_of(project.source(origin), name)
        if statement is not None:
            found += add_import(target, statement)
        elif not any(origins(project, file, name)) and name not in dir(builtins):
            raise NoEdit(f"{name} is not known in {file}")
    return found


def _import_of(source: Source, name: str) -> str | None:
    """The import statement by which a file knows a name."""
    for node in source.tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    one = ast.alias(alias.name, alias.asname)
                    made = (
                        ast.ImportFrom(node.module, [one], node.level)
                        if isinstance(node, ast.ImportFrom)
                        else ast.Import([one])
                    )
                    return ast.unparse(made)
    return None


@edit
def uuid_at_create(project: Project, at: At) -> None:
    """Give each record that is created without an id a new one, `str(uuid4())`; also where the id given is None."""
    changes = Changes(project)
    for site in sites_at(project, at, whole_model=True):
        if site.operation not in ("create", "bulk_create") or site.config is None:
            continue
        for mapping in site_mappings(project, site):
            one = mapping.get("data") if site.operation == "bulk_create" and site.kind != "express" else None
            for record in mappings(project, one.file, one.value) if one is not None else [mapping]:
                _with_uuid(project, changes, record)
    changes.done()


def _with_uuid(project: Project, changes: Changes, record: Mapping) -> None:
    source, given = project.source(record.file), record.get("id")
    used, imports = ensure_import(project, record.file, "uuid", "uuid4")
    if given is None and record.open:
        changes.add(record.file, [*imports, *added(source, record, "id", f"str({used}())")])
    elif given is not None and isinstance(given.value, ast.Constant) and given.value.value is None:
        changes.add(record.file, [*imports, Splice(*source.outer_span(given.value), f"str({used}())")])
    elif given is not None and isinstance(given.value, (ast.Name, ast.Attribute)):
        end = source.span(given.value)[1]
        changes.add(record.file, [*imports, Splice(end, end, f" or str({used}())")])
