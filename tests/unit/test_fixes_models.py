"""Edits of model classes and of DataFlow instances."""

import pytest
from edit_samples import app, dedented, edited, untouched

USER = """
    from dataflow import DataFlow

    db = DataFlow("x.db")

    @db.model
    class User:
        id: str
        note: str  # free text
        born: str = "x"

    db.express_sync.create("User", {"id": "1", "note": "a"})
    print(db.express_sync.read("User", "1")["note"])
    """


@pytest.mark.parametrize(
    ("edit", "with_", "line", "more"),
    [
        ("set_annotation", {"field": "note", "to": "int"}, "    note: int  # free text", ""),
        ("set_annotation", {"field": "note", "to": "list"}, "    note: list  # free text", ""),
        (
            "set_annotation",
            {"field": "born", "to": "Optional[datetime]"},
            '    born: Optional[datetime] = "x"',
            "from datetime import datetime\nfrom typing import Optional\n",
        ),
        ("add_optional", {"field": "note"}, "    note: Optional[str] = None  # free text", "import Optional"),
        ("set_default", {"field": "note", "value": '""'}, '    note: str = ""  # free text', ""),
        ("set_default", {"field": "born", "value": "None"}, "    born: str = None", ""),
        ("remove_default", {"field": "born"}, "    born: str", ""),
        ("add_field", {"field": "due", "annotation": "int"}, '    born: str = "x"\n    due: int', ""),
    ],
)  # fmt: skip
def test_a_declaration_is_changed(edit, with_, line, more):
    result = app(USER, edit, {"model": "User"}, **with_)
    assert f"\n{line}\n" in result and more in result


def test_a_field_is_renamed_with_its_uses():
    result = app(USER, "rename_field", {"model": "User"}, field="note", to="memo")
    assert result == dedented(USER).replace("note", "memo")


def test_a_field_is_removed():
    assert "note: str" not in app(USER, "remove_field", {"model": "User"}, field="note")


@pytest.mark.parametrize("edit", ["set_annotation", "rename_field"])
def test_a_field_of_another_model_is_not_taken(edit):
    assert untouched(USER, edit, {"model": "Pet"}, field="note", to="int")


def test_a_model_is_renamed_with_its_node_types():
    program = (
        '@db.model\nclass User:\n    id: str\nwf.add_node("UserCreateNode", "u", {})\nx.express.list("User")'
    )
    result = app(program, "rename_model", {"model": "User"}, to="Person")
    assert result == program.replace("User", "Person")


MODELS = 'from dataflow import DataFlow\ndb = DataFlow("x")\n\n@db.model\nclass User:\n    id: str\n'


def test_one_instance_is_shared_between_modules():
    files = {
        "app.py": 'from dataflow import DataFlow\nimport models\n\ndb = DataFlow("x")  # same\nprint(db)\n',
        "models.py": MODELS,
    }
    assert edited(files, "use_shared_instance") == {
        "app.py": "import models\n\nfrom models import db  # same\nprint(db)\n"
    }


def test_a_second_instance_in_the_same_module_goes():
    program = MODELS + 'other = DataFlow("x")\nother.express_sync.list("User")\n'
    assert app(program, "use_shared_instance") == MODELS + 'db.express_sync.list("User")\n'


def test_a_node_s_work_goes_through_the_instance_that_is_meant():
    files = {
        "app.py": """
            from live import live_db
            from archive import archive_db

            def record(event_id):
                wf = WorkflowBuilder()
                wf.add_node("EventCreateNode", "record", {"id": event_id})
                with LocalRuntime() as runtime:
                    results, _ = runtime.execute(wf.build())
                return results["record"]["id"]
            """,
        "live.py": MODELS.replace("db", "live_db").replace("User", "Event"),
        "archive.py": MODELS.replace("db", "archive_db").replace("User", "Event"),
    }
    changed = edited(files, "replace_call_by_express", {"node": "record", "model": "Event"})
    assert changed["app.py"].endswith(
        'def record(event_id):\n    return live_db.express_sync.create("Event", {"id": event_id})["id"]\n'
    )


@pytest.mark.parametrize(
    ("node", "call"),
    [
        ('"EventListNode", "n", {"filter": {"a": 1}, "limit": 5}', 'list("Event", filter={"a": 1}, limit=5)'),
        ('"EventReadNode", "n", {"id": key}', 'read("Event", key)'),
        ('"EventUpdateNode", "n", {"filter": {"id": 1}, "fields": row}', 'update("Event", 1, row)'),
        ('"EventBulkCreateNode", "n", {"data": rows}', 'bulk_create("Event", rows)'),
    ],
)
def test_each_operation_has_its_express_call(node, call):
    program = MODELS.replace("User", "Event") + dedented(f"""
        wf = WorkflowBuilder()
        wf.add_node({node})
        results, run_id = LocalRuntime().execute(wf.build())
        print(results["n"], results["n"])
        """)
    result = app(program, "replace_call_by_express", {"node": "n"})
    assert result.endswith(f"results = db.express_sync.{call}\nprint(results, results)\n")


