"""The words in which a team's folder is judged; running its examples is tested in tests/e2e."""

import shutil
from pathlib import Path

import pytest

from dataflow_debugger.evals import kbcheck
from dataflow_debugger.evals.examples import ExampleOutcome
from dataflow_debugger.knowledge_base.loader import load

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"


def said(folder):
    lines = []
    assert kbcheck.check(folder, lines.append) is False
    return lines


def own(tmp_path, **files):
    folder = tmp_path / "team"
    (folder / "entries" / "config").mkdir(parents=True)
    for name, text in files.items():
        (folder / "entries" / "config" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_that_is_none_or_empty(tmp_path):
    assert said(tmp_path / "team") == [f"There is no folder {tmp_path / 'team'}."]
    (tmp_path / "team").mkdir()
    assert "has no folder 'entries'; an entry is entries/FAMILY/CODE-NAME.yaml" in said(tmp_path / "team")[0]
    (tmp_path / "team" / "entries").mkdir()
    assert "holds no entry" in said(tmp_path / "team")[0]


def test_a_file_that_would_not_be_read_is_named(tmp_path):
    folder = own(tmp_path)
    (folder / "entries" / "DFX598-closed.yaml").write_text("code: DFX598\n", encoding="utf-8")
    assert said(folder)[0].endswith(
        "DFX598-closed.yaml: is not read; an entry stands in entries/FAMILY/CODE-NAME.yaml."
    )


def test_fields_that_are_missing_misspelt_and_of_the_wrong_form(tmp_path):
    lines = said(
        own(tmp_path, DFX598_x="code: 598\ntitel: a\nsymptoms: {words: []}\nchecks: []\nfixes: []\n")
    )
    text = "\n".join(lines)
    assert "DFX598-x.yaml: titel: an entry has no field of this name here; is it misspelt?" in text
    assert "DFX598-x.yaml: title: is missing" in text
    assert "DFX598-x.yaml: code: must be a string" in text
    assert "DFX598-x.yaml: symptoms.words: needs at least 1 item" in text
    assert lines[-1].endswith("problems; the examples run when there is none.")


def test_a_missing_example_and_a_code_that_is_taken(tmp_path):
    folder = tmp_path / "team"
    shutil.copytree(SAMPLES, folder)
    lines = said(folder)
    taken = next(line for line in lines if "DFX201 is already used" in line)
    assert "; free codes are DFX2" in taken
    shutil.rmtree(folder / "examples")
    assert any(
        line.endswith("does not exist; the path starts in the folder that holds 'entries'")
        for line in said(folder)
    )


@pytest.mark.parametrize(
    ("changes", "problem", "words"),
    [
        ({"bad_ended_well": True}, "bad: not diagnosed (...)", "ran to its end without an error"),
        (
            {"bad_ended_well": False},
            "bad: not diagnosed (...)",
            "must be diagnosed as DFX201, first and confirmed",
        ),
        ({"rank": 2, "bad_ended_well": True}, "bad: ranked 2", "must be diagnosed as DFX201"),
        ({}, "good: ended with exit status 1: boom", "fails as well. It ended with exit status 1"),
        ({}, "good: diagnosed: DFX301 0.93", "is taken for a wrong one (diagnosed: DFX301 0.93)"),
        ({}, "fix: nothing was changed", "The first fix does not mend a.py: nothing was changed"),
        ({}, "The check 'x' failed", "The check 'x' failed"),
    ],
)
def test_what_is_said_of_an_example(changes, problem, words):
    entry = load(SAMPLES).get("DFX201")
    (line,) = kbcheck.verdict(entry, ExampleOutcome("DFX201", "a.py", problems=[problem], **changes))
    assert words in line


def test_a_silent_entry_need_not_fail():
    entry = load(SAMPLES).get("DFX201").model_copy(update={"silent": True})
    outcome = ExampleOutcome("DFX201", "a.py", bad_ended_well=True, problems=["bad: not diagnosed"])
    assert "must be diagnosed" in kbcheck.verdict(entry, outcome)[0]
