"""SARIF and annotations: valid, with places from the checkout's root, and closed to text of strangers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import report_samples

from dataflow_debugger.agent.report import annotations, sarif
from dataflow_debugger.agent.report.schema import Location, Report

SAMPLES = report_samples.every()
SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(report: Report, root: str = "/home/ada") -> dict[str, Any]:
    log = json.loads(sarif.render(report, root=root))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": [{}]}]})


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.parametrize("root", ["", "/home/ada", "/elsewhere"])
def test_every_sample_is_valid(name: str, root: str) -> None:
    run = run_of(SAMPLES[name], root)
    assert len(run["results"]) == max(len(SAMPLES[name].diagnoses), SAMPLES[name].status == "undiagnosed")


def test_a_result_has_rule_place_fingerprint_and_places_beside() -> None:
    run = run_of(SAMPLES["confirmed"])
    first, second, _ = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "shop/settings.py", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 2
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///home/ada/"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "DFX512"
    lines = [one["physicalLocation"]["region"]["startLine"] for one in first["relatedLocations"]]
    assert lines == [20, 23]
    assert (first["level"], second["level"], first["rank"]) == ("error", "note", 97.0)


def test_a_place_outside_the_root_is_a_full_uri() -> None:
    run = run_of(SAMPLES["confirmed"], "/srv")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///home/ada/shop/settings.py"}


def test_a_fingerprint_stays_when_the_line_moves_and_changes_with_the_cause() -> None:
    moved = SAMPLES["confirmed"].model_copy(deep=True)
    moved.diagnoses[0].evidence[0].line = 40
    other = SAMPLES["confirmed"].model_copy(deep=True)
    other.diagnoses[0].entry = "DFX999"
    prints = [
        run_of(one)["results"][0]["partialFingerprints"] for one in (SAMPLES["confirmed"], moved, other)
    ]
    assert prints[0] == prints[1] != prints[2]


def applied(text: str, replacements: list[dict[str, Any]]) -> str:
    """What a SARIF viewer makes of the text."""
    lines = text.split("\n")
    for one in reversed(replacements):
        region = one["deletedRegion"]
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        end = sum(len(line) + 1 for line in lines[: region["endLine"] - 1]) + region["endColumn"] - 1
        whole = "\n".join(lines)
        lines = (whole[:start] + one.get("insertedContent", {}).get("text", "") + whole[end:]).split("\n")
    return "\n".join(lines)


BEFORE = "# a\nimport x\n\nx.run()\n# b\nold = 1\n-- sql\nlast"


@pytest.mark.parametrize(
    ("diff", "after"),
    [
        (
            "--- a/a.py\n+++ b/a.py\n@@ -1,4 +1,5 @@\n # a\n import x\n+import y\n \n-x.run()\n+y.run()\n",
            BEFORE.replace("import x\n", "import x\nimport y\n").replace("x.run", "y.run"),
        ),
        (
            "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,1 @@\n # a\n-import x\n@@ -6,3 +5,3 @@\n-old = 1\n--- sql\n"
            "+++ sql\n+new\n last\n\\ No newline at end of file\n",
            BEFORE.replace("import x\n", "").replace("old = 1\n-- sql", "++ sql\nnew"),
        ),
        (
            "--- a/a.py\n+++ b/a.py\n@@ -8,1 +8,2 @@\n-last\n\\ No newline at end of file\n+last\n+more\n",
            BEFORE + "\nmore",
        ),
        ("--- a/a.py\n+++ b/a.py\n@@ -3,0 +4,1 @@\n+y = 2\n", BEFORE.replace("x.run", "y = 2\nx.run")),
    ],
)
def test_the_replacements_do_what_the_diff_does(diff: str, after: str) -> None:
    report = SAMPLES["silent"].model_copy(deep=True)
    report.diagnoses[0].fixes[0].diff = diff
    (change,) = run_of(report)["results"][0]["fixes"][0]["artifactChanges"]
    assert applied(BEFORE, change["replacements"]) == after


def test_a_patch_that_makes_a_file_is_left_out() -> None:
    report = SAMPLES["silent"].model_copy(deep=True)
    report.diagnoses[0].fixes[0].diff = "--- /dev/null\n+++ b/new.py\n@@ -0,0 +1 @@\n+x = 1\n"
    assert "fixes" not in run_of(report)["results"][0]


def test_what_a_model_said_is_marked_as_unproven() -> None:
    run = run_of(SAMPLES["asked"])
    (result,) = run["results"]
    assert "small-model says (not proven): `mean` divides by the length" in result["message"]["text"]
    assert result["message"]["text"].endswith("Check what `values` holds.")
    assert result["fixes"][0]["description"]["text"].startswith("Edit proposed by small-model (needs a look")
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["level"] == "note" and "2 calls" in told["message"]["text"]
    assert (
        result["partialFingerprints"] == run_of(SAMPLES["undiagnosed"])["results"][0]["partialFingerprints"]
    )


def test_an_annotation_names_place_and_cause() -> None:
    said = annotations.render(SAMPLES["confirmed"], root="/home/ada")
    assert said.startswith(
        "::error file=shop/settings.py,line=2,title=DFX512%3A A relative SQLite URL opens two different files::"
    )
    assert "%0AFix: Make the path absolute%0A" in said


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_an_annotation_is_one_line_whatever_the_failure_says(name: str) -> None:
    report = SAMPLES[name].model_copy(deep=True)
    if report.failure:
        report.failure.message = "50%\r\n::add-mask::x\n" + report.failure.message
        report.failure.at = Location(file="a,line=3::b\n.py", line=1)
        report.diagnoses = report.diagnoses[:1]
        for one in report.diagnoses:
            one.evidence = []
    said = annotations.render(report, root="/home/ada")
    assert said.count("\n") == len(said.splitlines()) == (0 if name == "no_failure" else 1)
    if said:
        properties = said.removeprefix("::error ").partition("::")[0]
        assert [part.partition("=")[0] for part in properties.split(",")] == ["file", "line", "title"]


def test_they_are_wanted_only_in_github_actions() -> None:
    assert annotations.wanted({"GITHUB_ACTIONS": "true"})
    assert not annotations.wanted({"CI": "true"})
