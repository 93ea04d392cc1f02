"""Applying a patch and undoing it: bytes, modes, refusals, notebooks."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from edit_samples import fix_of

from dataflow_debugger.agent.evidence import Evidence, Program, SourceFile
from dataflow_debugger.agent.fixes import apply
from dataflow_debugger.agent.fixes.apply import ApplyError
from dataflow_debugger.agent.fixes.build import Patch, patches
from dataflow_debugger.agent.fixes.project import Project

PROGRAM = 'db.express_sync.create("User", {"nam": 1})\n'
STATE = "state"


def evidence_of(folder: Path, **files: str) -> Evidence:
    return Evidence(
        program=Program(argv=["python", "app.py"], cwd=str(folder), entry="app.py"),
        source=[SourceFile(file=name.replace("_", "."), text=text) for name, text in files.items()],
    )


def patch_of(
    folder: Path, data: bytes = PROGRAM.encode(), edit: str = "rename_key", **with_: object
) -> Patch:
    """A patch of app.py as it lies in the folder."""
    (folder / "app.py").write_bytes(data)
    encoding = "latin-1" if b"latin-1" in data else "utf-8-sig"
    project = Project.from_evidence(evidence_of(folder, app_py=data.decode(encoding)))
    arguments = with_ or {"key": "nam", "to": "name"}
    return patches(fix_of(edit, **arguments), {"model": "User"}, project)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "program").mkdir()
    return tmp_path / "program"


@pytest.mark.parametrize(
    "data",
    [
        PROGRAM.encode(),
        b"\xef\xbb\xbf# \xc3\xa4\r\n" + PROGRAM.replace("\n", "\r\n").encode(),
        b"# coding: latin-1\n# \xe4\n" + PROGRAM.encode().rstrip(b"\n"),
        b"if True:\n\t" + PROGRAM.encode(),
    ],
)
def test_apply_and_undo_restore_every_byte_and_the_mode(folder, data):
    patch = patch_of(folder, data)
    path = folder / "app.py"
    path.chmod(0o750)
    applied = apply.apply(patch, state=folder.parent / STATE)
    assert path.read_bytes() == data.replace(b'"nam"', b'"name"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert applied.files == ("app.py",)
    assert apply.undo(folder, state=folder.parent / STATE) == ("app.py",)
    assert path.read_bytes() == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert sorted(os.listdir(folder)) == ["app.py"]


def test_a_new_file_goes_away_again(folder):
    patch = patch_of(folder, edit="set_env_line", name="A", value="1")
    apply.apply(patch, state=folder.parent / STATE)
    assert (folder / ".env").read_text() == "A=1\n"
    apply.undo(folder, state=folder.parent / STATE)
    assert not (folder / ".env").exists()


def test_a_file_that_changed_since_the_run_is_left(folder):
    patch = patch_of(folder)
    (folder / "app.py").write_text(PROGRAM + "# mine\n")
    with pytest.raises(ApplyError, match="changed since the run"):
        apply.apply(patch, state=folder.parent / STATE)
    assert (folder / "app.py").read_text() == PROGRAM + "# mine\n"
    assert not (folder.parent / STATE).exists()


def test_a_file_that_was_made_since_the_run_is_left(folder):
    patch = patch_of(folder, edit="set_env_line", name="A", value="1")
    (folder / ".env").write_text("B=2\n")
    with pytest.raises(ApplyError, match="exists by now"):
        apply.apply(patch, state=folder.parent / STATE)


def test_a_program_known_only_from_its_evidence_is_not_written(folder):
    project = Project.from_evidence(evidence_of(folder, app_py=PROGRAM))
    patch = patches(fix_of("rename_key", key="nam", to="name"), {"model": "User"}, project)[0]
    with pytest.raises(ApplyError, match="not as it was"):
        apply.apply(patch, state=folder.parent / STATE)
    assert not (folder / "app.py").exists()


def test_work_done_after_the_fix_is_not_undone(folder):
    apply.apply(patch_of(folder), state=folder.parent / STATE)
    (folder / "app.py").write_text("mine\n")
    with pytest.raises(ApplyError, match="has changed since the fix"):
        apply.undo(folder, state=folder.parent / STATE)
    assert (folder / "app.py").read_text() == "mine\n"


def test_undo_goes_back_step_by_step(folder):
    state = folder.parent / STATE
    apply.apply(patch_of(folder), state=state)
    once = (folder / "app.py").read_bytes()
    apply.apply(patch_of(folder, once, key="name", to="title"), state=state)
    apply.undo(folder, state=state)
    assert (folder / "app.py").read_bytes() == once
    apply.undo(folder, state=state)
    assert (folder / "app.py").read_text() == PROGRAM
    with pytest.raises(ApplyError, match="No fix was applied"):
        apply.undo(folder, state=state)


def test_nothing_is_written_where_no_backup_can_be_kept(folder):
    (folder.parent / STATE).write_text("a file in the way")
    with pytest.raises(ApplyError, match="nothing was written"):
        apply.apply(patch_of(folder), state=folder.parent / STATE)
    assert (folder / "app.py").read_text() == PROGRAM


def test_either_all_files_are_written_or_none(folder):
    patch = patch_of(folder, edit="sequence", steps=[
        {"edit": "rename_key", "with": {"key": "nam", "to": "name"}},
        {"edit": "set_env_line", "with": {"name": "A", "value": "1", "path": "conf/.env"}},
    ])  # fmt: skip
    assert [change.path for change in patch.changes] == ["app.py", "conf/.env"]
    (folder / "conf").write_text("a file where a folder is needed")
    with pytest.raises(ApplyError, match="nothing was changed"):
        apply.apply(patch, state=folder.parent / STATE)
    assert (folder / "app.py").read_text() == PROGRAM


def test_the_fix_to_apply_is_chosen(folder):
    safe = patch_of(folder)
    unsafe = Patch(safe.fix.model_copy(update={"safety": "unsafe"}), safe.changes, safe.project)
    advice = Patch(safe.fix.model_copy(update={"command": "pip install x"}), (), safe.project)
    assert apply.choose([advice, unsafe, safe]) is unsafe
    assert apply.choose([advice, unsafe, safe], safe_only=True) is safe
    assert apply.choose([advice, unsafe, safe], number=3) is safe
    for number, safe_only, told in [
        (4, False, "no fix 4"),
        (1, False, "changes no file"),
        (2, True, "person's look"),
    ]:
        with pytest.raises(ApplyError, match=told):
            apply.choose([advice, unsafe, safe], number=number, safe_only=safe_only)
    with pytest.raises(ApplyError, match="No safe fix"):
        apply.choose([unsafe, advice], safe_only=True)


@pytest.mark.parametrize(("to", "needs"), [("name", False), ("<FIELD NAME>", True), ("TODO", True)])
def test_what_has_to_be_filled_in_needs_a_look(folder, to, needs):
    assert apply.needs_a_look(patch_of(folder, key="nam", to=to)) is needs


def test_git_users_hear_of_changes_that_are_not_committed(folder):
    patch_of(folder)
    assert apply.git_note(folder, ["app.py"]) is None
    for words in (
        ["init", "-q"],
        ["add", "app.py"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)
    assert apply.git_note(folder, ["app.py"]) is None
    (folder / "app.py").write_text("x = 1\n")
    assert apply.git_note(folder, ["app.py"]) == "Not committed before the fix: app.py."


def notebook(indent: int | None, ascii_only: bool = False) -> str:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Größe\n"]},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": ["x = 1\n", "y = 2"],
        },
        {
            "cell_type": "code",
            "execution_count": 2,
            "metadata": {},
            "outputs": [],
            "source": [PROGRAM.rstrip()],
        },
    ]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=indent, ensure_ascii=ascii_only) + "\n"


@pytest.mark.parametrize(("indent", "ascii_only"), [(1, False), (2, True), (None, False)])
@pytest.mark.parametrize("file", ["<ipython-input-2-abcdef>", "/tmp/ipykernel_77/1234.py"])
def test_a_notebook_is_changed_in_the_cell_that_ran(folder, indent, ascii_only, file):
    raw = notebook(indent, ascii_only)
    (folder / "work.ipynb").write_text(raw)
    ran = Evidence(
        program=Program(argv=["jupyter"], cwd=str(folder)), source=[SourceFile(file=file, text=PROGRAM)]
    )
    project = Project.from_evidence(ran)
    found = {"model": "User", "file": file, "line": 1}
    patch = patches(fix_of("rename_key", key="nam", to="name"), found, project)[0]
    apply.apply(patch, state=folder.parent / STATE)
    assert (folder / "work.ipynb").read_text() == raw.replace('\\"nam\\"', '\\"name\\"')
    assert patch.fix.diff is not None and "a/work.ipynb" in patch.fix.diff
    apply.undo(folder, state=folder.parent / STATE)
    assert (folder / "work.ipynb").read_text() == raw


def test_a_notebook_written_in_an_unusual_way_is_left(folder):
    (folder / "work.ipynb").write_text(notebook(1).replace('"cells"', ' "cells"'))
    ran = Evidence(
        program=Program(argv=["jupyter"], cwd=str(folder)),
        source=[SourceFile(file="<ipython-input-2>", text=PROGRAM)],
    )
    fix = fix_of("rename_key", key="nam", to="name")
    assert patches(fix, {"model": "User"}, Project.from_evidence(ran)) == []
