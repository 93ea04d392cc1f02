"""Tracebacks and logs as text: real ones in, the chain that the exception had out."""

from __future__ import annotations

import contextlib
import traceback
from builtins import ExceptionGroup
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dataflow_debugger.agent import logtext
from dataflow_debugger.agent.evidence import Evidence


class NodeError(Exception):
    """An exception with a qualified name."""


def _cause() -> None:
    try:
        raise KeyError("email")
    except KeyError as error:
        raise NodeError("Node 'add' failed: no such table: users") from error


def _context() -> None:
    try:
        _cause()
    except NodeError:
        raise ValueError("first line\nsecond line\n\n  after a blank") from None


def _during() -> None:
    try:
        _cause()
    except NodeError:
        raise RuntimeError("while handling")  # noqa: B904


def _raise(message: str) -> None:
    raise NodeError(message)


def _recursion() -> None:
    _recursion()


def _group() -> None:
    errors: list[Exception] = []
    for function in (_cause, _during, _nested):
        try:
            function()
        except Exception as error:
            errors.append(error)
    raise ExceptionGroup("several", errors)


def _nested() -> None:
    raise ExceptionGroup("inner", [OSError(2, "No such file"), ExceptionGroup("deep", [TypeError("t")])])


def _group_with_cause() -> None:
    try:
        _group()
    except ExceptionGroup as error:
        raise NodeError("around a group") from error


