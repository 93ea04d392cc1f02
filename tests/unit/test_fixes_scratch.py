"""The copy in which fixes are tried, and when a program is not run again."""

import os
import sys
from pathlib import Path

import pytest
from edit_samples import fix_of

from dataflow_debugger.agent.diagnosis import Outcome
from dataflow_debugger.agent.evidence import (
    Database,
    DatabaseFile,
    Environment,
    Evidence,
    Inspector,
    Instance,
    Program,
    Table,
)
from dataflow_debugger.agent.failure import Failure, Origin
from dataflow_debugger.agent.fixes import scratch as copying
from dataflow_debugger.agent.fixes import verify
from dataflow_debugger.agent.fixes.build import patches
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scratch import CannotCopy, Scratch
from dataflow_debugger.agent.fixes.verify import Proposal, Trial, Verifier
from dataflow_debugger.agent.launch import Options, Target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "user" / "program"
    for name, text in {
        "app.py": f"DB = 'sqlite:///{folder}/data/app.db'\nPY = '{folder}/.venv/bin/python'\nX = '{folder}-old'\n",
        "data/app.db": "rows",
        ".env": f"DATABASE_URL=sqlite:///{folder}/data/app.db\n",
        ".git/config": "x",
        ".venv/bin/python": "x",
        "env/pyvenv.cfg": "x",
        "env/lib/m.py": "x",
        "pkg/__pycache__/m.pyc": "x",
        "pkg/m.py": "x = 1\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_the_user_s_own_files_are_copied(project):
    with Scratch.of(project, project) as scratch:
        scratch.fresh({})
        assert names(scratch.work) == {"app.py", "data/app.db", ".env", "pkg/m.py"}
        folder = Path(scratch.folder.name)
    assert not folder.exists()


def test_paths_of_the_project_lead_into_the_copy(project, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{project}/data/app.db")
    monkeypatch.setenv("VIRTUAL_ENV", str(project / ".venv"))
    with Scratch.of(project, project) as scratch:
        scratch.fresh({})
        text = (scratch.work / "app.py").read_text()
        assert f"DB = 'sqlite:///{scratch.work}/data/app.db'" in text
        assert f"PY = '{project}/.venv/bin/python'" in text
        assert f"X = '{project}-old'" in text
        environment = scratch.environment()
        assert environment["DATABASE_URL"] == f"sqlite:///{scratch.work}/data/app.db"
        assert environment["VIRTUAL_ENV"] == str(project / ".venv")
        assert environment["PYTHONPATH"].split(os.pathsep)[0] == str(scratch.work)


def test_each_trial_starts_from_the_files_as_they_were_before_the_run(project):
    with Scratch.of(project, project) as scratch:
        (project / "data/app.db").write_text("rows and more")
        scratch.fresh({"app.py": b"changed = 1\n"})
        (scratch.work / "data/app.db").write_text("of the first trial")
        scratch.fresh({})
        assert (scratch.work / "data/app.db").read_text() == "rows"
        assert "changed" not in (scratch.work / "app.py").read_text()
    assert (project / "data/app.db").read_text() == "rows and more"


@pytest.mark.parametrize(
    ("cwd", "program", "runs"),
    [
        (".", "app.py", "app.py"),
        ("..", "program/app.py", "program/app.py"),
        ("pkg", "../app.py", "../app.py"),
    ],
)
def test_the_program_is_started_from_the_same_place(project, cwd, program, runs):
    with Scratch.of(project, project / cwd) as scratch:
        scratch.fresh({})
        target = scratch.target(Target(program=program, args=["--db", str(project / "data/app.db")]))
        assert target.program == runs
        assert (scratch.work_cwd / runs).resolve() == scratch.work / "app.py"
        assert target.args[1] == str(scratch.work / "data/app.db")


def test_an_absolute_program_is_taken_from_the_copy_and_an_interpreter_is_not(project):
    with Scratch.of(project, project) as scratch:
        assert scratch.target(Target(program=str(project / "app.py"))).program == str(scratch.work / "app.py")
        command = scratch.target(Target(command=[".venv/bin/python", "app.py"])).command
        assert command == [str(project / ".venv/bin/python"), "app.py"]


def test_a_database_elsewhere_that_the_program_names_lies_in_the_copy(project, tmp_path):
    outside = tmp_path / "shared" / "stock.db"
    outside.parent.mkdir()
    outside.write_text("before")
    (project / "conf.toml").write_text(f'url = "sqlite:///{outside}"\n')
    with Scratch.of(project, project) as scratch:
        outside.write_text("after the run")
        scratch.fresh({})
        place = (scratch.work / "conf.toml").read_text().split("sqlite:///")[1].rstrip('"\n')
        assert Path(place).read_text() == "before"
        assert str(outside) not in place


def test_too_large_a_project_is_not_copied(project, monkeypatch):
    monkeypatch.setattr(copying, "FILES_MAX", 2)
    with pytest.raises(CannotCopy, match="too much for a trial copy"):
        Scratch.of(project, project)


def test_a_program_in_the_root_or_home_folder_is_not_copied(project, monkeypatch):
    monkeypatch.setenv("HOME", str(project))
    for folder in (project, Path("/")):
        with pytest.raises(CannotCopy, match="no project folder"):
            Scratch.of(folder, folder)


def verifier(project: Path, level: str = "safe", **evidence: object) -> Verifier:
    found = Evidence(program=Program(cwd=str(project), entry="app.py"), **evidence)
    before = Outcome("diagnosed", Failure(Origin.FRAMEWORK, "KeyError", "x"), ())
    scratch = Scratch.of(project, project)
    return Verifier(scratch, Target(program="app.py"), Options(), found, before, lambda e: before, 1.0, level)


def database(path: str, rows: int | None) -> Inspector:
    return Inspector(databases=[DatabaseFile(path=path, tables={"users": Table(rows=rows)})])


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (
            {"inspector": Inspector(instances=[Instance(url="postgresql://a:***@db:5432/x")])},
            "postgresql database",
        ),
        ({"inspector": Inspector(instances=[Instance(url="mysql+aiomysql://h/x")])}, "mysql database"),
        (
            {"environment": Environment(database=Database(dialect="postgresql", url=None))},
            "postgresql database",
        ),
        ({"inspector": database("/srv/shop/live.db", 3)}, "/srv/shop/live.db, which lies outside"),
    ],
)
def test_a_program_that_would_change_what_is_not_in_the_copy_is_not_run_again(project, evidence, told):
    checked = verifier(project, **evidence)
    assert told in checked.refusal()
    checked.level = "unsafe"
    assert checked.refusal() is None
    checked.scratch.close()


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"inspector": Inspector(instances=[Instance(url="sqlite:///app.db")])},
        {"inspector": Inspector(instances=[Instance(url="app.db")])},
        {"inspector": database("data/app.db", 3)},
        {"inspector": database("/app.db", 0)},
    ],
)
def test_a_program_on_files_of_its_own_may_be_run_again(project, evidence):
    checked = verifier(project, **evidence)
    assert checked.refusal() is None
    checked.scratch.close()


