"""Edits whose value is put together or written elsewhere: orders in SQL, ids in dicts, inputs that share a name."""

import pytest
from edit_samples import app, dedented, edited, untouched

LIST = 'db.express_sync.list("Film", order_by=['


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('f"{field} DESC"', 'f"-{field}"'),
        ('f"{field} asc"', "field"),
        ('field + " DESC"', 'f"-{field}"'),
        ('"%s %s" % (field, way)', '("-" if way.upper() == "DESC" else "") + field'),
        ('"{} {}".format(field, way)', '("-" if way.upper() == "DESC" else "") + field'),
        ('" ".join([field, way])', '("-" if way.upper() == "DESC" else "") + field'),
        ('f"{field} {way.lower()}"', '("-" if way.upper() == "DESC" else "") + field'),
        ("f\"year {'DESC' if newest else 'ASC'}\"", '("-" if newest else "") + "year"'),
    ],
)
def test_an_order_put_together_from_parts_gets_a_minus(before, after):
    assert app(f"{LIST}{before}])", "order_list").replace("'", '"') == f"{LIST}{after}])"
    assert untouched(f"{LIST}{after}])", "order_list")


def test_an_order_is_changed_where_it_is_written():
    texts = {
        "app.py": f"from views import SORTS\ndef films(by):\n    return {LIST}SORTS[by]])\nfilms('new')\n",
        "views.py": "SORTS = {'new': 'year DESC', 'name': 'title ASC'}\n",
    }
    assert edited(texts, "order_list") == {"views.py": "SORTS = {'new': '-year', 'name': 'title'}\n"}


def test_an_order_is_changed_where_it_is_appended():
    head = "order = []\norder.append("
    tail = ')\ndb.express_sync.list("Film", order_by=order)\n'
    assert app(f'{head}"year DESC"{tail}', "order_list") == f'{head}"-year"{tail}'


def test_an_order_from_outside_is_translated_at_the_call():
    program = 'import sys\ndb.express_sync.list("Film", order_by=sys.argv[1:])\n'
    assert untouched(program, "order_list")
    changed = app(program, "order_at_call", {"line": 2})
    assert "for one in sys.argv[1:]]" in changed


def test_the_orders_of_all_callers_of_a_helper_are_changed():
    program = """
        def films(**options):
            options.setdefault("order_by", ["year DESC"])
            return db.express_sync.list("Film", **options)
        films(order_by=["title ASC"])
        films(order_by=["title DESC", "year ASC"])
    """
    changed = app(program, "order_list")
    assert 'setdefault("order_by", ["-year"])' in changed
    assert 'films(order_by=["title"])\n' in changed and 'films(order_by=["-title", "year"])' in changed


UPDATE = "def save(where):\n    return db.express_sync.update('Job', where, {'done': True})\n"


def test_the_id_is_taken_out_of_a_dict_that_callers_hand_over():
    program = UPDATE + "save({'id': 'a'})\nsave(dict(id='b'))\n"
    assert "update('Job', where['id'], " in app(program, "id_itself", {"line": 2})


def test_a_dict_with_other_conditions_is_no_id():
    assert untouched(UPDATE + "save({'id': 'a'})\nsave({'state': 'new'})\n", "id_itself", {"line": 2})


def test_the_id_is_taken_out_of_a_record_that_was_read():
    program = (
        'for job in db.express_sync.list("Job"):\n    db.express_sync.update("Job", job, {"done": True})\n'
    )
    assert 'update("Job", job["id"], ' in app(program, "id_itself", {"line": 2})


JOIN = {
    "node": "sum",
    "input": "rows",
    "ends": [["list_a", "records"], ["list_b", "records"]],
    "listed": True,
}
CODE = '"result = len(rows)"'


def test_connections_to_one_input_get_inputs_of_their_own():
    program = f"""
        wf.add_node("PythonCodeNode", "sum", {{"code": {CODE}}})
        wf.add_connection("list_a", "records", "sum", "rows")
        wf.add_connection("list_b", "records", "sum", "rows")
    """
    changed = app(program, "own_inputs", JOIN)
    assert '"sum", "list_a")' in changed and '"sum", "list_b")' in changed
    assert '"rows = list_a + list_b\\nresult = len(rows)"' in changed


def test_connections_made_in_a_loop_are_joined_by_the_same_loop():
    program = f"""
        CODE = {CODE}
        def flow(kinds=("a", "b")):
            wf.add_node("PythonCodeNode", "sum", {{"code": CODE}})
            for kind in kinds:
                wf.add_connection(f"list_{{kind}}", "records", "sum", "rows")
    """
    changed = app(program, "own_inputs", JOIN)
    assert '"rows = " + " + ".join(f"list_{kind}" for kind in kinds) + "\\n" + CODE' in changed
    assert '"records", "sum", f"list_{kind}")' in changed


def test_single_values_are_joined_only_where_the_code_goes_through_them():
    wires = "".join(f'wf.add_connection("list_{one}", "count", "sum", "rows")\n' for one in "ab")
    found = {**JOIN, "ends": [["list_a", "count"], ["list_b", "count"]], "listed": False}
    for code, fits in (('"result = sum(rows)"', True), ('"result = rows * 2"', False)):
        program = f'wf.add_node("PythonCodeNode", "sum", {{"code": {code}}})\n{wires}'
        assert bool(edited(program, "own_inputs", found)) is fits


def test_inputs_in_a_list_of_connections_are_changed_there():
    program = f"""
        EDGES = [("list_a", "records", "sum", "rows"), ("list_b", "records", "sum", "rows")]
        wf.add_node("PythonCodeNode", "sum", {{"code": {CODE}}})
        for edge in EDGES:
            wf.add_connection(*edge)
    """
    changed = app(program, "own_inputs", JOIN)
    assert '"sum", "list_a")' in changed and "rows = list_a + list_b" in changed


def test_lists_for_a_node_that_takes_one_are_joined_before_it():
    program = """
        for side in ("list_a", "list_b"):
            wf.add_connection(side, "records", "put", "data")
    """
    changed = app(program, "join_before", {**JOIN, "node": "put", "input": "data"})
    joined = '"result = " + " + ".join(side for side in ("list_a", "list_b"))'
    assert changed == dedented(f"""
        wf.add_node("PythonCodeNode", "put_data", {{"code": {joined}}})
        for side in ("list_a", "list_b"):
            wf.add_connection(side, "records", "put_data", side)
        wf.add_connection("put_data", "result", "put", "data")
    """)


@pytest.mark.parametrize(
    ("use", "one"),
    [("row = {0}\nprint(row['a'])", True), ("done = {0}\nprint(bool(done))", False), ("{0}['a']", True)],
)
def test_the_result_of_one_update_stays_one_record(use, one):
    call = 'db.express_sync.update("Job", {"name": "a"}, {"done": True})'
    changed = app(use.format(call), "each_matching_row")
    assert ('find_one("Job", {"name": "a"})["id"], ' in changed) is one


def test_what_a_helper_returns_is_used_by_its_callers():
    program = UPDATE + "row = save({'name': 'a'})\nprint(row.get('done'))\n"
    assert "update('Job', db.express_sync.find_one('Job', where)['id'], " in app(program, "each_matching_row")
