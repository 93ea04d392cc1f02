"""How long loading and diagnosing take: `python benchmarks/diagnosis.py [EVIDENCE.json ...]`.

Without arguments it diagnoses every recorded case of evals/cases. "cold" is with an empty cache folder, as at
the very first use; "warm" is every later start. Each load is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "evals" / "cases"
REPEATS = 5
LIMIT_MS = 150.0


def measure_load() -> dict[str, float]:
    """Milliseconds of each step of loading, in this process."""
    steps: dict[str, float] = {}

    def step(name: str, started: float) -> float:
        now = time.perf_counter()
        steps[name] = (now - started) * 1000
        return now

    at = time.perf_counter()
    from dataflow_debugger.knowledge_base.loader import load

    at = step("import of the loader", at)
    kb = load()
    at = step("entries", at)
    from dataflow_debugger.agent import checks, diagnosis  # noqa: F401

    checks.registered()
    at = step("import of the checks", at)
    from dataflow_debugger.retrieval.retriever import Retriever

    at = step("import of retrieval", at)
    Retriever.open(kb.entries)
    step("search index and model", at)
    return steps


def measure_diagnosis(files: list[Path]) -> list[tuple[str, float, float]]:
    """For each evidence the median milliseconds of retrieval and of the whole diagnosis."""
    from dataflow_debugger.agent import diagnosis, evidence
    from dataflow_debugger.knowledge_base.loader import load
    from dataflow_debugger.retrieval.retriever import Retriever

    kb = load()
    retriever = Retriever.open(kb.entries)
    rows = []
    for file in files:
        recorded = evidence.load(file)
        whole, retrieval = [], []
        for _ in range(REPEATS):
            started = time.perf_counter()
            outcome = diagnosis.diagnose(recorded, kb, retriever)
            whole.append((time.perf_counter() - started) * 1000)
            retrieval.append(outcome.timings_ms["retrieval"])
        rows.append((_name(file), statistics.median(retrieval), statistics.median(whole)))
    return rows


def _name(file: Path) -> str:
    return file.parent.name if file.name == "evidence.json" else file.stem


def _load_in_a_process(cache: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--load"],
        env={**os.environ, "DATAFLOW_DEBUG_CACHE": cache},
        capture_output=True,
        text=True,
        check=True,
    )
    steps: dict[str, float] = json.loads(done.stdout)
    return steps


def main() -> int:
    if sys.argv[1:] == ["--load"]:
        print(json.dumps(measure_load()))
        return 0
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = _load_in_a_process(cache), _load_in_a_process(cache)
    print(f"{'loading':30}{'cold ms':>10}{'warm ms':>10}")
    for name in cold:
        print(f"{name:30}{cold[name]:10.0f}{warm[name]:10.0f}")
    print(f"{'together':30}{sum(cold.values()):10.0f}{sum(warm.values()):10.0f}\n")
    files = [Path(name) for name in sys.argv[1:]] or sorted(CASES.glob("*/evidence.json"))
    rows = measure_diagnosis(files)
    if not rows:
        print("no recorded evidence; record the cases first")
        return 1
    print(f"{'diagnosis':30}{'retrieval':>10}{'together':>10}")
    for name, retrieval, whole in sorted(rows, key=lambda row: -row[2]):
        print(f"{name:30}{retrieval:10.1f}{whole:10.1f}")
    median = statistics.median(whole for _, _, whole in rows)
    worst = max(whole for _, _, whole in rows)
    print(f"\n{len(rows)} cases: median {median:.0f} ms, worst {worst:.0f} ms, limit {LIMIT_MS:.0f} ms")
    return 0 if worst <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
