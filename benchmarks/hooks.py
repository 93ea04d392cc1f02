"""What the automatic hook costs: at start, per workflow run, and at a failure, against the plain program.

    python benchmarks/hooks.py [--runs 15] [--blocks 30]

Plain and hooked runs alternate within one call; each figure is a median with its 95 % bootstrap interval.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import dataflow_debugger

PTH = Path(__file__).resolve().parents[1] / "dataflow_debugger_auto.pth"
PER_BLOCK = 10
HEAD = """
import os, sys
from pathlib import Path
if os.environ.get("HOOK"):
    import dataflow_debugger
    dataflow_debugger.install()
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
db = DataFlow(f"sqlite:///{Path('items.db').resolve()}")

@db.model
class Item:
    id: str
    name: str
"""
START = """
import os
if os.environ.get("HOOK"):
    import dataflow_debugger
    dataflow_debugger.install()
"""
FAILING = """
workflow = WorkflowBuilder()
workflow.add_node("ItemCreateNode", "create", {"data": {"id": "1", "name": "x"}})
workflow.add_node("ItemReadNode", "read", {})
workflow.add_connection("create", "id", "read", "id")
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
"""


def interval(values: Sequence[float], draws: int = 2000) -> tuple[float, float, float]:
    """The median, and the 95 % interval of the median by bootstrap."""
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(draws))
    return statistics.median(values), medians[int(draws * 0.025)], medians[int(draws * 0.975)]


def say(name: str, values: Sequence[float], unit: str = "ms") -> None:
    middle, low, high = interval(values)
    print(f"{name}: {middle:.3g} {unit} [{low:.3g}, {high:.3g}], n = {len(values)}", flush=True)


def line_of_the_pth(runs: int) -> list[float]:
    """Milliseconds that the line takes when the variable is unset, run as Python's `site` runs it."""
    line = PTH.read_text()
    os.environ.pop("DATAFLOW_DEBUG", None)
    found = []
    for _ in range(runs * 20):
        started = time.perf_counter()
        exec(line)
        found.append((time.perf_counter() - started) * 1000)
    return found


def timed(command: list[str], folder: Path, hooked: bool) -> tuple[float, float]:
    """Wall and processor seconds of a process and its children; its output is thrown away."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DATAFLOW_DEBUG") or k.endswith("_CACHE")}
    environment = {
        **kept,
        "HOME": str(folder),
        "PYTHONWARNINGS": "ignore",
        **({"HOOK": "1"} if hooked else {}),
    }
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def differences(command: list[str], folder: Path, runs: int, processor: bool) -> list[float]:
    """Milliseconds by which hooked runs are longer than the plain ones beside them."""
    found = []
    for number in range(runs):
        order = (False, True) if number % 2 else (True, False)
        pair = {hooked: timed(command, folder, hooked)[processor] for hooked in order}
        found.append((pair[True] - pair[False]) * 1000)
    return found


def workflow_runs(folder: Path, blocks: int) -> tuple[list[float], list[float]]:
    """Milliseconds of one run of a workflow of three nodes: plain ones, and what the hook adds to each."""
    os.chdir(folder)
    names: dict[str, object] = {}
    exec(HEAD, names)
    builder, runtime_class = names["WorkflowBuilder"], names["LocalRuntime"]
    counter = iter(range(10**9))

    def once(runtime: object) -> None:
        number = next(counter)
        workflow = builder()  # type: ignore[operator]
        workflow.add_node("ItemCreateNode", "create", {"id": f"i{number}", "name": "x"})
        workflow.add_node("ItemReadNode", "read", {})
        workflow.add_node("ItemListNode", "list", {"limit": 3})
        workflow.add_connection("create", "id", "read", "id")
        runtime.execute(workflow.build())  # type: ignore[attr-defined]

    plain, added = [], []
    with runtime_class() as runtime:  # type: ignore[operator]
        block(once, runtime)
        for number in range(blocks):
            pair = {}
            for hooked in (False, True) if number % 2 else (True, False):
                if hooked:
                    dataflow_debugger.install()
                pair[hooked] = block(once, runtime)
                dataflow_debugger.uninstall()
            plain.append(pair[False])
            added.append(pair[True] - pair[False])
    return plain, added


def block(once: Callable[[object], None], runtime: object) -> float:
    # Processor time of all threads: wall time on a busy machine hides what is looked for.
    started = time.process_time()
    for _ in range(PER_BLOCK):
        once(runtime)
    return (time.process_time() - started) * 1000 / PER_BLOCK


def failure_parts(runs: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each step at a failure, in this process and in the child."""
    from dataflow_debugger.agent.hooks import brief, keep, record

    found: dict[str, list[float]] = {"describe": [], "evidence": [], "keep": [], "child": []}
    for _ in range(runs):
        try:
            {}["missing"]  # type: ignore[var-annotated]
        except KeyError as error:
            steps = [time.perf_counter()]
            occurrence = record.describe(error)
            steps.append(time.perf_counter())
            evidence = record.evidence(occurrence)
            steps.append(time.perf_counter())
            path = keep.keep(evidence, folder / "kept")
            steps.append(time.perf_counter())
            assert path is not None and brief.show(path, 30)
            steps.append(time.perf_counter())
            for name, first, last in zip(found, steps, steps[1:], strict=False):
                found[name].append((last - first) * 1000)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--blocks", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say("start, DATAFLOW_DEBUG unset (the line of the .pth)", line_of_the_pth(options.runs))
        command = [sys.executable, "-c", START]
        say("start, hook installed, processor time", differences(command, folder, options.runs, True))
        (folder / "app.py").write_text(HEAD + FAILING)
        command = [sys.executable, "app.py"]
        timed(command, folder, hooked=True)
        for step, values in failure_parts(options.runs, folder).items():
            say(f"at a failure, {step}", values)
        added = differences(command, folder, options.runs, False)
        say("failing DataFlow program, from start to end, beyond plain", added)
        plain, added = workflow_runs(folder, options.blocks)
        say("workflow run of three nodes, plain, processor time", plain)
        say("workflow run of three nodes, what the hook adds", added)
        os.chdir("/")


if __name__ == "__main__":
    main()
