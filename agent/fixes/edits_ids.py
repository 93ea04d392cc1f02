"""Making node ids differ where one id is given to several nodes."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, brackets, edit
from dataflow_debugger.agent.fixes.follow import callers, definitions, parameters
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, chosen, sites
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice
from dataflow_debugger.agent.fixes.strings import replaced

_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
_INDEX_LIKE = re.compile(
    r"^(i|j|k|n|idx|index|num|number|pos|position|seq|nr|no|count|counter|id)$|_(id|idx|no|nr)$"
)
_SIMPLE_ID = re.compile(r"(^|_)(id|key|sku|code|slug|uuid|isbn|number|name)$")


@edit
def unique_node_id(project: Project, at: At, *, variable: str | None = None) -> None:
    """Make the id of a node that is added in a loop differ each time, by an f-string of the loop's variable.

    References to the id in the same loop follow. Of several nodes added with one id outside a loop, the
    second and later get a number.
    """
    found = chosen(project, file=at.file, line=at.line, node=at.node)
    found = [site for site in found if site.kind == "node" and site.id_node is not None]
    changes = Changes(project)
    for site in found:
        source = project.source(site.file)
        loop = next((a for a in source.ancestors(site.call) if isinstance(a, _LOOPS)), None)
        function = source.function(site.call)
        scope: ast.AST | None = None
        word: str | None = None
        if loop is not None:
            scope, word = loop, _word(project, site.file, loop, variable)
        elif function is not None and _called_again(project, site.file, function):
            scope, word = function, _parameter(function, variable, source, site)
        if scope is not None and word is not None:
            changes.add(site.file, _formatted(source, project, scope, site, word))
    if not any(changes.splices.values()):
        changes = _numbered(project, at)
    changes.done()


def _word(project: Project, file: str, loop: ast.AST, variable: str | None) -> str | None:
    """The expression that tells one turn of the loop from the other."""
    targets, counted = _targets(loop)
    names = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name) and n.id != "_"]
    for name in names:
        if _INDEX_LIKE.search(name) or (counted and name == names[0]):
            return name
    for name in names:
        if _SIMPLE_ID.search(name):
            return name
    inner = _subscripted(project.source(file), loop, names) or _of_record(project, file, loop, names)
    if inner is not None:
        return inner
    return variable if variable in names else names[0] if names else None


def _targets(loop: ast.AST) -> tuple[list[ast.expr], bool]:
    """The targets of a loop or comprehension, and whether the first of them counts the turns."""
    if isinstance(loop, ast.While):
        return [n.target for n in ast.walk(loop) if isinstance(n, ast.AugAssign)], True
    generators = getattr(loop, "generators", [loop])
    first = generators[0].iter
    counted = isinstance(first, ast.Call) and getattr(first.func, "id", "") in ("enumerate", "range")
    return [generator.target for generator in generators], counted


def _subscripted(source: Source, loop: ast.AST, names: list[str]) -> str | None:
    """`row["id"]` or `row.id` where the loop uses it; a whole record makes no readable id."""
    for node in ast.walk(loop):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in names:
            key = node.slice.value if isinstance(node.slice, ast.Constant) else None
            if isinstance(key, str) and _SIMPLE_ID.search(key):
                return source.segment(node)
        owner = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and isinstance(owner, ast.Name) and owner.id in names:
            found = source.segment(node) if _SIMPLE_ID.search(node.attr) else None
            if found:
                return found
    return None


def _of_record(project: Project, file: str, scope: ast.AST, names: list[str]) -> str | None:
    """`row["id"]` where the rows are written dictionaries: a whole record makes no readable id."""
    for node in ast.walk(scope):
        if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names):
            continue
        for mapping in mappings(project, file, node)[:1]:
            key = next((key for key in mapping.key_names() if _SIMPLE_ID.search(key)), None)
            if key is not None:
                quote = brackets.usual_quote(project.source(file))
                return f"{node.id}[{brackets.quoted(key, quote)}]"
    return None


def _parameter(function: Function, variable: str | None, source: Source, site: Site) -> str | None:
    """The parameter of a helper that differs from call to call."""
    builder = source.segment(site.call).split(".")[0]
    names = [name for name in parameters(function) if name not in ("self", "cls", builder)]
    for name in names:
        if _INDEX_LIKE.search(name) or _SIMPLE_ID.search(name):
            return name
    inner = _subscripted(source, function, names)
    return inner or (variable if variable in names else names[0] if names else None)


def _called_again(project: Project, file: str, function: Function) -> bool:
    """Whether a function is called in a loop or from several places."""
    found = list(callers(project, file, function))
    if len(found) > 1:
        return True
    return any(isinstance(n, _LOOPS) for where, call in found for n in project.source(where).ancestors(call))


def _formatted(source: Source, project: Project, scope: ast.AST, site: Site, word: str) -> list[Splice]:
    """Every place in the scope that writes the id gets the f-string."""
    assert site.id_node is not None
    node = site.id_node
    if isinstance(node, ast.Name):
        values = [p for p in definitions(project, site.file, node) if p.file == site.file]
        node = values[0].node if len(values) == 1 else node
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return []
    splices = [_as_fstring(source, node, word)]
    for other in ast.walk(scope):
        same = isinstance(other, ast.Constant) and other.value == node.value and other is not node
        if same and isinstance(other, ast.Constant) and _is_reference(source, other):
            splices.append(_as_fstring(source, other, word))
    if node is not site.id_node and not any(part is node for part in ast.walk(scope)):
        # The id is a constant outside the loop: build the new one where it is used.
        return [Splice(*source.outer_span(site.id_node), f'f"{{{source.segment(site.id_node)}}}_{{{word}}}"')]
    return splices


def _is_reference(source: Source, node: ast.Constant) -> bool:
    """Whether a string stands where node ids stand: in a connection or as the key of results."""
    parent = source.parent(node)
    if isinstance(parent, ast.keyword):
        parent = source.parent(parent)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        return parent.func.attr in ("add_connection", "connect")
    return isinstance(parent, ast.Subscript) and parent.slice is node


def _as_fstring(source: Source, node: ast.Constant, word: str) -> Splice:
    start, end = source.span(node)
    text = source.text[start:end]
    quote = "'" if text.lstrip("rbuRBU").startswith("'") else '"'
    if quote in word:
        # Before Python 3.12 an f-string cannot use its own quote inside a field.
        quote = "'" if quote == '"' else '"'
    body = brackets.quoted(str(node.value), quote)[1:-1].replace("{", "{{").replace("}", "}}")
    return Splice(start, end, f"f{quote}{body}_{{{word}}}{quote}")


def _numbered(project: Project, at: At) -> Changes:
    """Two calls that write the same id one after the other: the later get `_2`, `_3`."""
    changes = Changes(project)
    wanted = [s for s in sites(project) if s.kind == "node" and s.node == at.node]
    for number, site in enumerate(wanted[1:], start=2):
        source, node = project.source(site.file), site.id_node
        if isinstance(node, ast.Constant) and source.scope_of(node) is source.scope_of(wanted[0].call):
            changes.add(site.file, [replaced(source, node, f"{node.value!s}_{number}")])
    return changes
