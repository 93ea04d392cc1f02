"""Following values through objects, constructors, helpers and loops, and mending them where they are written."""

import ast

import pytest
from edit_samples import app

from dataflow_debugger.agent.checks.literals import node_sites, value_of, wires
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.pattern_source import Source


def places(texts: dict[str, str]) -> list[str]:
    project = Project.from_texts(texts)
    for name in project.python():
        source = project.source(name)
        for call in source.calls():
            if ast.unparse(call.func) == "use":
                found = written(project, name, call.args[0])
                return sorted(project.source(place.file).segment(place.node) for place in found)
    raise AssertionError("nothing is used")


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("class R:\n def __init__(self, m):\n  self.m = m\n def f(self):\n  use(self.m)\nR('a')", ["'a'"]),
        (
            "class R:\n def __init__(self, m):\n  self.m = m\nclass S(R):\n def __init__(self):\n"
            "  super().__init__('b')\n def f(self):\n  use(self.m)",
            ["'b'"],
        ),
        ("class R:\n m = ''\n def f(self):\n  use(self.m)\nclass S(R):\n m = 'c'", ["''", "'c'"]),
        ("class D:\n a: str\n b: str\nd = D('x', b='y')\nuse(d.b)", ["'y'"]),
        ("class D:\n a: str\ndef f(d: D):\n use(d.a)\nD('x')", ["'x'"]),
        ("def f(a, b):\n use(b)\nfor row in [(1, 2), (3, 4)]:\n f(*row)", ["2", "4"]),
        ("def f():\n return 1, 2\na, b = f()\nuse(b)", ["2"]),
        ("OPS = {'a': 'x', 'b': 'y'}\ndef f(k):\n use(OPS[k])", ["'x'", "'y'"]),
        ("OPS = {'a': 'x'}\nuse(OPS.get(word, 'z'))", ["'x'", "'z'"]),
        ("rows = []\nrows.append(1)\nrows.append(2)\nfor row in rows:\n use(row)", ["1", "2"]),
        ("class A:\n def run(self, x):\n  use(x)\nclass B:\n def run(self, x): pass\na = A()\na.run(1)\nB().run(2)",
         ["1"]),
        # What `r` is tell the calls of `f`, and which calls are of `f` tells what `r` is.
        ("class R:\n def f(self, r):\n  r.f(self)\n  use(r)\nR().f(g)", ["g", "self"]),
    ],
)  # fmt: skip
def test_a_value_is_followed_through_objects_and_rows(program, found):
    assert places({"app.py": program}) == found


def test_a_method_of_another_file_is_followed():
    texts = {
        "app.py": "from service import Service\nService('a').add('b')\n",
        "service.py": "class Service:\n    def __init__(self, name): ...\n    def add(self, x):\n        use(x)\n",
    }
    assert places(texts) == ["'b'"]


def test_an_object_made_a_dict_has_what_its_constructor_was_given():
    program = "class D:\n a: str\n b: int = 0\nd = D('x', b=1)\nuse(asdict(d))"
    project = Project.from_texts({"app.py": program})
    call = next(c for c in project.source("app.py").calls() if ast.unparse(c.func) == "use")
    (found,) = mappings(project, "app.py", call.args[0])
    assert (found.key_names(), found.open) == (["a", "b"], False)


def test_entries_put_into_an_attribute_count():
    program = (
        "class A:\n def __init__(self):\n  self.p = {'a': 1}\n def set(self):\n  self.p['b'] = 2\n"
        " def f(self):\n  use(self.p)"
    )
    project = Project.from_texts({"app.py": program})
    call = next(c for c in project.source("app.py").calls() if ast.unparse(c.func) == "use")
    (found,) = mappings(project, "app.py", call.args[0])
    assert found.key_names() == ["a", "b"]


def test_the_value_inside_an_f_string_is_corrected_where_it_is_written():
    before = (
        "def f(wf, model, op):\n    wf.add_node(f'{model}{op}Node', 'n', {})\n\nf(wf, 'Blogpost', 'Create')\n"
    )
    after = app(before, "rename_node_type", {"node_type": "BlogpostCreateNode"}, to="BlogPostCreateNode")
    assert after == before.replace("'Blogpost'", "'BlogPost'")


def test_only_the_runtime_itself_gets_the_built_workflow():
    before = (
        "class Runner:\n    def run(self, wf):\n        rt.execute(wf)\n\nrunner.run(WorkflowBuilder())\n"
    )
    after = app(before, "insert_build", {"line": 3})
    assert after == before.replace("execute(wf)", "execute(wf.build())")


def test_rows_of_a_loop_are_calls_of_their_own():
    loop = "for w, x, y, z in E:\n    b.add_connection(w, x, y, z)"
    text = f"E = [('a', 'b', 'c', 'd'), ('e', 'f', 'g', 'h')]\n{loop}"
    source = Source(text, "app.py")
    rows = [[value_of(part, source) for part in wire.parts if part] for wire in wires(source)]
    assert rows == [["a", "b", "c", "d"], ["e", "f", "g", "h"]]
    source = Source("N = [('T', 'n', {})]\nfor node in N:\n    wf.add_node(*node)\n", "app.py")
    (site,) = node_sites(source)
    assert site.name is not None and value_of(site.name, source) == "n"


def test_a_computed_default_is_given_where_the_record_is_made():
    before = (
        "from datetime import datetime\n@db.model\nclass Log:\n    id: str\n    at: datetime = datetime.now\n\n"
        "db.express_sync.create('Log', {'id': 'a'})\nwf.add_node('LogCreateNode', 'n', payload)\n"
    )
    after = app(before, "default_at_create", {"model": "Log"}, field="at")
    assert "at: datetime = None" in after
    assert "{'id': 'a', 'at': datetime.now()}" in after
    assert "{'at': datetime.now(), **payload}" in after


def test_a_part_of_a_text_that_is_split_is_corrected_in_that_text():
    before = (
        "L = {'a.user_id': 'b.id'}\nfor s, t in L.items():\n    x, y = s.split('.')\n    v, w = t.split('.')\n"
        "    wf.add_connection(x, y, v, w)\n"
    )
    after = app(before, "rename_port", {"node": "a"}, port="user_id", to="id", side="output")
    assert after == before.replace("'a.user_id'", "'a.id'")


def test_a_key_of_records_from_outside_is_renamed_as_they_are_handed_over():
    before = "db.express_sync.bulk_create('User', load())\n"
    after = app(before, "rename_key", {"model": "User"}, key="nam", to="name")
    assert "[{('name' if k == 'nam' else k): v for k, v in row.items()} for row in load()]" in after


def test_spread_fields_become_the_record():
    before = "db.express_sync.create('User', **fields)\n"
    assert app(before, "keywords_to_dict") == "db.express_sync.create('User', fields)\n"


def test_a_chain_that_is_returned_becomes_statements():
    before = "def f():\n    return WorkflowBuilder().add_node('A', 'a', {}).build()\n"
    after = app(before, "split_chain", {"line": 2})
    assert after == (
        "def f():\n    builder = WorkflowBuilder()\n"
        "    builder.add_node('A', 'a', {})\n    return builder.build()\n"
    )
