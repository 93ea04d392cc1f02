"""Edits of the code of PythonCodeNodes, of connections to be made, and of how nodes are added."""

from __future__ import annotations

import ast
import contextlib
import re
import textwrap

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.keys import Changes, entries
from dataflow_debugger.agent.fixes.mapping import removed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, chosen, sites
from dataflow_debugger.agent.fixes.spans import Splice


def code_literals(project: Project, at: At) -> list[tuple[str, ast.Constant]]:
    """The string literals that hold the code of the node."""
    found = []
    for one in entries(project, at, "code", whole_model=False):
        for place in written(project, one.entry.file, one.entry.value):
            if isinstance(place.node, ast.Constant) and isinstance(place.node.value, str):
                found.append((place.file, place.node))
    if not found:
        raise NoEdit("the code of the node is not written as a text")
    return found


@edit
def edit_code(project: Project, at: At, *, find: str, replace: str, all: bool = False) -> None:
    """Replace the first match of a regular expression, or all, in the code of a PythonCodeNode."""
    changes = Changes(project)
    for file, literal in code_literals(project, at):
        source = project.source(file)
        start, end = source.span(literal)
        text = re.sub(find, replace, source.text[start:end], count=0 if all else 1, flags=re.MULTILINE)
        if text != source.text[start:end]:
            changes.add(file, [Splice(start, end, text)])
    changes.done()


@edit
def prepend_code(project: Project, at: At, *, statement: str) -> None:
    """Put a statement before the code of a PythonCodeNode."""
    changes = Changes(project)
    for file, literal in code_literals(project, at):
        source = project.source(file)
        start, end = source.span(literal)
        text = source.text[start:end]
        found = re.match(r"[rRuUbB]*(\"\"\"|\'\'\'|\"|\')(\\\n|\n)?([ \t]*)", text)
        if found is None:
            raise NoEdit("the code is not written as a text")
        place = found.end() - len(found.group(3))
        lines = f"{found.group(3)}{statement}\n" if len(found.group(1)) == 3 else f"{statement}\\n"
        changes.add(file, [Splice(start, end, text[:place] + lines + text[place:])])
    changes.done()


@edit
def dedent_code(project: Project, at: At) -> None:
    """Put `textwrap.dedent` around the code of a PythonCodeNode, where its last line is blank or indented alike."""
    changes = Changes(project)
    for file, literal in code_literals(project, at):
        source = project.source(file)
        start, end = source.span(literal)
        text, added = with_import(
            project, file, "from textwrap import dedent", f"dedent({source.text[start:end]})"
        )
        changes.add(file, [Splice(start, end, text), *added])
    changes.done()


@edit
def wrap_code_in_function(project: Project, at: At, *, inputs: list[str]) -> None:
    """Put the code of a PythonCodeNode into a function, so that its inner scopes see its names."""
    changes = Changes(project)
    given = ", ".join(dict.fromkeys(inputs))
    for file, literal in code_literals(project, at):
        body = textwrap.indent(textwrap.dedent(str(literal.value)).strip(), "    ")
        if '"""' in body or "\\" in body:
            raise NoEdit("the code has quotes or backslashes that would change their meaning")
        text = f"def compute({given}):\n{body}\n    return result\n\nresult = compute({given})\n"
        changes.add(file, [Splice(*project.source(file).span(literal), f'"""\n{text}"""')])
    changes.done()


@edit
def insert_connection(project: Project, at: At, *, source: str, output: str, target: str, input: str) -> None:
    """Connect two nodes, after the statement that adds the later of them."""
    last = _later(project, source, target)
    if last is None:
        raise NoEdit("the nodes to connect were not found")
    project.splice(last.file, [_connection(project, last, source, output, target, input)])


@edit
def insert_connections(project: Project, at: At, *, pairs: list[list[str]]) -> None:
    """Make several connections, each after the later of its nodes; `pairs` are source, output, target and input."""
    changes = Changes(project)
    for source, output, target, name in pairs:
        last = _later(project, source, target)
        if last is not None:
            changes.add(last.file, [_connection(project, last, source, output, target, name)])
    changes.done()


def _later(project: Project, source: str, target: str) -> Site | None:
    """The statement that adds the later of two nodes."""
    found = [site for site in sites(project) if site.kind == "node" and site.node in (source, target)]
    if {site.node for site in found} != {source, target}:
        return None
    return max(found, key=lambda site: site.call.lineno)


def _connection(project: Project, site: Site, source: str, output: str, target: str, input: str) -> Splice:
    text = project.source(site.file)
    assert isinstance(site.call.func, ast.Attribute)
    builder = text.segment(site.call.func.value)
    line = f'{builder}.add_connection("{source}", "{output}", "{target}", "{input}")'
    return inserted(text, text.holder(site.call), line, after=True)


@edit
def template_to_connection(
    project: Project,
    at: At,
    *,
    key: str,
    source: str,
    output: str,
    target: str,
    input: str,
    templates: list[list[str]] | None = None,
) -> None:
    """Take templates out of the nodes' parameters and make the connections that they stand for.

    `templates` are key, source, output, target and input of all that stand in the workflow.
    """
    _template_to_connection(project, at, key, source, output, target, input)
    for other in templates or ():
        if other != [key, source, output, target, input]:
            with contextlib.suppress(NoEdit):
                _template_to_connection(project, At(node=other[3]), *other)


def _template_to_connection(
    project: Project, at: At, key: str, source: str, output: str, target: str, input: str
) -> None:
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        changes.add(found.entry.file, removed(project.source(found.entry.file), found.entry))
    site = next((s for s in chosen(project, node=target) if s.kind == "node"), None)
    site = _later(project, source, target) or site
    if site is None:
        raise NoEdit("the node with the template was not found")
    changes.add(site.file, [_connection(project, site, source, output, target, input)])
    changes.done()


@edit
def decorate_model(project: Project, at: At, *, model: str) -> None:
    """Put `@db.model` on the class of a model, with the instance that the other models use."""
    others = [
        project.source(file).segment(one.decorator_list[0])
        for file, one in model_classes(project, None)
        if one.decorator_list
    ]
    for file, owner in model_classes(project, model):
        source = project.source(file)
        start = source.line_start(owner.lineno)
        indent = source.indent(owner.lineno)
        project.splice(file, [Splice(start, start, f"{indent}@{others[0] if others else 'db.model'}\n")])
        return
    raise NoEdit(f"no class {model} was found")
