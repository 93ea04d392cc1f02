"""Wrong usage is one sentence and exit status 2, before anything is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dataflow_debugger.agent import cli, parsing


def _run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.commands, ["debug", *args], prog_name="dataflow", input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app.py").write_text("print('ran')\n")
    (tmp_path / "photo.py").write_bytes(b"\x89PNG\r\n\0\0")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "old.json").write_text(json.dumps({"schema": "evidence/0"}))
    (tmp_path / "wrong.json").write_text(json.dumps({"schema": "evidence/1", "calls": 3}))
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "empty.log").write_text("")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATAFLOW_DEBUG_STATE", str(tmp_path / "state"))
    return tmp_path


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--ai"], "Name what to debug"),
        (["--ai", "--"], "Name what to debug"),
        (["--ai", "missing.py"], "The program missing.py does not exist"),
        (["--ai", "folder"], "folder is a folder"),
        (["--ai", "photo.py"], "not a Python program"),
        (["--ai", "--evidence", "missing.json"], "missing.json cannot be read"),
        (["--ai", "--evidence", "broken.json"], "broken.json is not valid JSON"),
        (["--ai", "--evidence", "old.json"], "has schema 'evidence/0'"),
        (["--ai", "--evidence", "list.json"], "has schema None"),
        (["--ai", "--evidence", "wrong.json"], "is damaged at calls"),
        (["--ai", "--evidence", "folder"], "cannot be read"),
        (["--ai", "--log", "missing.log"], "missing.log cannot be read"),
        (["--ai", "--log", "empty.log"], "holds no text"),
        (["--ai", "--log", "photo.py"], "The log photo.py"),
        (["--ai", "--evidence", "broken.json", "app.py"], "exclude each other"),
        (["--ai", "--log", "x", "--evidence", "broken.json"], "exclude each other"),
        (["--ai", "--evidence", "broken.json", "--", "pytest"], "exclude each other"),
        (["--ai", "--python", "missing", "app.py"], "does not exist"),
        (["--ai", "--python", "./app.py", "app.py"], "is not a Python interpreter"),
        (["--ai", "--python", "x", "--", "pytest"], "--python has no use with --"),
        (["--ai", "--timeout", "3", "--log", "empty.log"], "--timeout has no use with --log"),
        (["--ai", "--timeout", "0", "app.py"], "--timeout"),
        (["--ai", "--top", "0", "app.py"], "--top"),
        (["--ai", "--top", "many", "app.py"], "--top"),
        (["--ai", "--format", "pdf", "app.py"], "--format"),
        (["--ai", "--format"], "--format"),
        (["--ai", "--no-such-option", "app.py"], "--no-such-option"),
        (["--ai", "-z", "app.py"], "-z"),
        (["--ai", "--output", "folder", "app.py"], "is a folder"),
        (["--ai", "--output", "no/such/report.json", "app.py"], "does not exist"),
        (["--ai", "--kb", "folder", "app.py"], "has no folder 'entries'"),
        (["app.py", "--ai"], "Put --ai before the program"),
        (["--ai", "--verify", "--evidence", "broken.json"], "--verify has no use with --evidence"),
        (["--ai", "--verify=harder", "app.py"], "--verify"),
        (["--ai", "--apply=two", "app.py"], "--apply takes the number of a fix"),
        (["--ai", "--yes", "app.py"], "--yes goes with --apply"),
        (["--ai", "--safe-only", "app.py"], "--safe-only goes with --apply"),
        (["--ai", "--undo"], "No fix was applied"),
        (["--ai", "--undo", "missing"], "missing does not exist"),
        (["--ai", "--undo", "app.py", "more"], "--undo takes the program"),
        (["--explain", "DFX000"], "There is no entry DFX000"),
        (["--explain", "nonsense"], "There is no entry nonsense"),
        (["--explain", "list", "more"], "takes nothing after it"),
        (["--explain", "search"], "No entry has these words"),
        (["--kb", "folder", "--explain", "list"], "has no folder 'entries'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_sentence(folder: Path, args: list[str], said: str) -> None:
    result = _run(*args)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("dataflow debug: ")
    assert said in line
    assert result.stdout == ""


@pytest.mark.parametrize("kind", ["list", "search url", "search relative sqlite path"])
def test_lists_of_entries_name_code_and_title(kind: str) -> None:
    result = _run("--explain", *kind.split())
    assert result.exit_code == 0
    assert "DFX5" in result.stdout


def test_a_page_comes_as_text_and_as_markdown(tmp_path: Path) -> None:
    text = _run("--explain", "dfx501")
    markdown = _run("--format", "markdown", "--output", str(tmp_path / "page.md"), "--explain", "DFX501")
    assert text.exit_code == markdown.exit_code == 0
    assert "What you see" in text.stdout
    assert "```" not in text.stdout
    assert (tmp_path / "page.md").read_text().startswith("# DFX501: ")
    assert markdown.stdout == ""


def _split(*args: str) -> tuple[list[str], list[str], bool]:
    command = cli.commands.commands["debug"]
    assert isinstance(command, parsing.Debug)
    return command.split(list(args))


@pytest.mark.parametrize(
    ("args", "options", "rest", "dashes"),
    [
        (["--ai", "app.py", "--top", "3"], ["--ai"], ["app.py", "--top", "3"], False),
        (["--ai", "--top", "3", "app.py", "-m"], ["--ai", "--top", "3"], ["app.py", "-m"], False),
        (["--ai", "--top=3", "app.py"], ["--ai", "--top=3"], ["app.py"], False),
        (["--ai", "-m", "pkg", "--ai", "-x"], ["--ai", "-m", "pkg"], ["--ai", "-x"], False),
        (["--ai", "-mpkg", "-x"], ["--ai", "-mpkg"], ["-x"], False),
        (["--ai", "--", "pytest", "-x", "--", "y"], ["--ai"], ["pytest", "-x", "--", "y"], True),
        (["--ai", "app.py", "--", "x"], ["--ai"], ["app.py", "--", "x"], False),
        (["--ai", "--log", "-"], ["--ai", "--log", "-"], [], False),
        (["--ai", "--verify", "app.py"], ["--ai", "--verify=safe"], ["app.py"], False),
        (["--ai", "--apply", "app.py"], ["--ai", "--apply=first"], ["app.py"], False),
        (["--ai", "--apply", "2", "app.py"], ["--ai", "--apply=2"], ["app.py"], False),
        (["--ai", "--apply=2", "app.py"], ["--ai", "--apply=2"], ["app.py"], False),
        (["--ai", "--symptom", "--odd", "app.py"], ["--ai", "--symptom", "--odd"], ["app.py"], False),
    ],
)
def test_options_end_where_the_program_begins(
    args: list[str], options: list[str], rest: list[str], dashes: bool
) -> None:
    assert _split(*args) == (options, rest, dashes)


def test_help_names_every_form_and_status() -> None:
    result = _run("--help")
    assert result.exit_code == 0
    for part in (
        "PROGRAM [ARGS]",
        "-m MODULE",
        "-- COMMAND",
        "--evidence FILE",
        "--log",
        "--explain",
        "Exit status",
    ):
        assert part in result.stdout
