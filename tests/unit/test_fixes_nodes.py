"""Edits of the graph: node types, ids, connections, ports, ids that differ in loops."""

import pytest
from edit_samples import app, dedented, edited, untouched


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('wf.add_node("UserCreate", "u", {})', 'wf.add_node("UserCreateNode", "u", {})'),
        ("wf.add_node(node_type='UserCreate')", "wf.add_node(node_type='UserCreateNode')"),
        ('T = "UserCreate"\nwf.add_node(T, "u", {})', 'T = "UserCreateNode"\nwf.add_node(T, "u", {})'),
        ('wf.add_node(f"{m}Create", "u", {})', 'wf.add_node(f"{m}CreateNode", "u", {})'),
        ('wf.add_node("User" + "Create", "u")', None),
    ],
)
def test_a_node_type_is_corrected(before, after):
    if after is None:
        assert untouched(before, "rename_node_type", {"node_type": "UserCreate"}, to="UserCreateNode")
    else:
        assert app(before, "rename_node_type", {"node_type": "UserCreate"}, to="UserCreateNode") == after


def test_only_the_node_that_is_meant_gets_another_type():
    program = 'wf.add_node("UserUpdateNode", "a", {})\nwf.add_node("UserUpdateNode", "b", {})\n'
    found = {"node": "b", "node_type": "UserUpdateNode"}
    assert app(program, "rename_node_type", found, to="UserBulkUpdateNode") == (
        'wf.add_node("UserUpdateNode", "a", {})\nwf.add_node("UserBulkUpdateNode", "b", {})\n'
    )


def test_a_node_type_that_a_helper_is_handed_is_corrected_in_the_call_with_the_keys():
    program = """
        def step(kind, params):
            wf.add_node(kind, "s", params)

        step("UserUpdateNode", {"filter": {"id": i, "version": v}, "fields": {}})
        step("UserUpdateNode", {"filter": {"id": i}, "fields": {}})
    """
    found = {"node": "s", "node_type": "UserUpdateNode", "keys": ["version"]}
    after = app(program, "rename_node_type", found, to="UserBulkUpdateNode")
    assert after.count("UserBulkUpdateNode") == 1
    assert 'step("UserBulkUpdateNode", {"filter": {"id": i, "version": v}' in after


def test_a_connection_is_led_to_the_node_that_there_is():
    program = 'wf.add_connection("creat", "id", "read", "id")\nwf.connect(from_node="creat", to_node="x")\n'
    result = app(program, "rename_node_id", {"key": "creat", "to": "create"})
    assert result == program.replace('"creat"', '"create"')


def test_each_candidate_makes_one_patch():
    from edit_samples import fix_of

    from dataflow_debugger.agent.fixes.build import patches
    from dataflow_debugger.agent.fixes.project import Project

    project = Project.from_texts({"app.py": 'wf.add_connection("x", "id", "read", "id")\n'})
    made = patches(fix_of("rename_node_id"), {"key": "x", "candidates": ["create", "list"]}, project)
    assert ['"create"' in patch.fix.diff for patch in made] == [True, False]
    assert len(made) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('wf.add_connection("c", "result.id", "r", "id")', 'wf.add_connection("c", "id", "r", "id")'),
        (
            'wf.add_connection(from_node="c", from_output="result.id", to_node="r", to_input="id")',
            'wf.add_connection(from_node="c", from_output="id", to_node="r", to_input="id")',
        ),
        ('wf.connect("c", "r", mapping={"result.id": "id"})', 'wf.connect("c", "r", mapping={"id": "id"})'),
        (
            'P = "result.id"\nwf.add_connection("c", P, "r", "id")',
            'P = "id"\nwf.add_connection("c", P, "r", "id")',
        ),
    ],
)  # fmt: skip
def test_a_port_is_corrected(before, after):
    assert app(before, "rename_port", {"node": "c", "port": "result.id", "to": "id"}, side="output") == after


def test_the_same_port_of_another_node_stays():
    program = 'wf.add_connection("other", "result.id", "r", "id")\n'
    assert untouched(program, "rename_port", {"node": "c", "port": "result.id", "to": "id"})


def test_a_connection_is_removed_or_turned_round():
    program = 'wf.add_connection("a", "id", "b", "key")  # back\nwf.add_connection("b", "x", "a", "y")\n'
    assert app(program, "remove_connection", {"line": 1}) == 'wf.add_connection("b", "x", "a", "y")\n'
    assert app(program, "reverse_connection", {"line": 1}).startswith(
        'wf.add_connection("b", "key", "a", "id")  # back\n'
    )


LOOPS = [
    ("for seat, who in enumerate(GUESTS):", "seat"),
    ("for who in GUESTS:", "who"),
    ("for name, order_id in rows:", "order_id"),
    ("for i in range(3):", "i"),
    ("async for _, who in guests():", "who"),
]


