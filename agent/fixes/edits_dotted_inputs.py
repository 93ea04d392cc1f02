"""The edit of connections that end inside a parameter: `filter.account_id` becomes a whole `filter`."""

from __future__ import annotations

import ast
import builtins
import keyword
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes, literal, site_mappings
from dataflow_debugger.agent.fixes.mapping import removed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, sites, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

# Names that a PythonCodeNode has for itself.
_TAKEN = {"code", "function", "given", "name", "node_id", "result", "inputs", "outputs", *dir(builtins)}
PARTS = ("from_node", "from_output", "to_node", "to_input")
_VALUES = {
    None: "{0}",
    "value": "{{'$in': list({0})}}",
    "record": "{{'$in': [one['id'] for one in {0}]}}",
    "either": "{{'$in': [one['id'] if isinstance(one, dict) else one for one in {0}]}}",
}


@dataclass(frozen=True)
class Link:
    """One connection as it is written, in a call or as a row of a list, and the path at which it ends."""

    file: str
    whole: ast.expr
    parts: tuple[ast.expr, ...]
    path: tuple[str, ...]

    def spelt(self, source: Source, **new: str) -> str:
        """The connection with other parts."""
        start, end = source.span(self.whole)
        text, moved = source.text[start:end], 0
        for name, node in zip(PARTS, self.parts, strict=True):
            first, last = (offset - start + moved for offset in source.outer_span(node))
            if name in new:
                text = text[:first] + new[name] + text[last:]
                moved += len(new[name]) - (last - first)
        return text


@edit
def whole_input_between(
    project: Project, at: At, *, node: str, node_type: str, input: str, item: str | None = None
) -> None:
    """Put a PythonCodeNode before a node, which makes the dict that connections mean with `filter.name`.

    What the node itself is given under that parameter goes into the dict as well. `item` says what a list that
    arrives holds (record, value or either); it is put under `$in`.
    """
    head = input.split(".")[0]
    links = list(_links(project, node, head))
    if not links or len({link.file for link in links}) > 1:
        raise NoEdit("the connection was not found")
    file, source = links[0].file, project.source(links[0].file)
    links.sort(key=lambda link: source.span(link.whole))
    quote, changes = brackets.usual_quote(source), Changes(project)
    between = brackets.quoted(f"{node}_{head}", quote)
    names = _names(links)
    for link, name in zip(links, names, strict=True):
        new = [link.spelt(source, to_node=between, to_input=brackets.quoted(name, quote))]
        if link is links[-1]:
            parts = {"from_node": between, "from_output": brackets.quoted("result", quote)}
            new.append(link.spelt(source, **parts, to_input=brackets.quoted(head, quote)))
        row = isinstance(link.whole, (ast.Tuple, ast.List))
        indent = source.indent(source.line_of(source.span(link.whole)[0]))
        changes.add(file, [Splice(*source.span(link.whole), f"{',' if row else ''}\n{indent}".join(new))])
    values = [
        (link.path, _VALUES[item if len(link.path) == 1 else None].format(name))
        for link, name in zip(links, names, strict=True)
    ]
    _add_node(project, changes, node, node_type, head, values)
    changes.done()


def _links(project: Project, node: str, head: str) -> Iterator[Link]:
    """The connections that end at a dotted name below the parameter of the node."""
    seen: set[tuple[str, int]] = set()
    for file, whole, parts in written_links(project):
        target, port = (text_glob(project, file, part) for part in parts[2:])
        if target != node or not port.startswith(f"{head}.") or "*" in port or (file, id(whole)) in seen:
            continue
        seen.add((file, id(whole)))
        yield Link(file, whole, parts, tuple(port.split(".")[1:]))


def written_links(project: Project) -> Iterator[tuple[str, ast.expr, tuple[ast.expr, ...]]]:
    """Calls that connect, and the rows and calls of helpers that name the four parts one after the other."""
    for wire in wires(project):
        parts = [wire.parts.get(name) for name in PARTS]
        if None not in parts and isinstance(parts[3], ast.Constant):
            yield wire.file, wire.call, tuple(part for part in parts if part is not None)
    for file in project.python():
        for node in project.source(file).nodes:
            listed = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
            for index in range(len(listed) - 3):
                row = listed[index : index + 4]
                if isinstance(node, ast.expr) and all(isinstance(part, ast.Constant) for part in row[2:]):
                    yield file, node, tuple(row)


