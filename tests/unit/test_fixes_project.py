"""The user's files in memory: what is read, what may be changed, what stays as it was."""

from pathlib import Path

import pytest

from dataflow_debugger.agent.evidence import Evidence, Program, SourceFile
from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.project import BrokenEdit, Project, program_folder
from dataflow_debugger.agent.fixes.spans import Splice


def evidence_of(
    folder: Path, *files: tuple[str, str], entry: str = "app.py", cwd: Path | None = None
) -> Evidence:
    return Evidence(
        program=Program(argv=["python", entry], cwd=str(cwd or folder), entry=entry),
        source=[SourceFile(file=name, text=text) for name, text in files],
    )


def test_a_file_that_is_as_it_was_run_is_read_from_disk(tmp_path):
    (tmp_path / "app.py").write_text("key = 'abcdef'\nx = 1\n")
    project = Project.from_evidence(evidence_of(tmp_path, ("app.py", "key = '***'\nx = 1\n")))
    assert project.text("app.py") == "key = 'abcdef'\nx = 1\n"
    assert project.document("app.py").on_disk


def test_a_file_changed_since_the_run_is_taken_from_the_evidence(tmp_path):
    (tmp_path / "app.py").write_text("x = 2\n")
    project = Project.from_evidence(evidence_of(tmp_path, ("app.py", "x = 1\n")))
    assert project.text("app.py") == "x = 1\n"
    assert project.document("app.py").stale


def test_a_line_known_only_redacted_is_not_changed(tmp_path):
    project = Project.from_evidence(evidence_of(tmp_path, ("app.py", "x = 1\nkey = '***'\ny = 2\n")))
    with pytest.raises(NoEdit, match="redacted"):
        project.splice("app.py", [Splice(12, 17, "'new'")])
    project.splice("app.py", [Splice(0, 1, "z")])
    assert project.changes()[0].hidden == {2}


def test_a_result_that_does_not_parse_is_refused():
    project = Project.from_texts({"app.py": "x = (1)\n"})
    with pytest.raises(BrokenEdit):
        project.splice("app.py", [Splice(4, 5, "")])
    assert project.text("app.py") == "x = (1)\n"


def test_inserted_lines_end_as_the_file_s_lines_do():
    project = Project.from_texts({"app.py": "x = 1\r\ny = 2\r\n"})
    project.splice("app.py", [Splice(7, 7, "a = 1\nb = 2\n")])
    assert project.text("app.py") == "x = 1\r\na = 1\r\nb = 2\r\ny = 2\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfx = '\xc3\xa4'\n",
        b"# -*- coding: latin-1 -*-\nx = '\xe4'\n",
        b"x = '\xc3\xa4'\r\n",
    ],
)
def test_encoding_and_byte_order_mark_are_kept(tmp_path, data):
    (tmp_path / "app.py").write_bytes(data)
    project = Project.from_evidence(evidence_of(tmp_path, entry="app.py"))
    at = project.text("app.py").index("x")
    project.splice("app.py", [Splice(at, at + 1, "y")])
    assert project.document("app.py").encode() == data.replace(b"x = ", b"y = ")


def test_text_that_the_encoding_lacks_is_no_edit(tmp_path):
    (tmp_path / "app.py").write_bytes(b"# coding: latin-1\nx = 1\n")
    project = Project.from_evidence(evidence_of(tmp_path))
    at = project.text("app.py").index("1\n")
    with pytest.raises(NoEdit, match="encoding"):
        project.splice("app.py", [Splice(at, at + 1, "'\N{EURO SIGN}'")])


@pytest.mark.parametrize("name", ["../other.py", "/etc/hosts", ".venv/lib/x.py", "lib/site-packages/m.py"])
def test_nothing_outside_the_program_is_touched(tmp_path, name):
    folder = tmp_path / "program"
    (folder / "lib/site-packages").mkdir(parents=True)
    (folder / ".venv/lib").mkdir(parents=True)
    for file in ("../other.py", ".venv/lib/x.py", "lib/site-packages/m.py"):
        (folder / file).write_text("x = 1\n")
    project = Project.from_evidence(evidence_of(folder))
    assert project.find(name) is None
    with pytest.raises(NoEdit):
        project.document(name)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "program"
    folder.mkdir()
    (tmp_path / "secret.py").write_text("x = 1\n")
    (folder / "link.py").symlink_to(tmp_path / "secret.py")
    assert Project.from_evidence(evidence_of(folder)).find("link.py") is None


def test_the_folder_of_the_program_is_that_of_its_file(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/app.py").write_text("x = 1\n")
    started_above = Evidence(
        program=Program(argv=["python", "sub/app.py"], cwd=str(tmp_path), entry="app.py")
    )
    assert program_folder(started_above) == (tmp_path / "sub").resolve()


def test_modules_beside_the_program_make_the_working_folder_the_project(tmp_path):
    for name in ("scripts/run.py", "lib/models.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x = 1\n")
    found = evidence_of(tmp_path, ("run.py", "x = 1\n"), ("lib/models.py", "x = 1\n"), entry="scripts/run.py")
    project = Project.from_evidence(found)
    assert project.root == tmp_path.resolve()
    assert project.names == ["scripts/run.py", "lib/models.py"]
    assert project.find("run.py") == "scripts/run.py"


def test_a_fork_leaves_the_project_as_it_is():
    project = Project.from_texts({"app.py": "x = 1\n"})
    fork = project.fork()
    fork.splice("app.py", [Splice(0, 1, "y")])
    assert project.changes() == []
    assert [change.after for change in fork.changes()] == ["y = 1\n"]
    project.take(fork)
    assert project.text("app.py") == "y = 1\n"


def test_a_new_file_is_a_change_without_a_before():
    project = Project.from_texts({"app.py": "x = 1\n"})
    project.create(".env", "A=1\n")
    assert [(c.path, c.before, c.after) for c in project.changes()] == [(".env", None, "A=1\n")]
    with pytest.raises(NoEdit):
        project.create("app.py", "")