@pytest.mark.parametrize(("loop", "variable"), LOOPS)
def test_an_id_in_a_loop_is_built_from_what_differs(loop, variable):
    program = f'{loop}\n    wf.add_node("GuestCreateNode", "add", {{"who": 1}})\n'
    if loop.startswith("async"):
        program = "async def f():\n    " + program.replace("\n", "\n    ").rstrip() + "\n"
    assert f'"GuestCreateNode", f"add_{{{variable}}}", ' in app(program, "unique_node_id", {"node": "add"})


def test_references_in_the_loop_follow_the_new_id():
    program = """
        for n, row in enumerate(rows):
            wf.add_node("ACreateNode", 'add', row)
            wf.add_connection('add', "id", "total", f"in_{n}")
            print("add", results['add'])
        wf.add_connection("add", "id", "x", "y")
        """
    assert app(program, "unique_node_id", {"node": "add"}) == dedented(
        """
        for n, row in enumerate(rows):
            wf.add_node("ACreateNode", f'add_{n}', row)
            wf.add_connection(f'add_{n}', "id", "total", f"in_{n}")
            print("add", results[f'add_{n}'])
        wf.add_connection("add", "id", "x", "y")
        """
    )


@pytest.mark.parametrize(
    ("program", "identity"),
    [
        ('for r in rows:\n    wf.add_node("ANode", "a", {"id": r["id"]})\n', "f'a_{r[\"id\"]}'"),
        ('for r in rows:\n    wf.add_node("ANode", "a", {"id": r.id})\n', 'f"a_{r.id}"'),
        ('R = [{"id": 1}]\nfor r in R:\n    wf.add_node("ANode", "a", r)\n', "f'a_{r[\"id\"]}'"),
        ('[wf.add_node("ANode", "a", {}) for k in keys]\n', 'f"a_{k}"'),
        ('i = 0\nwhile i < 3:\n    wf.add_node("ANode", "a", {})\n    i += 1\n', 'f"a_{i}"'),
        ('def f(wf, row_id):\n  wf.add_node("ANode", "a", {})\nfor x in y:\n    f(wf, x)\n', 'f"a_{row_id}"'),
        ('def add(wf, sku):\n    wf.add_node("ANode", "a", {})\nadd(wf, 1)\nadd(wf, 2)\n', 'f"a_{sku}"'),
    ],
)  # fmt: skip
def test_a_record_gives_its_key_and_not_itself(program, identity):
    assert f'"ANode", {identity}, ' in app(program, "unique_node_id", {"node": "a"})


def test_two_nodes_with_one_id_outside_a_loop_are_numbered():
    program = 'wf.add_node("ANode", "a", {})\nwf.add_node("BNode", "a", {})\n'
    assert app(program, "unique_node_id", {"node": "a"}) == (
        'wf.add_node("ANode", "a", {})\nwf.add_node("BNode", "a_2", {})\n'
    )


def test_an_id_that_differs_already_stays():
    assert untouched(
        'for n in x:\n    wf.add_node("ANode", f"a_{n}", {})\n', "unique_node_id", {"node": "a_1"}
    )


def test_nothing_is_found_without_a_workflow():
    for edit, more in (("rename_node_type", {"to": "X"}), ("unique_node_id", {}), ("reverse_connection", {})):
        assert edited("x = 1\n", edit, {"node": "a", "node_type": "B", "line": 1}, **more) == {}


def test_records_that_are_connected_become_a_filter():
    program = """
        wf.add_node("UserBulkDeleteNode", KEY, {})
        wf.add_connection("old", "records", "drop", "data")
    """
    found = {"source": "old", "output": "records", "target": "drop", "input": "data"}
    changed = app(program, "filter_between", {**found, "item": "record"})
    assert "'$in': [one['id'] for one in found]" in changed
    assert 'wf.add_connection("old", "records", "drop_filter", "found")' in changed
    assert 'wf.add_connection("drop_filter", "result", "drop", "filter")' in changed
    assert '"data"' not in changed
    assert untouched(program, "filter_between", found)


def test_several_nodes_are_ordered():
    program = 'wf.add_node("UserCreateNode", "z", {})\nwf.add_node("UserListNode", "a", {})\n'
    pairs = [["z", "id", "a", "_after"], ["z", "id", "elsewhere", "_after"]]
    assert app(program, "insert_connections", {"pairs": pairs}) == (
        program + 'wf.add_connection("z", "id", "a", "_after")\n'
    )


def test_the_id_goes_into_the_filter():
    program = 'wf.add_node("UserUpdateNode", "u", {"id": key, "filter": {"age": 2}, "fields": {}})\n'
    found = {"node": "u", "node_type": "UserUpdateNode", "key": "id"}
    assert app(program, "id_into_filter", found) == (
        'wf.add_node("UserUpdateNode", "u", {"filter": {"age": 2, "id": key}, "fields": {}})\n'
    )
