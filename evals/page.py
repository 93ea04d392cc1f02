"""The page of a run: one self-contained HTML file with the figures, the charts and every case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dataflow_debugger.evals import charts, table
from dataflow_debugger.evals import compare as gate
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.metrics import Interval
from dataflow_debugger.evals.outcome import (
    TOPICS,
    CaseOutcome,
    answers,
    figures,
    score,
    slices,
    topic,
    topic_of,
)
from dataflow_debugger.evals.run import Pairs

TEMPLATE = "page.html.jinja"
NO_ANSWER = "no answer"


@dataclass(frozen=True)
class Grid:
    """A table: a row is its name, its number of cases and a cell a column."""

    title: str
    first: str
    columns: list[str]
    rows: list[tuple[str, int, list[str]]]


def render(systems: dict[str, Pairs], accepted: dict[str, Any]) -> str:
    """The page's text; the first of `systems` is the whole tool, the others stand beside it."""
    pairs = next(iter(systems.values()))
    changes = gate.compare(pairs, accepted)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text: str = environment.get_template(TEMPLATE).render(
        total=len(pairs),
        headline=_headline(pairs),
        grids=_grids(systems),
        charts=_charts(pairs, systems),
        accepted=bool(accepted["cases"]),
        history=accepted["history"],
        changes=[change for change in changes if change.gained or change.lost],
        problems=gate.failures(changes, pairs, accepted),
        cases=[_case(case, outcome) for case, outcome in pairs],
    )
    return text


def _headline(pairs: Pairs) -> list[tuple[str, str, str]]:
    """The figures at the top, of `frozen` where it has cases."""
    frozen = [p for p in pairs if p[0].split == "frozen"] or pairs
    row = figures(frozen)
    wanted = ("hit@1", "hit@3", "fix@1", "false_alarm", "ECE", "p95 ms")
    return [(name, _short(name, row[name]), _range(name, row[name])) for name in wanted if name in row]


def _short(name: str, interval: Interval) -> str:
    return f"{interval.mean:.0f}" if name.endswith("ms") else f"{interval.mean:.2f}"


def _range(name: str, interval: Interval) -> str:
    return f"{table.cell(name, interval).partition(' ')[2]}, {interval.n} cases"


def _grids(systems: dict[str, Pairs]) -> list[Grid]:
    pairs = next(iter(systems.values()))
    by_slice = [(name, [p for p in pairs if belongs(p[0])]) for name, belongs in slices().items()]
    filled = [(name, inside) for name, inside in by_slice if inside]
    found = [
        _grid("Figures by slice", "slice", filled, table.FIGURES),
        _grid("Quality by slice", "slice", filled, table.QUALITY),
    ]
    for split in ("dev", "frozen"):
        rows = [(name, [p for p in of if p[0].split == split]) for name, of in systems.items()]
        if len(rows) > 1 and rows[0][1]:
            found.append(_grid(f"Baselines on {split}", "system", rows, (*table.FIGURES, *table.QUALITY)))
    return found


def _grid(title: str, first: str, rows: list[tuple[str, Pairs]], columns: tuple[str, ...]) -> Grid:
    measured = [(name, len(pairs), figures(pairs)) for name, pairs in rows]
    shown = [column for column in columns if any(column in row for _, _, row in measured)]
    return Grid(
        title,
        first,
        shown,
        [(name, n, [table.cell(c, row[c]) if c in row else "" for c in shown]) for name, n, row in measured],
    )


def _charts(pairs: Pairs, systems: dict[str, Pairs]) -> list[tuple[str, str]]:
    by_slice = [
        (name, found["hit@1"])
        for name, belongs in slices().items()
        if "hit@1" in (found := figures([p for p in pairs if belongs(p[0])]))
    ]
    by_system = [(name, figures(of)["hit@1"]) for name, of in systems.items() if "hit@1" in figures(of)]
    confidence, right = answers(pairs)
    drawn = [
        ("hit@1 by slice", charts.forest(by_slice, "hit@1", "slices")),
        ("Confusion by family", _confusion(pairs)),
        ("Reliability", charts.reliability(confidence, right)),
        ("Latency beyond the program's own run", charts.latency([outcome.ms for _, outcome in pairs])),
    ]
    if len(by_system) > 1:
        drawn.append(("hit@1 by system", charts.forest(by_system, "hit@1", "systems")))
    return drawn


def _confusion(pairs: Pairs) -> str:
    columns = [*(t for t in TOPICS if t in {_answered(o) for _, o in pairs}), NO_ANSWER]
    rows = [t for t in TOPICS if t in {topic_of(case) for case, _ in pairs}]
    counts = [
        [sum(topic_of(case) == row and _answered(o) == column for case, o in pairs) for column in columns]
        for row in rows
    ]
    return charts.confusion(rows, columns, counts)


def _answered(outcome: CaseOutcome) -> str:
    return topic(outcome.ranked[0]) if outcome.ranked else NO_ANSWER


def _case(case: Case, outcome: CaseOutcome) -> dict[str, Any]:
    values = score(case, outcome)
    right = not values["false_alarm"] if case.negative else bool(values["hit@1"])
    return {
        "case": case,
        "outcome": outcome,
        "right": right,
        "topic": topic_of(case),
        "failure": outcome.report.get("failure") or {},
        "diagnoses": outcome.report.get("diagnoses", []),
    }