def test_a_workflow_of_several_nodes_stays():
    program = MODELS + dedented("""
        wf = WorkflowBuilder()
        wf.add_node("UserCreateNode", "n", {})
        wf.add_node("UserListNode", "m", {})
        results, _ = LocalRuntime().execute(wf.build())
        """)
    assert untouched(program, "replace_call_by_express", {"node": "n"})


def test_two_instances_get_one_url():
    files = {
        "app.py": "import importer\nimport web\n",
        "importer.py": "import paths\n\ndb = DataFlow(f\"sqlite:///{paths.HERE / 'data' / paths.NAME}\")\n",
        "web.py": 'import paths as p\n\nshop = DataFlow(database_url=f"sqlite:///{p.HERE / p.NAME}", echo=True)\n',
    }
    first = edited(files, "use_one_url", keep=0)
    assert first == {
        "web.py": "import paths as p\nimport paths\n\n"
        "shop = DataFlow(database_url=f\"sqlite:///{paths.HERE / 'data' / paths.NAME}\", echo=True)\n"
    }
    second = edited(files, "use_one_url", keep=1)
    assert second["importer.py"].endswith('db = DataFlow(f"sqlite:///{p.HERE / p.NAME}")\n')


def test_plain_defaults_take_the_place_of_field_objects_and_the_class_is_no_dataclass():
    before = (
        "@db.model\n@dataclass\nclass A:\n    id: str\n    b: list = field(default_factory=list)\n"
        "    c: int = field(default=3)\n    d: str = field(repr=False)\n"
    )
    after = "@db.model\nclass A:\n    id: str\n    b: list = []\n    c: int = 3\n    d: str\n"
    assert app(before, "plain_default", {"model": "A"}, field="c") == after
    assert untouched(f'{before}\n\nA("x")\n', "plain_default", {"model": "A"}, field="c")


def test_a_renamed_field_keeps_its_name_in_other_dicts():
    program = (
        "@db.model\nclass A:\n    {0}: str\n\n\nROWS = [{{'b': 'x', 'n': 1}}]\nfor row in ROWS:\n"
        "    db.express_sync.create('A', {{'{0}': row['b']}})\n"
        "for one in db.express_sync.list('A', order_by=['-{0}']):\n    print(one['{0}'])\n"
    )
    result = app(program.format("b"), "rename_field", {"model": "A"}, field="b", to="id")
    assert result == program.format("id")


MANUALS = """
    from operator import itemgetter

    @db.model
    class Manual:
        id: str
        tags: str

    def read(text):
        yield {"id": text, "tags": text}
        yield from [{"id": "x", "tags": "y"}]

    for manual in read(TEXT):
        wf.add_node("ManualCreateNode", manual["id"], manual)
    rows = sorted(db.express_sync.list("Manual"), key=itemgetter("tags"))
"""


def test_a_field_is_renamed_in_what_a_generator_yields():
    result = app(MANUALS, "rename_field", {"model": "Manual"}, field="tags", to="labels")
    assert result == dedented(MANUALS).replace("tags", "labels")


def test_a_field_is_renamed_at_the_call_where_a_file_gives_the_record():
    program = (
        "@db.model\nclass Manual:\n    id: str\n    tags: str\n\n\n"
        "for line in csv.DictReader(sheet):\n    print(line['tags'])\n"
        "    wf.add_node('ManualCreateNode', 'm', line)\n"
    )
    result = app(program, "rename_field", {"model": "Manual"}, field="tags", to="labels")
    given = "{'labels' if key == 'tags' else key: value for key, value in line.items()}"
    assert "    labels: str\n\n\nfor line in csv.DictReader(sheet):\n    print(line['tags'])\n" in result
    assert f"wf.add_node('ManualCreateNode', 'm', {given})" in result


def test_columns_that_are_named_elsewhere_follow_and_other_models_do_not():
    program = (
        "@db.model\nclass Song:\n    id: str\n    tags: str\n\n\n"
        'SHOWN = ("id", "tags")\n'
        'for song in db.express_sync.list("Song"):\n    print([song[name] for name in SHOWN])\n'
    )
    other = 'print(db.express_sync.read("Album", "a")["tags"])\n'
    result = app(program + other, "rename_field", {"model": "Song"}, field="tags", to="labels")
    assert result == program.replace("tags", "labels") + other
