"""The table a run prints: a row a slice, a column a figure, each with its interval."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.outcome import SLICES, CaseOutcome, calibration, figures
from dataflow_debugger.evals.run import Skipped

FIGURES = ("hit@1", "hit@3", "mrr", "ndcg@5", "fix@1", "fix@any", "cause named", "false_alarm")


def print_cases(results: list[tuple[Case, CaseOutcome | Skipped]], console: Console) -> None:
    """A line a case: what was expected, what came, whether the first fix works."""
    table = Table(box=None, pad_edge=False)
    for column in ("case", "expected", "ranked", "conf", "hit@1", "fix@1", "note"):
        table.add_column(column, no_wrap=column != "note")
    for case, result in results:
        expected = ",".join(case.expected.entries) or "none"
        if isinstance(result, Skipped):
            table.add_row(case.id, expected, "", "", "", "", f"skipped: {result.why}")
            continue
        first = result.ranked[0] if result.ranked else "none"
        right = first in case.expected.entries if case.expected.entries else not result.ranked
        table.add_row(
            case.id,
            expected,
            ",".join(result.ranked[:3]) or result.status,
            f"{result.confidence[0]:.2f}" if result.confidence else "",
            _mark(right),
            _mark(result.fix_first),
            (result.error or result.fix_note)[-110:].replace("\n", " "),
        )
    console.print(table)


def _mark(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def print_figures(pairs: list[tuple[Case, CaseOutcome]], console: Console) -> None:
    """A row a slice that has cases, with 95 % bootstrap intervals."""
    table = Table(box=None, pad_edge=False)
    table.add_column("slice", no_wrap=True)
    table.add_column("cases", justify="right")
    for name in FIGURES:
        table.add_column(name, no_wrap=True)
    for name, belongs in SLICES.items():
        inside = [(case, outcome) for case, outcome in pairs if belongs(case)]
        if not inside:
            continue
        row = figures(inside)
        cells = [f"{i.mean:.2f} [{i.low:.2f},{i.high:.2f}]" if (i := row.get(f)) else "" for f in FIGURES]
        table.add_row(name, str(len(inside)), *cells)
    console.print(table)
    brier, error = calibration(pairs)
    answered = sum(bool(outcome.ranked) for _, outcome in pairs)
    console.print(f"calibration over {answered} answers: Brier {brier:.3f}, ECE {error:.3f}")
    times = sorted(outcome.ms for _, outcome in pairs)
    if times:
        console.print(
            f"beyond the program's own run, ms: p50 {times[len(times) // 2]:.0f}, "
            f"p95 {times[int(len(times) * 0.95)]:.0f}"
        )
