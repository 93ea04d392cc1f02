"""Edits that do a generated node's work by a call of Express, or by an upsert node."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks.names import generated
from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_instances import Instance, instances, meant_for, used_in
from dataflow_debugger.agent.fixes.edits_nodes import rename_port, wires
from dataflow_debugger.agent.fixes.follow import callers, parameters
from dataflow_debugger.agent.fixes.keys import Changes, sites_at
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.results_used import is_result_of
from dataflow_debugger.agent.fixes.sites import Site, arguments, chosen, sites, text_glob
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice


@edit
def replace_call_by_express(project: Project, at: At, *, instance: int | str | None = None) -> None:
    """Write one generated node's work as an Express call of the instance that is meant.

    The workflow must hold this one node only and its result be read by the node's id or not at all. The
    instance is given by its name or by its place among those that the program makes, counted from 0; without
    it, the first that has the model.
    """
    site = next(
        (s for s in chosen(project, file=at.file, line=at.line, node=at.node) if s.kind == "node"), None
    )
    if site is None:
        raise NoEdit("no node is at the place")
    source = project.source(site.file)
    flow = _Flow.of(source, site)
    made = _made(source, site)
    if made is None or flow is None:
        raise NoEdit("the workflow does more than this one node")
    one = _only(project) if instance is None and site.model == "*" else meant_for(project, site, instance)
    name, imports = used_in(project, site.file, one.file, one.name)
    given = "" if site.config is None else source.segment(site.config)
    call = _express_call(source, *made, given, site)
    asynchronous = isinstance(source.function(site.call), ast.AsyncFunctionDef)
    text = f"await {name}.express.{call}" if asynchronous else f"{name}.express_sync.{call}"
    changes = Changes(project)
    changes.add(site.file, [*imports, *flow.replaced(source, site, text)])
    changes.done()


def _made(source: Source, site: Site) -> tuple[str, str] | None:
    """The model, as an expression, and the operation of a node: also of one of type `f"{model}CreateNode"`."""
    kind = site.type_node
    parts = kind.values if isinstance(kind, ast.JoinedStr) else []
    if len(parts) == 2 and isinstance(parts[0], ast.FormattedValue) and isinstance(parts[1], ast.Constant):
        made = generated(f"Model{parts[1].value!s}")
        return (source.segment(parts[0].value), made.operation) if made is not None else None
    made = generated(site.node_type) if "*" not in site.node_type else None
    quote = brackets.usual_quote(source)
    return (brackets.quoted(made.model, quote), made.operation) if made is not None else None


def _only(project: Project) -> Instance:
    """The one instance of the program, where the model is not known."""
    known = instances(project)
    if len(known) != 1:
        raise NoEdit("it is not clear which instance is meant")
    return known[0]


def _express_call(source: Source, model: str, operation: str, given: str, site: Site) -> str:
    head = f"{operation}({model}"
    if operation in ("create", "upsert"):
        return f"{head}, {given})"
    if operation == "bulk_create" and isinstance(site.config, ast.Dict):
        value = _value(site.config, "data")
        if value is not None:
            return f"{head}, {source.segment(value)})"
    if operation in ("list", "count") and isinstance(site.config, ast.Dict):
        parts = [f"{key}={source.segment(value)}" for key, value in _pairs(site.config)]
        return f"{head}{''.join(', ' + part for part in parts)})"
    if operation in ("read", "delete") and isinstance(site.config, ast.Dict):
        value = _value(site.config, "id")
        if value is not None:
            return f"{head}, {source.segment(value)})"
    if operation == "update" and isinstance(site.config, ast.Dict):
        where, fields = _value(site.config, "filter"), _value(site.config, "fields")
        found = _value(where, "id") if isinstance(where, ast.Dict) and len(where.keys) == 1 else None
        if found is not None and fields is not None:
            return f"{head}, {source.segment(found)}, {source.segment(fields)})"
    raise NoEdit("Express has no such call")


def _pairs(node: ast.Dict) -> list[tuple[str, ast.expr]]:
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    if not all(isinstance(key, str) and key.isidentifier() for key in keys):
        raise NoEdit("the parameters are not written out")
    return [(str(key), value) for key, value in zip(keys, node.values, strict=True)]


def _value(node: ast.expr, key: str) -> ast.expr | None:
    return (
        next((value for name, value in _pairs(node) if name == key), None)
        if isinstance(node, ast.Dict)
        else None
    )


@dataclass(frozen=True)
class _Flow:
    """The statements of a workflow of one node: builder, node, run, and where the results are read."""

    body: list[ast.stmt]
    first: int
    last: int
    run: ast.Call
    target: ast.expr | None
    reads: list[ast.Subscript]

    @classmethod
    def of(cls, source: Source, site: Site) -> _Flow | None:
        statement = source.holder(site.call)
        body = source.block(statement)
        builder = site.call.func.value if isinstance(site.call.func, ast.Attribute) else None
        if not isinstance(statement, ast.Expr) or not isinstance(builder, ast.Name):
            return None
        start = body.index(statement) - 1
        made = body[start] if start >= 0 else None
        if not (isinstance(made, ast.Assign) and ast.unparse(made.targets[0]) == builder.id):
            return None
        if start + 2 >= len(body):
            return None
        execution = body[start + 2]
        inner = execution.body if isinstance(execution, (ast.With, ast.AsyncWith)) else [execution]
        if len(inner) != 1 or not isinstance(inner[0], (ast.Assign, ast.Expr)):
            return None
        value = inner[0].value
        run = value.value if isinstance(value, ast.Await) else value
        if not isinstance(run, ast.Call) or f"{builder.id}.build()" not in source.segment(run):
            return None
        scope = source.scope_of(site.call)
        if sum(isinstance(n, ast.Name) and n.id == builder.id for n in ast.walk(scope)) != 3:
            return None
        target = inner[0].targets[0] if isinstance(inner[0], ast.Assign) else None
        results = target.elts[0] if isinstance(target, ast.Tuple) else target
        reads = list(_reads(scope, results, site.node)) if results is not None else []
        if results is not None and _count(scope, results) != len(reads) + 1:
            return None
        return cls(body, start, start + 2, run, results, reads)

    def replaced(self, source: Source, site: Site, text: str) -> list[Splice]:
        """The Express call in place of the statements."""
        start = source.span(self.body[self.first])[0]
        end = source.span(self.body[self.last])[1]
        following = self.body[self.last + 1] if self.last + 1 < len(self.body) else None
        single = len(self.reads) == 1 and isinstance(following, (ast.Return, ast.Expr, ast.Assign))
        if single and following is not None and source.holder(self.reads[0]) is following:
            read = self.reads[0]
            begin = source.span(following)[0]
            return [Splice(start, begin, ""), expressions.replace(source, read, text)]
        if not self.reads or self.target is None:
            return [Splice(start, end, text)]
        name = ast.unparse(self.target)
        splices = [Splice(start, end, f"{name} = {text}")]
        return splices + [Splice(*source.span(read), name) for read in self.reads]


def _reads(scope: ast.AST, results: ast.expr, node_id: str) -> Iterator[ast.Subscript]:
    """Where the node's own result is read."""
    name = ast.unparse(results)
    for node in ast.walk(scope):
        if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
            continue
        if node.slice.value == node_id and ast.unparse(node.value) == name:
            yield node


