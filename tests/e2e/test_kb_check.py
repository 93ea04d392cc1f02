"""`dataflow debug --kb-check` on a team's own folder, as somebody meets it who writes the first entry."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

DATAFLOW = Path(sys.executable).with_name("dataflow")
BAD = """\
import config

raise RuntimeError(f"the shop {config.SHOP} is not open")
"""
ENTRY = {
    "code": "DFX598",
    "title": "The shop of the settings is closed",
    "symptoms": {"messages": ["the shop \\w+ is not open"], "words": ["our shop is closed"]},
    "cause": "The settings name a shop that is closed for good. Name one that is open.",
    "checks": [{"confirm": "exception_matches", "with": {"message": "the shop (?P<shop>\\w+) is not open"}}],
    "fixes": [
        {
            "title": "Name another shop",
            "kind": "workaround",
            "safety": "unsafe",
            "rationale": "Only the team knows which shop is meant.",
        }
    ],
    "examples": [{"bad": "examples/closed/bad.py", "good": "examples/closed/good.py", "database": "none"}],
}


@pytest.fixture
def team(tmp_path):
    examples = tmp_path / "team" / "examples" / "closed"
    examples.mkdir(parents=True)
    (examples / "config.py").write_text('SHOP = "corner"\n', encoding="utf-8")
    (examples / "bad.py").write_text(BAD, encoding="utf-8")
    (examples / "good.py").write_text('print("open")\n', encoding="utf-8")
    write(tmp_path / "team")
    return tmp_path / "team"


def write(team, **changes):
    folder = team / "entries" / "config"
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({**ENTRY, **changes}, sort_keys=False)
    (folder / "DFX598-closed.yaml").write_text(text, encoding="utf-8")


def run(team, *words, **environment):
    env = {
        **os.environ,
        "HOME": str(team.parent),
        "DATAFLOW_DEBUG_CACHE": str(team.parent / "cache"),
        **environment,
    }
    command = [str(DATAFLOW), "debug", *words]
    return subprocess.run(command, env=env, cwd=team.parent, capture_output=True, text=True, timeout=200)


def check(team):
    done = run(team, "--kb-check", str(team))
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_a_sound_folder_is_said_to_be_so(team):
    assert check(team) == (
        0,
        ["DFX598 examples/closed/bad.py: ok", "1 entry, 1 example: all right."],
    )


def test_a_bad_program_that_does_not_fail_and_a_good_one_that_does(team):
    bad, good = (team / "examples" / "closed" / name for name in ("bad.py", "good.py"))
    bad.write_text("print(1)\n", encoding="utf-8")
    good.write_text(BAD, encoding="utf-8")
    status, lines = check(team)
    assert status == 1
    assert lines[0] == "DFX598 examples/closed/bad.py: wrong"
    assert lines[1].startswith("  examples/closed/bad.py ran to its end without an error.")
    assert lines[2].startswith(
        "  The good program of examples/closed/bad.py fails as well. It ended with exit"
    )
    assert lines[3].startswith("  The good program of examples/closed/bad.py is taken for a wrong one")
    assert lines[-1] == "1 entry, 1 example: 1 wrong."


def test_all_wrong_names_are_told_before_anything_runs(team):
    write(
        team,
        checks=[
            {"confirm": "exception_match", "with": {}},
            {"confirm": "exception_matches", "with": {"massage": "x"}},
        ],
        fixes=[{**ENTRY["fixes"][0], "kind": "edit", "edit": "rename_keyy"}],
        confusable_with=["DFX599"],
    )
    status, lines = check(team)
    assert status == 1
    assert lines[0].startswith(
        "DFX598-closed.yaml: checks.0: there is no check 'exception_match'; did you mean exception_matches"
    )
    assert lines[1].startswith(
        "DFX598-closed.yaml: checks.1: the check 'exception_matches' has no argument 'massage'; it takes "
    )
    assert lines[2].startswith(
        "DFX598-closed.yaml: fixes.0: there is no edit named 'rename_keyy'; did you mean rename_key"
    )
    assert lines[3] == "DFX598-closed.yaml: confusable_with.0: there is no entry DFX599"
    assert lines[4] == "4 problems; the examples run when there is none."


def test_the_folder_of_the_environment_is_used_like_that_of_the_option(team):
    shown = run(team, "--explain", "DFX598", "--format", "markdown", DATAFLOW_DEBUG_KB=str(team))
    assert "# DFX598: The shop of the settings is closed" in shown.stdout
    both = os.pathsep.join([str(team), str(team.parent / "none")])
    refused = run(team, "--explain", "DFX598", DATAFLOW_DEBUG_KB=both)
    assert refused.returncode == 2
    assert "none has no folder 'entries'" in refused.stderr
