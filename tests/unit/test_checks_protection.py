"""The check of clauses that take a violation of the write protection among other errors, and its edit."""

from __future__ import annotations

import pytest
from edit_samples import app
from evidence_samples import call, raised, view

from dataflow_debugger.agent.checks import Answer, run

ERROR = "ProtectionViolation: Global protection blocks create"
TRY = "def put(row):\n    try:\n        db.express_sync.create('Row', row)\n"


def _answer(source: str, line: int = 3, **parts: object) -> Answer:
    made = call("express_sync.create", line, ok=False, error=ERROR)
    return run(view(source=source, calls=[made], **parts), "violation_swallowed", {}).answer


@pytest.mark.parametrize(
    "clause",
    [
        "    except NodeExecutionError:\n        pass\n",
        "    except (KeyError, sdk.NodeException) as error:\n        print('there already')\n",
        "    except:\n        return None\n",
        "    except ValueError:\n        raise\n    except Exception:\n        pass\n",
    ],
)
def test_a_clause_that_takes_it(clause: str) -> None:
    assert _answer(TRY + clause) is Answer.HOLDS


@pytest.mark.parametrize(
    "clause",
    [
        "    except NodeExecutionError:\n        raise\n",
        "    except NodeExecutionError as error:\n        print(error)\n",
        "    except NodeExecutionError:\n        print('the table is read-only')\n",
        "    except ProtectionViolation:\n        pass\n    except NodeExecutionError:\n        pass\n",
        "    except ValueError:\n        pass\n",
        "    finally:\n        done()\n",
    ],
)
def test_a_clause_that_does_not_swallow_it(clause: str) -> None:
    assert _answer(TRY + clause) is Answer.FAILS


def test_the_caller_takes_it() -> None:
    inner = "def put(row):\n    db.express_sync.create('Row', row)\n"
    outer = "try:\n    put({})\nexcept NodeExecutionError:\n    pass\n"
    assert _answer(inner + outer, 2) is Answer.HOLDS
    assert _answer(inner + outer.replace("pass", "raise"), 2) is Answer.FAILS
    assert _answer(inner + "with suppress(Exception):\n    put({})\n", 2) is Answer.HOLDS


def test_one_that_ended_the_program_was_not_swallowed() -> None:
    ended = raised("dataflow.core.protection.ProtectionViolation", "Global protection blocks create", line=3)
    assert _answer(TRY + "    except NodeExecutionError:\n        pass\n", exception=ended) is Answer.FAILS


def test_suppress_becomes_a_try() -> None:
    text = "def put():\n    with suppress(KeyError, NodeExecutionError):\n        work()\n    after()\n"
    found = {"line": 2}
    result = app(
        text, "raise_violation", found, module="dataflow.core.protection", name="ProtectionViolation"
    )
    assert result.endswith(
        "def put():\n    try:\n        work()\n    except ProtectionViolation:\n        raise\n"
        "    except (KeyError, NodeExecutionError):\n        pass\n    after()\n"
    )
