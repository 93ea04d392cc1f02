"""Values in the texts of errors: which texts hold one, and the edit that writes the type instead."""

from __future__ import annotations

import pytest
from edit_samples import app, edited
from evidence_samples import call, view

from dataflow_debugger.agent.checks import Answer, run


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('invalid input value for enum mood: "sad"', "server"),
        ('invalid input syntax for type integer: "sad"', "server"),
        ('value "99999" is out of range for type smallint', "server"),
        ("Incorrect integer value: 'sad' for column 'age' at row 1", "server"),
        ("invalid input for query argument $2: 'sad' (an integer is required)", "argument"),
        ('invalid input value for enum mood: "[REDACTED]"', None),
        ("value too long for type character varying(3)", None),
    ],
)
def test_texts_that_hold_a_value(text: str, kind: str | None) -> None:
    seen = view(calls=[call("express.create", 3, ok=False, error=f"RuntimeError: query failed: {text}")])
    verdict = run(seen, "error_text_holds_value", {})
    assert verdict.answer is (Answer.HOLDS if kind else Answer.FAILS)
    assert verdict.bindings.get("kind") == kind


AT = {"file": "app.py", "line": 2}


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("out(str(e))", "out(type(e).__name__)"),
        ("out(f'no: {e!s}')", "out(f'no: {type(e).__name__!s}')"),
        ("log.warning('no: %s', e)", "log.warning('no: %s', type(e).__name__)"),
        ("out('no: %s' % e)", "out('no: %s' % type(e).__name__)"),
        ("out({'why': e.args[0]})", "out({'why': type(e).__name__})"),
        ("log.exception('no')", "log.error('no')"),
        ("log.error('no', exc_info=True)", "log.error('no', exc_info=False)"),
        ("out(traceback.format_exc())", "out(type(e).__name__)"),
    ],
)
def test_the_type_is_written_instead(written: str, mended: str) -> None:
    text = f"try:\n    db.express_sync.create('A', {{}})\nexcept RuntimeError as e:\n    {written}\n"
    assert mended in app(text, "error_by_its_type", AT)


def test_a_clause_that_takes_no_text_is_left() -> None:
    text = "try:\n    go()\nexcept RuntimeError as e:\n    out(type(e).__name__)\n    raise Own() from e\n"
    assert edited(text, "error_by_its_type", AT) == {}


def test_callers_and_helpers_are_followed() -> None:
    files = {
        "app.py": "def store(row):\n    db.express_sync.create('A', row)\n",
        "main.py": (
            "from app import store\n\n\ndef tell(row, error):\n    print(row, f'{error}')\n\n\n"
            "try:\n    store({})\nexcept Exception as e:\n    tell({}, e)\n"
        ),
    }
    assert "f'{type(error).__name__}'" in edited(files, "error_by_its_type", AT)["main.py"]
