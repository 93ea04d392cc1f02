"""Updates that write None into what their caller left out."""

import pytest
from edit_samples import app
from evidence_samples import call, models, view

from dataflow_debugger.agent.checks import Answer, run
from dataflow_debugger.agent.checks.view import View

CLASS = "class Change(BaseModel):\n    name: str | None = None\n"
CHECK = "update_overwrites_with_none"


def changed(source: str, fields: dict[str, str] | None = None, line: int = 1) -> View:
    """A run that made a row with name and email, and then updated it at a line of the source."""
    made = {"id": "<str:1>", "name": "<str:2>", "email": "<str:3>"}
    given = fields or {"name": "<str:5>", "email": "<None>"}
    return view(
        source=source,
        inspector=models(),
        calls=[
            call("express.create", args={"model": "User"}, result=made, ok=True, row="row 1"),
            call("express.update", line, args={"model": "User", "fields": given}, ok=True, row="row 1"),
        ],
    )


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ("body.model_dump()", "dump"),
        ("{**body.model_dump(), 'age': 3}", "dump"),
        ("asdict(body)", "others"),
        ("body.__dict__", "others"),
    ],
)
def test_what_was_left_out_overwrites(given: str, way: str) -> None:
    found = run(changed(f"db.express.update('User', 'a', {given})\n{CLASS}"), CHECK, {})
    assert (found.bindings["way"], found.bindings["names"]) == (way, ["email"])


def test_what_a_helper_hands_on() -> None:
    source = """
        def save(key, values):
            db.express.update("User", key, values)

        def change(body: Change):
            save(1, body.model_dump())
    """
    assert run(changed(source, line=2), CHECK, {}).bindings["way"] == "others"


def test_parameters_that_are_none_unless_given() -> None:
    source = (
        "def f(name=None, *, email=None):\n    db.express.update('User', 1, {'email': email, 'name': name})\n"
    )
    assert run(changed(source, line=2), CHECK, {}).bindings["names"] == ["email"]


@pytest.mark.parametrize(
    "source",
    [
        "db.express.update('User', 'a', body.model_dump(exclude_unset=True))\n",
        "db.express.update('User', 'a', {'name': name, 'email': None})\n",
        "@app.put('/u')\ndef put(body): db.express.update('User', 'a', body.model_dump())\n",
    ],
)
def test_none_that_is_meant(source: str) -> None:
    assert run(changed(source, line=source.count("\n")), CHECK, {}).answer is Answer.FAILS


def test_none_that_was_none() -> None:
    seen = changed(
        "db.express.update('User', 'a', body.model_dump())\n", {"name": "<str:1>", "age": "<None>"}
    )
    assert run(seen, CHECK, {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("way", "before", "after"),
    [
        ("dump", "body.model_dump()", "body.model_dump(exclude_unset=True)"),
        (
            "dump",
            "{**body.model_dump(mode='json'), 'by': me}",
            "{**body.model_dump(mode='json', exclude_unset=True), 'by': me}",
        ),
        (
            "others",
            "asdict(body)",
            "{name: value for name, value in asdict(body).items() if value is not None}",
        ),
    ],
)
def test_only_what_was_given(way: str, before: str, after: str) -> None:
    program = "db.express.update('User', 'a', FIELDS)\n"
    result = app(program.replace("FIELDS", before), "only_what_was_given", way=way)
    assert result == program.replace("FIELDS", after)
