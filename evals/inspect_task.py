"""The recorded cases as a task of inspect-ai: `inspect eval dataflow_debugger/evals --model none`.

No model is asked: the solver is the tool itself. The figures of record are those of `evals run`; this is for
people who want the cases in inspect's logs and viewer. It needs the extra `inspect`.
"""

from __future__ import annotations

import asyncio
import json

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, accuracy, grouped, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from dataflow_debugger.evals import live
from dataflow_debugger.evals.case import load_cases
from dataflow_debugger.evals.outcome import score, topic_of
from dataflow_debugger.evals.recorded import BASELINES
from dataflow_debugger.evals.recorded import Scorer as Tool

CASES = {case.id: case for case in load_cases() if case.evidence_file.exists()}


@task(name="evals")
def recorded_failures(baseline: str = "full", noisy: bool = False, split: str = "all") -> Task:
    """Every recorded case, or those of one split; `baseline` is one of the systems of `evals run`."""
    if baseline not in BASELINES:
        raise ValueError(f"baseline is {baseline!r}; it can be {', '.join(BASELINES)}.")
    chosen = [case for case in CASES.values() if split in ("all", case.split)]
    samples = [
        Sample(
            id=case.id,
            input=case.report,
            target=case.expected.entries or ["none"],
            metadata={"split": case.split, "family": topic_of(case), "title": case.title},
        )
        for case in chosen
    ]
    return Task(
        dataset=MemoryDataset(samples, name="recorded-failures"),
        solver=debugger(baseline, noisy),
        scorer=right_answer(),
    )


@solver
def debugger(baseline: str, noisy: bool) -> Solver:
    """Answers a case from its recording; the output is the `report/1` as JSON."""
    tool = Tool(baseline, noisy=noisy)
    # The entries' index is not made for several threads at once.
    one_at_a_time = asyncio.Lock()

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        async with one_at_a_time:
            report = await asyncio.to_thread(tool.report, CASES[str(state.sample_id)])
        state.output = ModelOutput.from_content("dataflow-debugger", json.dumps(report))
        state.completed = True
        return state

    return solve


@scorer(
    metrics=[accuracy(), stderr(), grouped(accuracy(), "split"), grouped(accuracy(), "family", all=False)]
)
def right_answer() -> Scorer:
    """1 when the first diagnosis is right, or when none is given of a failure that is not DataFlow's."""

    async def judge(state: TaskState, target: Target) -> Score:
        case = CASES[str(state.sample_id)]
        outcome = live.outcome_of(case, json.loads(state.output.completion))
        values = score(case, outcome)
        right = not values["false_alarm"] if case.negative else bool(values["hit@1"])
        return Score(
            value=int(right),
            answer=", ".join(outcome.ranked) or "none",
            explanation=f"expected {', '.join(target)}",
            metadata=dict(values),
        )

    return judge
