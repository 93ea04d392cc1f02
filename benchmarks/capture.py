"""What capture costs: at failure for a 10-node workflow, and on a program that succeeds.

    python benchmarks/capture.py [--runs 10]

Prints the milliseconds capture itself took at each failure, and the ratio of paired runs, with and without
capture, of a program that succeeds (processor time and wall time; the median of the ratios of the pairs).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dataflow_debugger.agent.launch import Options, Target, run

PROGRAM = """
import sys
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'items.db'}")


@db.model
class Item:
    id: str
    name: str
    stock: int = 0


workflow = WorkflowBuilder()
for number in range(9):
    workflow.add_node("ItemCreateNode", f"create{number}", {"id": f"i{number}", "name": "x", "stock": number})
    if number:
        workflow.add_connection(f"create{number - 1}", "stock", f"create{number}", "stock")
workflow.add_node("ItemReadNode", "read", {} if "fail" in sys.argv else {"id": "i0"})
workflow.add_connection("create8", "missing" if "fail" in sys.argv else "name", "read", "name")
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())
print(results["read"]["id"])
db.close()
"""


def failures(folder: Path, runs: int) -> list[float]:
    """Milliseconds capture took at the failure, run by run."""
    found = []
    for _ in range(runs):
        (folder / "items.db").unlink(missing_ok=True)
        target = Target(program="app.py", args=["fail"])
        outcome = run(
            target,
            Options(
                cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ),
        )
        if outcome.evidence.program.exit_code == 0 or outcome.evidence.workflow is None:
            raise SystemExit("the failing program did not fail in its workflow")
        found.append(outcome.evidence.capture_ms)
    return found


def success(folder: Path, captured: bool) -> tuple[float, float]:
    """Wall and processor seconds of one successful run."""
    (folder / "items.db").unlink(missing_ok=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if captured:
        code = run(
            Target(program="app.py"),
            Options(
                cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ),
        ).evidence
        status = code.program.exit_code
    else:
        done = subprocess.run(
            [sys.executable, "app.py"], cwd=folder, env=_environment(folder), capture_output=True, check=False
        )
        status = done.returncode
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if status != 0:
        raise SystemExit(f"the program that should succeed ended with {status}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder), "PYTHONWARNINGS": "ignore"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=10)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "app.py").write_text(PROGRAM)
        success(folder, captured=True)
        spent = failures(folder, runs)
        print(f"at failure, 10 nodes: median {statistics.median(spent):.1f} ms, most {max(spent):.1f} ms")
        pairs = []
        for number in range(runs):
            order = (False, True) if number % 2 else (True, False)
            pair = {captured: success(folder, captured) for captured in order}
            pairs.append((pair[True], pair[False]))
        for index, kind in enumerate(("wall", "processor")):
            ratios = [with_[index] / without[index] - 1 for with_, without in pairs]
            print(
                f"success, {kind} time: {statistics.median(ratios):+.2%} "
                f"(quartiles {_quartile(ratios, 1):+.2%} to {_quartile(ratios, 3):+.2%})"
            )


def _quartile(values: list[float], which: int) -> float:
    return statistics.quantiles(values, n=4)[which - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
