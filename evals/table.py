"""The table a run prints: a row a slice, a column a figure, each with its interval."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from dataflow_debugger.evals import compare as gate
from dataflow_debugger.evals import metrics
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.metrics import Interval
from dataflow_debugger.evals.outcome import SLICES, CaseOutcome, figures, slices
from dataflow_debugger.evals.run import Skipped

Pairs = list[tuple[Case, CaseOutcome]]
FIGURES = (
    "hit@1",
    "hit@3",
    "mrr",
    "ndcg@5",
    "abstained",
    "fix@1",
    "fix@any",
    "verified, wrong",
    "false_alarm",
)
QUALITY = ("cause named", "right file", "right line", "right node", "Brier", "ECE", "p50 ms", "p95 ms")


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


def print_figures(pairs: Pairs, console: Console) -> None:
    """A row a slice that has cases, with 95 % bootstrap intervals."""
    console.print(_grid("slice", _by_slice(pairs), FIGURES))
    console.print(_grid("slice", _by_slice(pairs), QUALITY))


def _by_slice(pairs: Pairs) -> list[tuple[str, Pairs]]:
    rows = [(name, [p for p in pairs if belongs(p[0])]) for name, belongs in slices().items()]
    return [(name, inside) for name, inside in rows if inside]


def print_systems(systems: dict[str, Pairs], console: Console) -> None:
    """Systems that scored the same cases side by side, for each split, and each against the first."""
    for split in ("all", "dev", "frozen"):
        rows = [(name, [p for p in pairs if SLICES[split](p[0])]) for name, pairs in systems.items()]
        if not rows[0][1]:
            continue
        console.print(f"\n{split}: {len(rows[0][1])} cases")
        console.print(_grid("system", rows, FIGURES))
        console.print(_grid("system", rows, QUALITY))
    first, *others = systems
    for name in others:
        for figure in ("hit@1", "false_alarm"):
            gained, lost = gate.paired(systems[first], systems[name], figure)
            p = metrics.exact_paired_p(len(gained), len(lost))
            console.print(
                f"{name} against {first}, {figure}: +{len(gained)} -{len(lost)}, exact paired p {p:.2g}"
            )


def print_families(systems: dict[str, Pairs], console: Console) -> None:
    """hit@1 of each system by slice and family."""
    table = Table(box=None, pad_edge=False)
    table.add_column("hit@1 by slice", no_wrap=True)
    for name in systems:
        table.add_column(name, no_wrap=True)
    for name, belongs in slices().items():
        cells = []
        for pairs in systems.values():
            found = figures([p for p in pairs if belongs(p[0])]).get("hit@1")
            cells.append(cell("hit@1", found) if found else "")
        if any(cells):
            table.add_row(name, *cells)
    console.print(table)


def _grid(first: str, rows: list[tuple[str, Pairs]], columns: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    table.add_column("cases", justify="right")
    found = {name: figures(pairs) for name, pairs in rows}
    shown = [figure for figure in columns if any(figure in row for row in found.values())]
    for figure in shown:
        table.add_column(figure, no_wrap=True)
    for name, pairs in rows:
        row = found[name]
        table.add_row(name, str(len(pairs)), *(cell(f, row[f]) if f in row else "" for f in shown))
    return table


def cell(figure: str, interval: Interval) -> str:
    """A figure with its interval, milliseconds without decimals."""
    digits = 0 if figure.endswith("ms") else 2
    return f"{interval.mean:.{digits}f} [{interval.low:.{digits}f},{interval.high:.{digits}f}]"
