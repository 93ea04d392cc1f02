"""Distractors in evidence: they are there, they are always the same, and the original is left alone."""

import ast

from dataflow_debugger.agent.diagnosis import diagnose
from dataflow_debugger.agent.evidence import Call, Evidence, Inspector, Instance
from dataflow_debugger.agent.loading import load
from dataflow_debugger.evals import noise


def healthy(*, in_loop: bool = False) -> Evidence:
    evidence = Evidence(inspector=Inspector(instances=[Instance(url="sqlite:///app.db")]))
    evidence.program.exit_code = 0
    evidence.calls = [Call(api="dataflow.init", at="app.py:3", instance=0, in_loop=in_loop)]
    return evidence


def test_noise_is_the_same_every_time_and_leaves_the_original_alone() -> None:
    evidence = healthy()
    before = evidence.model_dump_json()
    assert noise.add(evidence) == noise.add(evidence)
    assert evidence.model_dump_json() == before


def test_noise_brings_lines_a_model_a_workflow_and_a_handled_exception() -> None:
    noisy = noise.add(healthy())
    assert {record.level for record in noisy.logs} == {"WARNING", "ERROR"}
    assert [model.name for model in noisy.inspector.models] == ["Bookmark"]
    assert [call.ok for call in noisy.calls if call.api == "express_sync.create"] == [True, False]
    assert "runtime.execute" in [call.api for call in noisy.calls]


def test_without_a_dataflow_there_is_no_side_job() -> None:
    noisy = noise.add(Evidence())
    assert noisy.calls == []
    assert noisy.logs


def test_the_side_job_awaits_where_the_program_does() -> None:
    noisy = noise.add(healthy(in_loop=True))
    assert "express.create" in [call.api for call in noisy.calls]
    for text in (noise.SYNC_SOURCE, noise.ASYNC_SOURCE):
        ast.parse(text)
    lines = noise.ASYNC_SOURCE.splitlines()
    assert "await db.express.create" in lines[noise.CREATE_LINE - 1]
    assert "execute_workflow_async" in lines[noise.RUN_LINE - 1]


def test_a_healthy_run_with_noise_is_no_failure() -> None:
    loaded = load()
    outcome = diagnose(noise.add(healthy()), loaded.knowledge, loaded.retriever)
    assert outcome.status == "no_failure", [d.entry.code for d in outcome.diagnoses]
