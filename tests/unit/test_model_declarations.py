"""Checks and edits of how a model is declared: its bases, its key, its table, its indexes, its defaults."""

from enum import Enum, IntEnum

from edit_samples import app, edited, untouched
from evidence_samples import call, models, raised, view

from dataflow_debugger.agent.capture import inspector
from dataflow_debugger.agent.checks import Answer, run
from dataflow_debugger.agent.checks.model_source import field_statement, model_class

BASE = {
    "base.py": "class Row:\n    id: Optional[str] = None\n    note: str = ''\n",
    "app.py": "from base import Row\n\n@db.model\nclass Part(Row):\n    size: int\n",
}


def model(name: str, fields: dict, **more) -> dict:
    return {**models(), "models": [{"name": name, "table": f"{name.lower()}s", "fields": fields, **more}]}


def test_a_field_is_found_in_the_base_class_of_another_file() -> None:
    file, statement = field_statement(view(source=BASE), "Part", "note")
    assert (file, statement.lineno) == ("base.py", 3)
    changed = edited(BASE, "text_key", {"model": "Part", "field": "id"})
    assert changed == {"base.py": BASE["base.py"].replace("Optional[str] = None", "str")}


def test_a_model_that_is_registered_by_a_call() -> None:
    seen = view(source="class Part:\n    id: str\n\nclass Other:\n    id: str\n\ndb.model(Part)\n")
    assert model_class(seen, "Part") is not None
    assert model_class(seen, "Other") is None


def test_a_text_key_that_is_not_just_str() -> None:
    known = model("Part", {"id": {"type": "Optional[str]"}, "size": {"type": "int"}})
    create = call("express.create", args={"model": "Part", "data": {"id": "<str:3>"}}, ok=False)
    told = raised("RuntimeError", "Database query failed: datatype mismatch")
    seen = view(inspector=known, calls=[create], exception=told, source=BASE)
    found = run(seen, "text_key_not_plain", {})
    assert (found.bindings["field"], found.bindings["file"], found.bindings["line"]) == ("id", "base.py", 2)
    given = view(inspector=known, calls=[create], source=BASE)
    assert run(given, "text_key_not_plain", {}).answer is Answer.FAILS


def test_a_default_that_stays_with_pydantic() -> None:
    source = (
        "class Part(BaseModel):\n    id: str\n    size: int = Field(default=1, ge=0)\n    to: str = ...\n\n"
        "db.model(Part)\n"
    )
    fields = {name: {"type": "str", "required": True} for name in ("id", "size", "to")}
    create = call("express.create", args={"model": "Part", "data": {"id": "<str:3>"}}, ok=False)
    found = run(
        view(inspector=model("Part", fields), calls=[create], source=source), "pydantic_default_lost", {}
    )
    assert found.bindings["fields"] == ["size"]
    given = call(
        "express.create", args={"model": "Part", "data": {"id": "<str:3>", "size": "<int>"}}, ok=False
    )
    seen = view(inspector=model("Part", fields), calls=[given], source=source)
    assert run(seen, "pydantic_default_lost", {}).answer is Answer.FAILS


def test_a_pydantic_class_makes_the_record_or_becomes_plain() -> None:
    used = """
        class Part(BaseModel):
            id: str
            size: int = 1

        db.model(Part)

        def add(raw):
            Part.model_validate(raw)
            db.express_sync.create("Part", raw)

        def put(part: Part):
            db.express_sync.create("Part", part.model_dump(exclude_unset=True))
        """
    found = {"model": "Part", "owner": "Part", "base": "BaseModel"}
    assert untouched(used, "plain_class", found)
    changed = app(used, "dump_at_create", found)
    assert 'create("Part", Part.model_validate(raw).model_dump())' in changed
    assert 'create("Part", part.model_dump())' in changed
    alone = "class Part(BaseModel):\n    id: str\n    size: int = 1\n\ndb.model(Part)\n"
    assert "class Part:\n" in app(alone, "plain_class", found)


def test_an_inherited_table_name_is_shared() -> None:
    source = (
        "@db.model\nclass Part:\n    __tablename__ = 'stock'\n    id: str\n\n"
        "@db.model\nclass PartArchive(Part):\n    why: str = ''\n"
    )
    fields = {"id": {"type": "str"}}
    both = [{"name": name, "table": "stock", "fields": fields} for name in ("Part", "PartArchive")]
    found = run(view(inspector={**models(), "models": both}, source=source), "models_share_table", {})
    assert (found.bindings["model"], found.bindings["own"]) == ("PartArchive", "stock_archive")
    assert '__tablename__ = "stock_archive"\n    why' in app(source, "own_table", found.bindings)
    named = source.replace("why: str", "__tablename__ = 'stock'\n    why: str")
    same = run(view(inspector={**models(), "models": both}, source=named), "models_share_table", {})
    assert same.answer is Answer.FAILS