def _count(scope: ast.AST, results: ast.expr) -> int:
    name = ast.unparse(results)
    return sum(isinstance(n, (ast.Name, ast.Attribute)) and ast.unparse(n) == name for n in ast.walk(scope))


@edit
def helper_call_by_express(project: Project, at: At) -> None:
    """Call Express where the program has a function add the one create node of a type that it is told.

    The function has to return the node's own result, so that its calls can be replaced one by one.
    """
    made, changes = generated(at.api or ""), Changes(project)
    if made is None or made.operation != "create":
        raise NoEdit("the node's result is not that of Express")
    for site in list(sites(project)):
        source = project.source(site.file)
        function = source.function(site.call)
        if function is None or not _returns_result(project, site, function):
            continue
        for file, call in callers(project, site.file, function):
            kind, given = (_given(function, call, node) for node in (site.type_node, site.config))
            if given is None or kind is None or text_glob(project, file, kind) != at.api:
                continue
            caller, one = project.source(file), meant_for(project, _of_model(project, made.model), None)
            name, imports = used_in(project, file, one.file, one.name)
            way = "express" if isinstance(function, ast.AsyncFunctionDef) else "express_sync"
            model = brackets.quoted(made.model, brackets.usual_quote(caller))
            text = f"{name}.{way}.create({model}, {caller.segment(given)})"
            changes.add(file, [*imports, Splice(*caller.span(call), text)])
    changes.done()


