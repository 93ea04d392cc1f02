"""From a fix and the bindings of its checks to patches."""

import inspect
import subprocess

import pytest
from edit_samples import fix_of

from dataflow_debugger.agent.fixes import NoEdit, edit, registered
from dataflow_debugger.agent.fixes.build import patches, problems, run_edit
from dataflow_debugger.agent.fixes.diff import Unshowable, unified
from dataflow_debugger.agent.fixes.project import Change, Project
from dataflow_debugger.knowledge_base.schema import Fix

PROGRAM = 'db.express_sync.create("User", {"nam": 1})\n'


def project(text: str = PROGRAM) -> Project:
    return Project.from_texts({"app.py": text})


def test_bindings_fill_the_arguments_and_the_text():
    fix = Fix(
        title="Write {to} for {key}",
        kind="edit",
        safety="safe",
        edit="rename_key",
        rationale="{model} has {to}.",
    )
    made = patches(fix, {"key": "nam", "to": "name", "model": "User", "file": "app.py", "line": 1}, project())
    assert [(p.fix.title, p.fix.rationale) for p in made] == [("Write name for nam", "User has name.")]
    assert '+db.express_sync.create("User", {"name": 1})' in made[0].fix.diff
    assert made[0].project.text("app.py") == made[0].changes[0].after


def test_arguments_of_the_entry_come_before_bindings():
    made = patches(fix_of("rename_key", to="title"), {"key": "nam", "to": "name", "model": "User"}, project())
    assert '"title"' in made[0].fix.diff


def test_a_hole_takes_a_binding_of_one_check_or_none_at_all():
    found = {"model": "User", "near": {"key": "nam"}}
    assert len(patches(fix_of("rename_key", key="{near.key}", to="name"), found, project())) == 1
    assert patches(fix_of("rename_key", key="{far.key}", to="name"), found, project()) == []


def test_candidates_make_one_patch_each_best_first():
    found = {"key": "nam", "model": "User", "candidates": ["name", "names", "name"]}
    made = patches(fix_of("rename_key"), found, project())
    assert [p.changes[0].after.split('"')[3] for p in made] == ["name", "names"]


def test_the_fix_is_made_at_every_place_with_the_mistake():
    text = PROGRAM + "# between\n" + PROGRAM.replace("nam", "titel")
    found = {"key": "nam", "to": "name", "model": "User", "file": "app.py", "line": 1}
    elsewhere = [
        {"key": "titel", "to": "title", "file": "app.py", "line": 3},
        {"key": "none", "to": "x", "line": 3},
    ]
    made = patches(fix_of("rename_key"), {**found, "elsewhere": elsewhere}, project(text))
    assert [p.changes[0].after for p in made] == [text.replace("titel", "title").replace('"nam"', '"name"')]


def test_the_project_stays_as_it_was():
    base = project()
    patches(fix_of("rename_key", key="nam", to="name"), {"model": "User"}, base)
    assert base.changes() == []


@pytest.mark.parametrize(
    ("edit_name", "with_", "found"),
    [
        ("rename_key", {"to": "name"}, {"model": "User"}),
        ("rename_key", {"key": "other", "to": "name"}, {"model": "User"}),
        ("rename_key", {"key": "nam", "to": "nam"}, {"model": "User"}),
        ("no_such_edit", {}, {}),
    ],
)
def test_no_patch_where_there_is_nothing_to_change(edit_name, with_, found):
    assert patches(fix_of(edit_name, **with_), found, project()) == []


def test_a_change_that_does_not_parse_is_never_shown():
    assert (
        patches(fix_of("replace_in_url", old="sqlite", to='"'), {}, project('DataFlow("sqlite:///x")\n'))
        == []
    )


def test_advice_without_an_edit_is_shown_as_it_is():
    made = patches(fix_of(None, kind="workaround"), {}, project())
    assert [(p.fix.diff, p.changes) for p in made] == [(None, ())]


def test_a_line_with_a_secret_is_left_out_of_the_diff_but_changed():
    text = 'a = 1\nTOKEN = "abc"\n\n\n\n\nimport x\n' + PROGRAM
    made = patches(
        fix_of("rename_key", key="nam", to="name"),
        {"model": "User"},
        project(text),
        secret=lambda s: "TOKEN" in s,
    )
    assert "TOKEN" not in made[0].fix.diff
    whole = patches(
        fix_of("rename_key", key="nam", to="name"), {"model": "User"}, project(), secret=lambda s: True
    )
    assert whole[0].fix.rationale.endswith("--apply writes it.")
    assert whole[0].fix.diff is None and '"name"' in whole[0].changes[0].after


