"""What the evidence says of exceptions, however a program raises, handles or loses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from captured_runs import chain, launch


def test_chains_groups_notes_and_broken_objects(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path,
        """
        class Odd(Exception):
            code = "E7"
            def __str__(self):
                raise RuntimeError("no text")
        class Bad:
            def __repr__(self):
                raise RuntimeError("no repr")
        def work():
            bad = Bad()
            try:
                try:
                    {}["a"]
                except KeyError as first:
                    raise Odd("x") from first
            except Odd as odd:
                error = ExceptionGroup("many", [odd, ValueError(2)])
                error.add_note("look here")
                raise error
        work()
        """,
    ).evidence
    found = [(item.type, item.relation) for item in chain(evidence)]
    assert found[0] == ("ExceptionGroup", "outer")
    assert ("__main__.Odd", "group") in found
    assert ("KeyError", "cause") in found
    assert ("ValueError", "group") in found
    assert chain(evidence)[0].notes == ["look here"]
    odd = next(item for item in chain(evidence) if item.type == "__main__.Odd")
    assert "__str__ raised RuntimeError" in odd.message
    assert odd.attributes["code"] == "E7"
    assert chain(evidence)[0].frames[-1].locals["bad"] == "<Bad>"


def test_a_syntax_error_names_its_place(tmp_path: Path) -> None:
    evidence = launch(tmp_path, "x = 1\ndef f(:\n").evidence
    error = chain(evidence)[0]
    assert error.type == "SyntaxError"
    assert error.attributes["lineno"] == 2
    assert evidence.source[0].file == "app.py"


def test_deep_recursion_keeps_both_ends(tmp_path: Path) -> None:
    evidence = launch(tmp_path, "def f(n):\n    return f(n + 1)\nf(0)\n").evidence
    frames = chain(evidence)[0].frames
    assert len(frames) == 30
    assert frames[0].function == "<module>"


def test_a_replaced_excepthook_does_not_hide_the_exception(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path, "import sys\nsys.excepthook = lambda *a: None\nraise ValueError('x')\n"
    ).evidence
    assert [item.type for item in chain(evidence)] == ["ValueError"]


@pytest.mark.parametrize(
    "text",
    [
        "import threading\ndef f():\n    raise KeyError('w')\nt = threading.Thread(target=f)\n"
        "t.start()\nt.join()\n",
        "import multiprocessing as m\ndef f():\n    raise KeyError('w')\nif __name__ == '__main__':\n"
        "    p = m.get_context('spawn').Process(target=f)\n    p.start()\n    p.join()\n",
        "import multiprocessing as m\ndef f():\n    raise KeyError('w')\nif __name__ == '__main__':\n"
        "    p = m.get_context('fork').Process(target=f)\n    p.start()\n    p.join()\n",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', '{}[\"w\"]'])\n",
        "class A:\n    def __del__(self):\n        raise KeyError('w')\nA()\n",
        "import asyncio\nasync def f():\n    raise KeyError('w')\nasync def main():\n    asyncio.create_task(f())\n"
        "    await asyncio.sleep(0.05)\nasyncio.run(main())\n",
    ],
    ids=["thread", "spawn", "fork", "subprocess", "del", "task"],
)
def test_exceptions_that_end_no_program_are_seen(tmp_path: Path, text: str) -> None:
    evidence = launch(tmp_path, text).evidence
    assert evidence.program.exit_code == 0
    assert chain(evidence)[0].type == "KeyError"


HANDLED = """
import sys, traceback
def work():
    raise LookupError("w")
try:
    work()
except LookupError as error:
    print(error)
    END
"""


@pytest.mark.parametrize(
    ("end", "relations"),
    [
        ("sys.exit(2)", ["outer"]),
        ("sys.exit(f'stopped: {error}')", ["outer"]),
        ("sys.exit(0)", None),
        ("traceback.print_exc()", ["logged"]),
        ("sys.exit(1)\nfinally:\n    import os; os._exit(0)", ["logged"]),
        ("pass", None),
    ],
)
def test_exceptions_the_program_handles(tmp_path: Path, end: str, relations: list[str] | None) -> None:
    evidence = launch(tmp_path, HANDLED.replace("END", end)).evidence
    found = None if evidence.exception is None else [item.relation for item in evidence.exception.chain]
    assert found == relations


def test_the_exception_of_the_main_thread_counts_most(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path,
        """
        import threading
        def side():
            raise KeyError("side")
        thread = threading.Thread(target=side)
        thread.start()
        thread.join()
        raise ValueError("main")
        """,
    ).evidence
    assert [(i.type, i.relation) for i in chain(evidence)] == [
        ("ValueError", "outer"),
        ("KeyError", "logged"),
    ]


def test_unittest_gives_up_its_exceptions(tmp_path: Path) -> None:
    text = "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        {}['x']\nunittest.main()\n"
    evidence = launch(tmp_path, text).evidence
    assert chain(evidence)[0].type == "KeyError"
    assert evidence.program.exit_code == 1