def test_releases_are_tried_only_when_that_is_allowed(project):
    checked = verifier(project)
    upgrade = patches(
        fix_of(None, kind="upgrade", requirement="kailash-dataflow>=2.20"), {}, Project.from_texts({})
    )
    trial = checked.attempt(Proposal("DFX901", upgrade[0]))
    assert (trial.verified, trial.reason) == (None, "Releases are tried only with --verify=install.")
    checked.scratch.close()


def test_what_works_comes_first_and_is_marked():
    texts = {"app.py": 'db.express_sync.create("User", {"nam": 1})\n'}
    one, two, three = (
        patches(fix_of("rename_key", key="nam", to=to), {"model": "User"}, Project.from_texts(texts))[0]
        for to in ("name", "names", "title")
    )
    trials = [
        Trial(Proposal("DFX1", one), False, "no"),
        Trial(Proposal("DFX1", two), True, "yes"),
        Trial(Proposal("DFX2", three), None, "not run"),
    ]
    result = verify.settled({"DFX2": [three], "DFX1": [one, two]}, trials)
    assert list(result) == ["DFX1", "DFX2"]
    assert [(p.changes == two.changes, p.fix.verified) for p in result["DFX1"]] == [
        (True, True),
        (False, False),
    ]
    assert [p.fix.verified for p in result["DFX2"]] == [None]


def test_the_command_is_shown_as_a_person_types_it():
    assert verify.command_text(Target(module="app", args=["a b"])) == "python -m app 'a b'"
    assert verify.command_text(Target(command=["pytest", "-q"])) == "pytest -q"
    assert sys.executable not in verify.command_text(Target(program="app.py"))