def test_an_entry_that_misnames_an_edit_or_an_argument_is_told():
    assert problems(fix_of("rename_key", key="a", to="b", node="c")) == []
    assert problems(fix_of("rename_keys")) == ["there is no edit named 'rename_keys'"]
    assert problems(fix_of("rename_key", ky="a")) == ["the edit 'rename_key' has no argument 'ky'"]


def test_every_edit_says_what_it_does():
    for name, function in registered().items():
        parameters = list(inspect.signature(function).parameters.values())
        assert [p.name for p in parameters[:2]] == ["project", "at"], name
        assert all(p.kind is p.KEYWORD_ONLY for p in parameters[2:]), name
        assert (function.__doc__ or "").strip().splitlines()[0].endswith((".", ":")), name


def test_two_edits_of_one_name_are_refused():
    with pytest.raises(ValueError, match="rename one of them"):
        edit(registered()["rename_key"])


def test_an_edit_that_lacks_an_argument_says_so():
    with pytest.raises(NoEdit, match="lacks an argument"):
        run_edit(project(), "rename_key", {}, {})


def lines(count: int, end: str = "\n") -> str:
    return "".join(f"line {n}{end}" for n in range(count))


CHANGES = {
    "one line": (lines(30), lines(30).replace("line 9\n", "changed\n")),
    "two places": (lines(30), lines(30).replace("line 2\n", "").replace("line 25\n", "line 25\nnew\n")),
    "carriage returns": (lines(9, "\r\n"), lines(9, "\r\n").replace("line 4\r\n", "changed\r\n")),
    "no last newline": (lines(5) + "end", lines(5) + "END"),
    "newline added": (lines(3) + "end", lines(3) + "end\nmore\n"),
    "newline lost": (lines(3), lines(3).rstrip("\n")),
    "first line": (lines(3), "zero\n" + lines(3)),
    "from empty": ("", "a\n"),
    "no ascii": ("ä = 'ö'\nb = 1\n", "ä = 'ü'\nb = 1\n"),
    "form feed": ("a\x0cb\nc\n", "a\x0cb\nd\n"),
}


@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "-p1", "-s"]], ids=["git", "patch"])
@pytest.mark.parametrize("name", ["app.py", "src dir/pkg/mö.py"])
@pytest.mark.parametrize("case", CHANGES)
def test_git_and_patch_accept_the_diff(tmp_path, tool, name, case):
    before, after = CHANGES[case]
    target = tmp_path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(before.encode())
    diff = unified([Change(name, before, after)])
    subprocess.run(tool, cwd=tmp_path, input=diff.encode(), check=True, capture_output=True)
    assert target.read_bytes() == after.encode()


@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "-p1", "-s"]], ids=["git", "patch"])
def test_a_new_file_and_a_changed_one_are_one_diff(tmp_path, tool):
    (tmp_path / "app.py").write_text("x = 1\n")
    diff = unified([Change("app.py", "x = 1\n", "x = 2\n"), Change("new/.env", None, "A=1")])
    subprocess.run(tool, cwd=tmp_path, input=diff.encode(), check=True, capture_output=True)
    assert (tmp_path / "app.py").read_text() == "x = 2\n"
    assert (tmp_path / "new/.env").read_text() == "A=1"


@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "-p1", "-s"]], ids=["git", "patch"])
@pytest.mark.parametrize("secret", [6, 7, 8, 12, 13, 14])
def test_a_hunk_leaves_a_secret_line_near_it_out_and_still_applies(tmp_path, tool, secret):
    before = lines(30)
    after = before.replace("line 10\n", "changed\n")
    (tmp_path / "app.py").write_text(before)
    diff = unified([Change("app.py", before, after)], lambda line: line == f"line {secret}\n")
    assert f" line {secret}\n" not in diff
    subprocess.run(tool, cwd=tmp_path, input=diff.encode(), check=True, capture_output=True)
    assert (tmp_path / "app.py").read_text() == after


@pytest.mark.parametrize("secret", ["line 10\n", "line 11\n", "changed\n"])
def test_a_change_of_a_secret_line_or_right_before_one_cannot_be_shown(secret):
    before = lines(30)
    with pytest.raises(Unshowable):
        unified([Change("app.py", before, before.replace("line 10\n", "changed\n"))], lambda s: s == secret)


def test_a_line_that_is_known_only_redacted_is_no_context():
    before = lines(30)
    diff = unified([Change("app.py", before, before.replace("line 10\n", "changed\n"), frozenset({14}))])
    assert "line 13\n" not in diff and "line 12\n" in diff
