"""Several functions of one file build workflows with the same node ids: the one that ran is meant."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites
from dataflow_debugger.agent.fixes.spans import Splice

APP = """\
def first():
    wf.add_node("ItemCreateNode", "create", {"id": "a"})
    wf.add_connection("create", "id", "read", "id")


def second():
    wf.add_node("ItemCreateNode", "create", {"data": {"id": "b"}})
    wf.add_connection("create", "id", "read", "id")


def wire():
    wf.add_connection("create", "id", "list", "filter")
"""


def evidence(*, added: list[str], at: str | None = None) -> Evidence:
    return Evidence.model_validate(
        {
            "schema": "evidence/1",
            "source": [{"file": "app.py", "text": APP, "reason": "entry"}],
            "workflow": {"nodes": [{"id": "create", "type": "ItemCreateNode", "at": at}]},
            "added": added,
        }
    )


def lines(recorded: Evidence) -> tuple[list[int], list[int], list[int]]:
    view = View(recorded)
    nodes, wires = [site.line for site in view.node_sites], [wire.line for wire in view.wires]
    return nodes, wires, [site.call.lineno for site in sites(Project.from_evidence(recorded))]


def test_code_that_did_not_run_is_left_out() -> None:
    assert lines(evidence(added=["app.py:7"])) == ([7], [8, 12], [7])


def test_nothing_is_left_out_where_nothing_was_seen() -> None:
    assert lines(evidence(added=[])) == ([2, 7], [3, 8, 12], [2, 7])


def test_the_node_itself_says_where_it_comes_from() -> None:
    recorded = evidence(added=["app.py:2", "app.py:7"], at="app.py:7")
    assert View(recorded).place_of_node("create") == ("app.py", 7)


def test_an_edited_text_is_not_measured_by_old_lines() -> None:
    project = Project.from_evidence(evidence(added=["app.py:7"]))
    source = project.source("app.py")
    call = next(node for node in source.calls() if isinstance(node, ast.Call) and node.lineno == 2)
    assert project.elsewhere("app.py", call)
    project.splice("app.py", [Splice(0, 0, "# new\n")])
    call = next(node for node in project.source("app.py").calls() if node.lineno == 3)
    assert not project.elsewhere("app.py", call)
