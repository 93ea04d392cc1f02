"""The workflow of the evidence as a picture: boxes and lines with their marks, ready for a template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Connection
from dataflow_debugger.agent.report import layout
from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Report

NODES_MAX = 60
LABEL_CHARS = 44
ID_CHARS = 24
TYPE_CHARS = 28
CHAR = 6.7  # pixels that a character of a label takes
MARGIN = 12
MISSING = "missing"


@dataclass(frozen=True)
class Box:
    """A node; `state` is failed, ok, missing (a connection names it and nothing made it), or empty."""

    id: str
    type: str
    state: str
    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Label:
    """What a connection carries, and whether this one is wrong."""

    text: str
    wrong: bool
    title: str


@dataclass(frozen=True)
class Line:
    """All connections between two nodes; `path` is the data of an SVG path."""

    path: str
    wrong: bool
    labels: tuple[Label, ...]
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Picture:
    """`left_out` nodes have no room; `words` says the same as the picture, for those who cannot see it."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: str
    left_out: int


def draw(report: Report, view: View) -> Picture | None:
    """The workflow of a run; None where the evidence has no node."""
    workflow = view.evidence.workflow
    if workflow is None or not workflow.nodes:
        return None
    wrong = {id(one) for one in _wrong(report, view)}
    failed = {workflow.failed_node, *(n for n, outcome in workflow.outcomes.items() if not outcome.ok)}
    if report.failure:
        failed.add(report.failure.node)
    types = {node.id: node.type for node in workflow.nodes}
    ends = [end for one in workflow.connections for end in (one.source, one.target)]
    names = list(dict.fromkeys([*types, *ends]))
    kept = _kept(names, view, failed, wrong)
    groups: dict[layout.Edge, list[Connection]] = {}
    for one in workflow.connections:
        if {one.source, one.target} <= kept:
            groups.setdefault((one.source, one.target), []).append(one)
    labels = {edge: tuple(_label(one, id(one) in wrong) for one in ones) for edge, ones in groups.items()}
    sizes = {edge: (_width(found), len(found)) for edge, found in labels.items()}
    measures = layout.Measures()
    placed = layout.place([name for name in names if name in kept], list(groups), sizes, measures)
    boxes = tuple(
        Box(
            id=_short(name, ID_CHARS),
            type=_short(types.get(name, "no such node"), TYPE_CHARS),
            state=_state(name, types, failed, view),
            x=x + MARGIN,
            y=y + MARGIN,
            title=plain.one_line(f"{name} ({types.get(name, 'no such node')})", 300),
        )
        for name, (x, y) in placed.nodes.items()
    )
    lines = tuple(
        Line(
            path=_path(route.points),
            wrong=any(label.wrong for label in labels[edge]),
            labels=labels[edge],
            x=route.label[0] + MARGIN,
            y=route.label[1] + MARGIN,
            width=_width(labels[edge]),
        )
        for edge, route in placed.routes.items()
    )
    return Picture(
        width=placed.width + 2 * MARGIN,
        height=placed.height + 2 * MARGIN,
        boxes=boxes,
        lines=lines,
        words=_words(boxes, lines),
        left_out=len(names) - len(kept),
    )


def _wrong(report: Report, view: View) -> Iterator[Connection]:
    """The connections that the first cause points at, and those from or to something that is not there."""
    workflow = view.evidence.workflow
    if workflow is None:
        return
    first = report.diagnoses[:1] if report.status == "diagnosed" else []
    blamed = {(claim.file, claim.line) for one in first for claim in one.evidence if claim.line}
    unknown = {(one.node, one.output) for one in view.unknown_outputs}
    nodes = {node.id for node in workflow.nodes}
    for one in workflow.connections:
        place = view.place_of_connection(one.source, one.output, one.target, one.input)
        dangling = not {one.source, one.target} <= nodes
        if dangling or (one.source, one.output) in unknown or (place[1] and place in blamed):
            yield one


def _kept(names: list[str], view: View, failed: set[str | None], wrong: set[int]) -> set[str]:
    """The nodes there is room for: those at fault first, then their neighbours, outwards."""
    if len(names) <= NODES_MAX:
        return set(names)
    connections = view.connections
    kept = [name for name in names if name in failed]
    kept += [end for one in connections if id(one) in wrong for end in (one.source, one.target)]
    kept = list(dict.fromkeys(kept or names[:1]))
    for name in kept:
        beside = [
            end for one in connections if name in (one.source, one.target) for end in (one.source, one.target)
        ]
        kept += [end for end in dict.fromkeys(beside) if end not in kept]
        if len(kept) >= NODES_MAX:
            break
    return set(kept[:NODES_MAX])


def _state(name: str, types: dict[str, str], failed: set[str | None], view: View) -> str:
    if name not in types:
        return MISSING
    if name in failed:
        return "failed"
    return "ok" if name in view.outcomes else ""


def _label(one: Connection, wrong: bool) -> Label:
    text = f"{one.output} → {one.input}" if one.output or one.input else ""
    title = f"{one.source}.{one.output} → {one.target}.{one.input}"
    return Label(_short(text, LABEL_CHARS - 2 * wrong), wrong, plain.one_line(title, 400))


def _width(labels: tuple[Label, ...]) -> float:
    return max((len(label.text) + 2 * label.wrong for label in labels), default=0) * CHAR + 10


def _short(text: str, limit: int) -> str:
    text = plain.visible(" ".join(text.split()))
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _path(points: list[tuple[float, float]]) -> str:
    """A line that leaves and enters upright."""
    moved = [(x + MARGIN, y + MARGIN) for x, y in points]
    found = f"M{moved[0][0]:.1f},{moved[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(moved):
        middle = (y1 + y2) / 2
        found += f" C{x1:.1f},{middle:.1f} {x2:.1f},{middle:.1f} {x2:.1f},{y2:.1f}"
    return found


def _words(boxes: tuple[Box, ...], lines: tuple[Line, ...]) -> str:
    said = [f"{len(boxes)} nodes."]
    said += [f"{box.title} {'failed' if box.state == 'failed' else 'does not exist'}." for box in boxes
             if box.state in ("failed", MISSING)]  # fmt: skip
    said += [f"Wrong connection: {label.title}." for line in lines for label in line.labels if label.wrong]
    return " ".join(said)