def _of_model(project: Project, model: str) -> Site:
    """A site that names the model, for which an instance is looked for."""
    first = next(iter(sites(project)))
    return Site(first.file, first.call, "node", None, model=model)


def _returns_result(project: Project, site: Site, function: Function) -> bool:
    """Whether all that a function returns is `results[id]` of the one node that it adds."""
    source = project.source(site.file)
    returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
    added = [one for one in sites(project) if one.kind == "node" and source.function(one.call) is function]
    if site.kind != "node" or site.id_node is None or len(added) != 1 or not returned:
        return False
    name = ast.unparse(site.id_node)
    return all(isinstance(one, ast.Subscript) and ast.unparse(one.slice) == name for one in returned)


def _given(function: Function, call: ast.Call, node: ast.expr | None) -> ast.expr | None:
    """What a call gives for the parameter that a name in the function is."""
    names = parameters(function)
    if not isinstance(node, ast.Name) or node.id not in names:
        return None
    args, words = arguments(call)
    index = names.index(node.id) - (1 if names[:1] in (["self"], ["cls"]) else 0)
    return words.get(node.id) or (args[index] if 0 <= index < len(args) else None)


@edit
def create_node_to_upsert(project: Project, at: At) -> None:
    """Make the create node an upsert node by its id, which leaves a row that is there as it is.

    Its result is then under `record`, where the program reads it and connections take it.
    """
    changes, ports = Changes(project), list[tuple[str, str]]()
    for site in sites_at(project, at):
        source, kind = project.source(site.file), site.type_node
        if site.kind != "node" or site.operation != "create" or not isinstance(kind, ast.Constant):
            continue
        parts = _upsert_parts(source, site.config)
        start, end = source.span(kind)
        changes.add(
            site.file, [Splice(start, end, source.text[start:end].replace("CreateNode", "UpsertNode"))]
        )
        assert site.config is not None
        changes.add(site.file, [Splice(*source.outer_span(site.config), parts)])
        ports += [(site.node, port) for port in _outputs(project, site)]
        for file in project.python():
            text = project.source(file)
            quote = brackets.usual_quote(text)
            for node in text.nodes:
                if is_result_of(project, file, node, site.node):
                    end = text.span(node)[1]
                    changes.add(file, [Splice(end, end, f"[{quote}record{quote}]")])
    changes.done()
    for name, port in dict.fromkeys(ports):
        rename_port(project, At(node=name), port=port, to=f"record.{port}")


def _upsert_parts(source: Source, config: ast.expr | None) -> str:
    """`where` by the record's id, and `create` with the record."""
    quote = brackets.usual_quote(source)
    where, key, create = (brackets.quoted(word, quote) for word in ("where", "id", "create"))
    if isinstance(config, ast.Name):
        record, value = config.id, f"{config.id}[{key}]"
    else:
        found = _value(config, "id") if isinstance(config, ast.Dict) else None
        if found is None or any(isinstance(node, (ast.Call, ast.Await)) for node in ast.walk(found)):
            raise NoEdit("the record's id is not written so that it can be taken twice")
        assert config is not None
        record, value = source.segment(config), source.segment(found)
    return f"{{{where}: {{{key}: {value}}}, {create}: {record}}}"


def _outputs(project: Project, site: Site) -> list[str]:
    """The outputs that connections take from the node. Raises NoEdit when something is connected to it."""
    found = []
    for wire in wires(project):
        ends = {end: text_glob(project, wire.file, wire.parts.get(end)) for end in ("from_node", "to_node")}
        if ends["to_node"] == site.node:
            raise NoEdit("the node gets a value through a connection")
        if ends["from_node"] == site.node:
            found.append(text_glob(project, wire.file, wire.parts.get("from_output")))
    return found