def _names(links: list[Link]) -> list[str]:
    """A variable for what each connection brings, named after the field."""
    found: list[str] = []
    for link in links:
        field = next((part for part in reversed(link.path) if part.isidentifier()), "value")
        taken = field in _TAKEN or keyword.iskeyword(field) or field in found
        name = f"{field}_value" if taken else field
        found.append(name if name not in found else f"{name}_{len(found)}")
    return found


def _add_node(
    project: Project, changes: Changes, node: str, node_type: str, head: str,
    values: list[tuple[tuple[str, ...], str]],
) -> None:  # fmt: skip
    """The PythonCodeNode after the node that it serves, added in the way that this one is."""
    site = next((s for s in sites(project) if s.kind == "node" and s.node == node), None)
    if site is not None:
        source = project.source(site.file)
        given, gone = _given(project, site, head)
        config = _config(source, values, given)
        holder = source.holder(site.call)
        assert isinstance(site.call.func, ast.Attribute)
        builder, quote = source.segment(site.call.func.value), brackets.usual_quote(source)
        type_, name = brackets.quoted("PythonCodeNode", quote), brackets.quoted(f"{node}_{head}", quote)
        end = source.span(holder)[1]
        text = f"\n{source.indent(holder.lineno)}{builder}.add_node({type_}, {name}, {config})"
        changes.add(site.file, [*gone, Splice(end, end, text)])
        return
    for file in project.python():
        source = project.source(file)
        for row in source.nodes:
            listed = row.elts if isinstance(row, (ast.Tuple, ast.List)) else []
            texts = [one.value if isinstance(one, ast.Constant) else None for one in listed[:2]]
            if len(listed) != 3 or texts != [node_type, node] or not isinstance(listed[2], ast.Dict):
                continue
            if any(literal(key) == head for key in listed[2].keys if key is not None):
                raise NoEdit("the row gives the parameter as well")
            type_, name = (brackets.quoted(one) for one in ("PythonCodeNode", f"{node}_{head}"))
            start, end = source.span(row)
            indent = source.indent(source.line_of(start))
            opening, closing = source.text[start], source.text[end - 1]
            text = f",\n{indent}{opening}{type_}, {name}, {_config(source, values, None)}{closing}"
            changes.add(file, [Splice(end, end, text)])
            return
    raise NoEdit("it is not seen how the node is added")


def _given(project: Project, site: Site, head: str) -> tuple[ast.expr | None, list[Splice]]:
    """What the node is given under the parameter, and the change that takes it from there."""
    source = project.source(site.file)
    for mapping in site_mappings(project, site):
        entry = mapping.get(head)
        if entry is None:
            continue
        if entry.file != site.file or source.function(entry.value) is not source.function(site.call):
            raise NoEdit("what the node is given is written elsewhere")
        empty = isinstance(entry.value, ast.Dict) and not entry.value.keys
        return None if empty else entry.value, removed(source, entry)
    return None, []


def _config(source: Source, values: list[tuple[tuple[str, ...], str]], given: ast.expr | None) -> str:
    """The configuration of the PythonCodeNode: its code, and what the dict had before."""
    known = literal(given) if given is not None else {}
    plain = isinstance(known, dict) and not set('"\\') & set(repr(known))
    base = known if plain and isinstance(known, dict) else {}
    rows = {repr(key): repr(value) for key, value in base.items()}
    inside: dict[str, list[str]] = {}
    for path, value in values:
        if len(path) == 1:
            rows[repr(path[0])] = value
        elif len(path) == 2:
            inside.setdefault(path[0], []).append(f"{path[1]!r}: {value}")
        else:
            raise NoEdit("the path goes deeper than an operator of a field")
    for field, pairs in inside.items():
        before = base.get(field)
        kept = [repr(before)[1:-1]] if isinstance(before, dict) and before else []
        kept = kept if plain else [f"**(given.get({field!r}) or {{}})"]
        rows[repr(field)] = "{" + ", ".join([*kept, *pairs]) + "}"
    lead = [] if plain else ["**given"]
    code = "result = {" + ", ".join([*lead, *(f"{key}: {value}" for key, value in rows.items())]) + "}"
    quote = brackets.usual_quote(source)
    pairs = [f"{brackets.quoted('code', quote)}: {brackets.quoted(code)}"]
    if given is not None and not plain:
        pairs.append(f"{brackets.quoted('given', quote)}: {source.segment(given)}")
    return "{" + ", ".join(pairs) + "}"
