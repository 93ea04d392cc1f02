"""Edits of parameters that a helper hands on for many callers, and of workflows that helpers build."""

import pytest
from edit_samples import app, dedented, untouched

REPOSITORY = """
    class Repository:
        def __init__(self, model):
            self.model = model

        def _run(self, operation, config):
            wf = WorkflowBuilder()
            wf.add_node(f"{self.model}{operation}Node", "op", config)
            results, _ = runtime.execute(wf.build())
            return results["op"]

        def find(self, **where):
            config = {"limit": 5}
            config["where"] = where
            return self._run("List", config)["records"]

        def save(self, key, values):
            return self._run("Upsert", {"where": {"id": key}, "update": values, "create": values})

        def change(self, key, **fields):
            return self._run("Update", {"filter": {"id": key}, "fields": fields})


    users = Repository("User")
"""
LISTING = {"node": "op", "node_type": "UserListNode", "model": "User", "key": "where", "to": "filter"}


def test_a_parameter_is_renamed_in_the_callers_of_the_node_type_only():
    text = dedented(REPOSITORY)
    changed = app(REPOSITORY, "rename_key", LISTING, types="*ListNode|*CountNode")
    assert changed == text.replace('config["where"]', 'config["filter"]')


def test_a_parameter_that_only_other_node_types_get_is_left():
    program = REPOSITORY.replace('            config["where"] = where\n', "")
    assert untouched(program, "rename_key", LISTING, types="*ListNode|*CountNode")


def test_the_callers_of_one_helper_look_up_by_another_field():
    program = """
    @db.model
    class User:
        id: str
        name: str

    def run(kind, config):
        wf.add_node(kind, "op", config)
        return runtime.execute(wf.build())[0].get("op")

    def by_name(name):
        found = run("UserReadNode", {"filter": {"name": name}, "raise_on_not_found": False})
        return found if found is not None else {}

    def by_id(key):
        return run("UserReadNode", {"id": key})
    """
    changed = app(program, "read_as_list", {"node": "op", "node_type": "UserReadNode", "model": "User"})
    call = 'run("UserListNode", {"filter": {"name": name}, "limit": 1})'
    assert f'found = next(iter({call}["records"]), None)' in changed
    assert 'run("UserReadNode", {"id": key})' in changed


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (
            "wf = WorkflowBuilder()\nfor row in rows:\n    wf.add_node('UserCreateNode', row, {})\n"
            "    runtime.execute(wf.build())\n",
            "for row in rows:\n    wf = WorkflowBuilder()\n    wf.add_node",
        ),
        (
            "class A:\n    def add(self, row):\n        self.wf.add_node('UserCreateNode', row, {})\n"
            "        self.n = 1\n    def f(self, row):\n        return runtime.execute(self.wf.build())\n",
            "        workflow = self.wf.build()\n        self.wf = WorkflowBuilder()\n"
            "        return runtime.execute(workflow)\n",
        ),
    ],
)
def test_each_run_gets_a_builder_of_its_own(program, expected):
    head = "from kailash.workflow.builder import WorkflowBuilder\n"
    line = next(n for n, text in enumerate((head + program).splitlines(), 1) if "build()" in text)
    assert expected in app(head + program, "fresh_builder", {"line": line})


def test_a_builder_with_nodes_from_before_the_loop_is_left():
    program = (
        "wf = WorkflowBuilder()\nwf.add_node('UserCreateNode', 'first', {})\nfor row in rows:\n"
        "    wf.add_node('UserCreateNode', row, {})\n    runtime.execute(wf.build())\n"
    )
    assert untouched(program, "fresh_builder", {"line": 5})


def test_a_count_node_counts_beside_the_list_node():
    program = """
    wf.add_node("UserListNode", "page", {"filter": {"name": name}, "limit": 5})
    results, _ = runtime.execute(wf.build())
    page = results["page"]
    print(page["records"], page["count"])
    """
    changed = app(program, "count_with_node", {"node": "page", "node_type": "UserListNode", "model": "User"})
    assert 'wf.add_node("UserCountNode", "page_total", {"filter": {"name": name}})\n' in changed
    assert 'print(page["records"], results["page_total"]["count"])' in changed


def test_the_id_that_the_database_draws_is_read_back():
    program = """
    wf.add_node("UserCreateNode", "user", {"name": name, "at": now()})
    wf.add_node("NoteCreateNode", "note", {})
    wf.add_connection("user", "id", "note", "user_id")
    """
    changed = app(program, "read_drawn_id", {"node": "user", "node_type": "UserCreateNode", "model": "User"})
    assert '"user_stored", {"filter": {"name": name}, "order_by": ["-id"], "limit": 1}' in changed
    assert 'wf.add_connection("user_id", "result", "note", "user_id")' in changed


def test_a_filter_made_elsewhere_is_converted_to_the_fields_types():
    program = """
    @db.model
    class User:
        id: str
        age: int
        active: bool = True

    def search(query):
        return db.express_sync.list("User", parsed(query))
    """
    changed = app(program, "convert_filter_values", {"model": "User", "field": "age"})
    scope = {}
    exec(changed[changed.index("def with_types") : changed.index("def search")], scope)
    given = {"id": "1", "age": "3", "active": "false"}
    assert scope["with_types"](given) == {"id": "1", "age": 3, "active": False}
    assert 'list("User", with_types(parsed(query)))' in changed


def test_a_template_is_connected_from_where_the_value_is():
    program = """
    wf.add_node("UserUpdateNode", "mark", {"filter": {"id": "{{ make.id }}"}, "fields": {"age": 1}})
    wf.add_node("UserCreateNode", "make", {"id": "1"})
    """
    found = {
        "key": "filter",
        "source": "make",
        "output": "id",
        "target": "mark",
        "input": "id",
        "node": "mark",
    }
    assert app(program, "template_to_connection", found) == dedented("""
    wf.add_node("UserUpdateNode", "mark", {"fields": {"age": 1}})
    wf.add_node("UserCreateNode", "make", {"id": "1"})
    wf.add_connection("make", "id", "mark", "id")
    """)