def _caught(function: Callable[[], None]) -> BaseException:
    try:
        function()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def _printed(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _said(evidence: Evidence) -> list[tuple[str, str, str]]:
    chain = evidence.exception.chain if evidence.exception else []
    return [(item.type.rsplit(".", 1)[-1], item.message, item.relation) for item in chain]


def _expected(error: BaseException, relation: str = "outer") -> Iterator[tuple[str, str, str]]:
    """What of the chain a traceback prints: the context only where there is no cause."""
    yield type(error).__name__, str(error), relation
    for member in getattr(error, "exceptions", ()):
        yield from _expected(member, "group")
    if error.__cause__ is not None:
        yield from _expected(error.__cause__, "cause")
    elif error.__context__ is not None and not error.__suppress_context__:
        yield from _expected(error.__context__, "context")


FUNCTIONS = [_cause, _context, _during, _group, _nested, _group_with_cause]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("prefix", ["", "    ", "> ", "web_1  | 2026-01-02T03:04:05.678Z "])
def test_a_printed_chain_reads_as_the_chain_it_was(function: Callable[[], None], prefix: str) -> None:
    error = _caught(function)
    text = "".join(prefix + line for line in _printed(error).splitlines(keepends=True))
    assert _said(logtext.read(text)) == list(_expected(error))


def test_times_that_change_from_line_to_line_do_not_hide_a_traceback() -> None:
    lines = _printed(_caught(_cause)).splitlines()
    text = "\n".join(f"10:20:{number % 60:02d} app: {line}" for number, line in enumerate(lines))
    assert [kind for kind, _, _ in _said(logtext.read(text))] == ["NodeError", "KeyError"]


def test_colours_and_carriage_returns_are_ignored() -> None:
    plain = _printed(_caught(_cause))
    text = (
        plain.replace("File", "\x1b[35mFile\x1b[0m").replace("\n", "\r\n").replace("Node", "\x1b[1;31mNode")
    )
    assert _said(logtext.read(text)) == _said(logtext.read(plain))


def test_frames_keep_file_line_function_and_code() -> None:
    error = _caught(_cause)
    frames = logtext.read(_printed(error)).exception.chain[0].frames  # type: ignore[union-attr]
    assert [frame.function for frame in frames] == ["_caught", "_cause"]
    assert frames[-1].line == error.__traceback__.tb_next.tb_lineno  # type: ignore[union-attr]
    assert frames[-1].user


def test_a_deep_recursion_is_read() -> None:
    evidence = logtext.read(_printed(_caught(_recursion)))
    assert _said(evidence)[0][0] == "RecursionError"


def test_a_text_whose_head_is_cut_off_still_gives_frames_and_error() -> None:
    text = "\n".join(_printed(_caught(_cause)).splitlines()[-4:])
    evidence = logtext.read(text)
    assert _said(evidence) == [("NodeError", "Node 'add' failed: no such table: users", "outer")]
    assert evidence.exception and evidence.exception.chain[0].frames


def test_a_text_whose_end_is_cut_off_keeps_its_frames() -> None:
    text = "\n".join(_printed(_caught(_cause)).splitlines()[:-1])
    chain = logtext.read(text).exception.chain  # type: ignore[union-attr]
    assert chain[0].type == ""
    assert chain[0].frames[-1].function == "_cause"
    assert chain[1].type == "KeyError"


def test_the_last_of_several_tracebacks_is_the_failure() -> None:
    text = (
        f"INFO start\n{_printed(ValueError('early'))}ERROR:shop:stopping\n{_printed(_caught(_cause))}\nbye\n"
    )
    assert [(kind, how) for kind, _, how in _said(logtext.read(text))] == [
        ("NodeError", "outer"),
        ("KeyError", "cause"),
    ]


def test_a_traceback_logged_before_the_failure_is_kept_as_logged() -> None:
    text = f"{_printed(_caught(_nested))}ERROR:shop:stopping\n{_printed(_caught(_cause))}"
    assert ("TypeError", "t", "logged") in _said(logtext.read(text))


def test_what_follows_a_message_is_not_part_of_it() -> None:
    text = _printed(_caught(_cause)) + "2026-01-02 03:04:05,678 - kailash.runtime - ERROR - stopping\nbye\n"
    assert _said(logtext.read(text))[0][1] == "Node 'add' failed: no such table: users"


def test_a_message_in_parts_is_kept_whole_and_names_its_node() -> None:
    message = "failure in node 'order': it broke\n\n📍 Context:\n   - field_name: customer_id\n\n- see docs"
    evidence = logtext.read(_printed(_caught(lambda: _raise(message))) + "\nDone.\n")
    assert _said(evidence)[0][1] == message
    assert evidence.workflow and evidence.workflow.failed_node == "order"


def test_a_lone_error_line_is_an_exception_without_frames() -> None:
    evidence = logtext.read("some output\nkailash.sdk_exceptions.WorkflowValidationError: Node missing\n")
    assert _said(evidence) == [("WorkflowValidationError", "Node missing", "outer")]


def test_text_that_is_no_traceback_and_no_log_becomes_the_symptom() -> None:
    assert logtext.read("the list is always empty").symptom == "the list is always empty"


@pytest.mark.parametrize(
    ("line", "level", "logger", "message"),
    [
        (
            "WARNING:kailash.runtime.base:Source output 'x' not found",
            "WARNING",
            "kailash.runtime.base",
            "Source",
        ),
        ("2026-01-02 03:04:05,678 - dataflow.core - ERROR - it broke", "ERROR", "dataflow.core", "it broke"),
        (
            "2026-01-02 03:04:05 [ERROR] dataflow.core.nodes: it broke",
            "ERROR",
            "dataflow.core.nodes",
            "it broke",
        ),
        ("[2026-01-02 03:04:05,678: CRITICAL/MainProcess] it broke", "CRITICAL", "", "it broke"),
        ("ERROR    shop:app.py:12 it broke", "ERROR", "shop", "it broke"),
        ("Source output 'x' not found in node 'y'.", "WARNING", "kailash.runtime.base", "Source output 'x'"),
        ("2026-01-02T03:04:05Z [error    ] it broke  model=User", "ERROR", "", "it broke"),
        ('{"level": "error", "logger": "shop", "event": "it broke"}', "ERROR", "shop", "it broke"),
    ],
)
def test_log_lines_in_usual_formats(line: str, level: str, logger: str, message: str) -> None:
    (record,) = logtext.read(line).logs
    assert (record.level, record.logger) == (level, logger)
    assert message in record.message


def test_a_traceback_inside_a_json_record_is_found() -> None:
    import json

    line = json.dumps(
        {"levelname": "ERROR", "name": "shop", "msg": "x", "exc_info": _printed(_caught(_cause))}
    )
    assert [kind for kind, _, _ in _said(logtext.read(line))] == ["NodeError", "KeyError"]


def test_warnings_are_read_with_their_place() -> None:
    (warning,) = logtext.read("app.py:9: RuntimeWarning: coroutine 'f' was never awaited\n  f()\n").warnings
    assert (warning.category, warning.at) == ("RuntimeWarning", "app.py:9")
    assert "never awaited" in warning.message


PYTEST = """\
____________________________ test_total ____________________________

    def test_total():
>       assert shop.total() == 3

tests/test_shop.py:7:
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
shop.py:12: in total
    return runtime.execute(wf)
E   kailash.sdk_exceptions.RuntimeExecutionError: no such table: products
E   second line
=========================== short test summary info ============================
FAILED tests/test_shop.py::test_total
"""


def test_a_pytest_report_gives_frames_and_error() -> None:
    evidence = logtext.read(PYTEST)
    assert _said(evidence) == [("RuntimeExecutionError", "no such table: products\nsecond line", "outer")]
    frames = evidence.exception.chain[0].frames  # type: ignore[union-attr]
    assert [(frame.file, frame.line) for frame in frames][-1] == ("shop.py", 12)


def test_library_paths_start_at_their_package_and_own_paths_at_the_programs_folder() -> None:
    text = """Traceback (most recent call last):
  File "/srv/shop/app.py", line 3, in <module>
    main()
  File "/srv/shop/lager/models.py", line 9, in main
    db.express_sync.create("Ware", {})
  File "/srv/venv/lib/python3.12/site-packages/dataflow/features/express.py", line 88, in create
    raise RuntimeError(x)
RuntimeError: express.create failed
"""
    evidence = logtext.read(text)
    frames = evidence.exception.chain[0].frames  # type: ignore[union-attr]
    assert [(frame.file, frame.user) for frame in frames] == [
        ("app.py", True),
        ("lager/models.py", True),
        ("site-packages/dataflow/features/express.py", False),
    ]
    assert evidence.environment.python == "3.12"


def test_a_source_is_added_only_when_the_line_is_the_one_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import x\n\nrun(1)\n")
    (tmp_path / "other.py").write_text("changed = True\n")
    text = """Traceback (most recent call last):
  File "/srv/shop/app.py", line 3, in <module>
    run(1)
  File "/srv/shop/other.py", line 1, in run
    raise ValueError(1)
ValueError: 1
"""
    evidence = logtext.read(text, folder=tmp_path)
    assert [source.file for source in evidence.source] == ["app.py"]
    assert evidence.program.cwd == str(tmp_path)


def test_secrets_in_the_text_do_not_reach_the_evidence() -> None:
    text = """Traceback (most recent call last):
  File "/srv/app.py", line 3, in <module>
    DataFlow("postgresql://ada:pa@ss#w0rd@db/shop")
ValueError: bad URL postgresql://ada:pa@ss#w0rd@db/shop api_key=sk-abcdefghijklmnop1234
ERROR:app:password='hunter22secret'
"""
    dumped = logtext.read(text).model_dump_json()
    for secret in ("ss#w0rd", "sk-abcdefghijklmnop1234", "hunter22secret"):
        assert secret not in dumped


PIECES = st.sampled_from(
    [
        "Traceback (most recent call last):",
        "  + Exception Group Traceback (most recent call last):",
        '  File "a.py", line 3, in f',
        '  |   File "a.py", line 3',
        "    x = 1",
        "    ^^^^",
        "ValueError: x",
        "  | ExceptionGroup: x (2 sub-exceptions)",
        "  +-+---------------- 1 ----------------",
        "    +---------------- 2 ----------------",
        "    +------------------------------------",
        "    | ValueError: y",
        "The above exception was the direct cause of the following exception:",
        "During handling of the above exception, another exception occurred:",
        "",
        "E   ValueError: x",
        "a.py:3: in f",
        "ERROR:a:b",
        '{"level": "error"}',
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=30))
def test_no_text_makes_the_reader_fail(lines: list[str]) -> None:
    with contextlib.suppress(logtext.LogError):
        logtext.read("\n".join(lines))


@pytest.mark.parametrize("text", ["", "  \n\n", "\x1b[0m"])
def test_an_empty_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(logtext.LogError, match="holds no text"):
        logtext.read(text)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.log").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(logtext.LogError, match="is not text"):
        logtext.load(tmp_path / "x.log")