def test_an_index_that_code_makes_names_no_fields() -> None:
    source = """
        def index(*names):
            return {"columns": names, "unique": True}

        @db.model
        class Part:
            __dataflow__ = {"indexes": [index(one) for one in KEYS]}
            id: str
        """
    config = {"indexes": [{"columns": ["size"], "unique": "<bool>"}]}
    known = model("Part", {"id": {"type": "str"}, "size": {"type": "int"}}, config=config)
    found = run(view(inspector=known, source=source), "index_missing", {"reason": "no_fields"})
    assert (found.bindings["key"], found.bindings["line"]) == ("columns", 6)
    changed = app(source, "rename_index_key", found.bindings, to="fields")
    assert '{"fields": names, "unique": True}' in changed
    right = model("Part", {"size": {"type": "int"}}, config={"indexes": [{"fields": ["size"]}]})
    assert not run(view(inspector=right, source=source), "index_entry_not_a_dict", {}).holds


def test_an_enum_member_as_default() -> None:
    source = (
        "class Stage(str, Enum):\n    NEW = 'new'\n\n"
        "@db.model\nclass Part:\n    id: str\n    at: Stage = Stage.NEW\n"
    )
    known = model("Part", {"id": {"type": "str"}, "at": {"type": "Stage", "default": "<Stage.NEW>"}})
    bulk = call("express.bulk_create", args={"model": "Part", "records": [{"id": "<str:3>"}]})
    found = run(view(inspector=known, calls=[bulk], source=source), "enum_default", {})
    assert (found.bindings["field"], found.bindings["to"]) == ("at", "str")
    assert "at: str = Stage.NEW.value" in app(source, "enum_values_as_defaults", found.bindings)
    single = call("express.create", args={"model": "Part", "data": {"id": "<str:3>"}})
    seen = view(inspector=known, calls=[single], source=source)
    assert run(seen, "enum_default", {}).answer is Answer.FAILS


class Mark(Enum):
    GOOD = "good"


class Count(IntEnum):
    ONE = 1


def test_a_member_is_told_where_its_text_is_not_its_value() -> None:
    for default, shown in ((Mark.GOOD, "<Mark.GOOD>"), (Count.ONE, 1), ("good", "good")):
        assert inspector._default("mark", {"default": default}, None) == shown


def test_the_database_url_of_a_record() -> None:
    known = model("Job", {"id": {"type": "str"}, "database_url": {"type": "str"}})
    data = {"id": "<str:2>", "database_url": "<str:30>"}
    refused = call("express.create", args={"model": "Job", "data": data}, ok=False)
    told = raised("RuntimeError", "Unsupported database scheme: oracle")
    seen = view(inspector=known, calls=[refused], exception=told)
    assert run(seen, "connection_url_from_record", {}).bindings["field"] == "database_url"
    other = raised("RuntimeError", "UNIQUE constraint failed: jobs.id")
    seen = view(inspector=known, calls=[refused], exception=other)
    assert run(seen, "connection_url_from_record", {}).answer is Answer.FAILS


def test_a_time_that_dataflow_sets_is_dropped_by_a_create_only() -> None:
    known = model("Part", {"id": {"type": "str"}, "created_at": {"type": "datetime"}})
    data = {"id": "<str:3>", "created_at": "<datetime>"}
    arguments = {"kinds": ["auto_managed"]}
    for api, args, dropped in (
        ("express.create", {"data": data}, True),
        ("express.upsert", {"data": data}, False),
        ("express.bulk_create", {"records": [data]}, False),
    ):
        seen = view(inspector=known, calls=[call(api, args={"model": "Part", **args})])
        assert run(seen, "config_key_not_a_field", arguments).holds is dropped, api
    now = "db.express_sync.create('Part', {'id': x, 'created_at': datetime.now()})\n"
    made = call("express_sync.create", args={"model": "Part", "data": data})
    assert not run(view(inspector=known, calls=[made], source=now), "config_key_not_a_field", arguments).holds


def test_dates_of_rows_from_elsewhere_keep_their_names() -> None:
    program = """
        @db.model
        class Part:
            id: str
            created_at: Optional[datetime] = None

        for row in csv.DictReader(handle):
            row["created_at"] = datetime.fromisoformat(row["created_at"])
            db.express_sync.create("Part", row)
        print(db.express_sync.read("Part", "1")["created_at"])
        """
    changed = app(program, "own_date_fields", {"model": "Part", "key": "created_at", "given": "datetime"})
    assert "created_on: Optional[datetime] = None" in changed
    assert 'row["created_on"] = datetime.fromisoformat(row["created_at"])' in changed
    assert '"1")["created_on"]' in changed


def test_json_defaults_are_given_at_the_create() -> None:
    program = """
        from typing import Optional

        @db.model
        class Part:
            id: str
            tags: list = []

        def add(row):
            db.express_sync.create("Part", row)
        """
    changed = app(program, "json_defaults_at_create", {"model": "Part", "fields": ["tags"]})
    assert "tags: Optional[list] = None" in changed
    assert 'create("Part", {"tags": [], **row})' in changed


def test_a_column_is_altered_after_the_program_has_dropped_its_table() -> None:
    program = """
        @db.model
        class Trip:
            id: str
            km: float

        def anew():
            connection.execute("DROP TABLE IF EXISTS trips")

        anew()
        print(db.express_sync.list("Trip"))
        """
    found = {"model": "Trip", "table": "trips", "column": "km", "to": "double precision"}
    changed = app(program, "alter_column", found)
    assert "anew()\nwith db.transactions_sync.begin() as transaction:\n" in changed
