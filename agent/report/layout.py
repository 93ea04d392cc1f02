"""Places the nodes of a small directed graph in layers, from top to bottom, and routes its edges.

The usual four steps: layers by longest path, points where a long edge crosses a layer, an order within each
layer that crosses few edges, coordinates. Cycles are allowed; an edge against the order is drawn upwards.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SWEEPS = 6
UPWARDS = 24  # pixels by which an edge against the order stands aside
MEMBERS_MAX = 8  # nodes without any edge stand side by side, so many in a row

Edge = tuple[str, str]
_Point = Hashable  # a node's name, or (edge, layer) where an edge crosses a layer


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels."""

    width: float = 190
    height: float = 52
    beside: float = 26
    between: float = 34
    pass_width: float = 24
    label_height: float = 17


@dataclass
class Route:
    """An edge as points (x, y) from its source's border to its target's, and the place of its label."""

    points: list[tuple[float, float]] = field(default_factory=list)
    label: tuple[float, float] = (0.0, 0.0)


@dataclass
class Layout:
    """`nodes` are the upper left corners."""

    width: float
    height: float
    nodes: dict[str, tuple[float, float]]
    routes: dict[Edge, Route]


def place(
    nodes: Sequence[str], edges: Sequence[Edge], labels: dict[Edge, tuple[float, int]], measures: Measures
) -> Layout:
    """The layout of a graph. `labels` holds for each edge the width and the number of lines of its label.

    Edges from or to a name that is no node, and loops, are left out.
    """
    known = set(nodes)
    drawn = [edge for edge in dict.fromkeys(edges) if set(edge) <= known and edge[0] != edge[1]]
    layer = _layers(nodes, drawn)
    rows, chains = _rows(nodes, drawn, layer)
    _order(rows, chains)
    x, width = _columns(rows, chains, measures, max((size for size, _ in labels.values()), default=0.0))
    return _Drawing(rows, chains, layer, x, width, labels, measures).layout()


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest path that leads to each node; an edge that closes a cycle does not count."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        after[source].append(target)
    state: dict[str, int] = {}
    ordered: list[str] = []
    forward: set[Edge] = set()
    for root in nodes:
        stack = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            node, left = stack[-1]
            following = next(left, None)
            if following is None:
                state[node] = 2
                ordered.append(node)
                stack.pop()
            else:
                if state.get(following) != 1:
                    forward.add((node, following))
                if following not in state:
                    state[following] = 1
                    stack.append((following, iter(after[following])))
    layer = dict.fromkeys(nodes, 0)
    for node in reversed(ordered):
        for target in after[node]:
            if (node, target) in forward:
                layer[target] = max(layer[target], layer[node] + 1)
    return _alone(nodes, edges, layer)


def _alone(nodes: Sequence[str], edges: Sequence[Edge], layer: dict[str, int]) -> dict[str, int]:
    """Nodes without an edge stand in rows of their own, below the others."""
    linked = {end for edge in edges for end in edge}
    lone = [node for node in nodes if node not in linked]
    first = max((layer[node] for node in linked), default=-1) + 1
    for number, node in enumerate(lone):
        layer[node] = first + number // MEMBERS_MAX
    return layer


def _rows(
    nodes: Sequence[str], edges: Sequence[Edge], layer: dict[str, int]
) -> tuple[list[list[_Point]], dict[Edge, list[_Point]]]:
    """The points of every layer, and for each edge the points it runs through, from source to target."""
    rows: list[list[_Point]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        rows[layer[node]].append(node)
    chains: dict[Edge, list[_Point]] = {}
    for edge in edges:
        top, bottom = sorted((layer[edge[0]], layer[edge[1]]))
        passed: list[_Point] = [(edge, level) for level in range(top + 1, bottom)]
        for level, point in enumerate(passed, top + 1):
            rows[level].append(point)
        downwards = layer[edge[0]] <= layer[edge[1]]
        chains[edge] = [edge[0], *(passed if downwards else reversed(passed)), edge[1]]
    return rows, chains


def _order(rows: list[list[_Point]], chains: dict[Edge, list[_Point]]) -> None:
    """Sort each layer by the mean place of its neighbours, downwards and upwards in turn."""
    near: dict[_Point, list[_Point]] = {}
    for chain in chains.values():
        for one, other in pairwise(chain):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for index in order:
            beside = rows[index - 1 if sweep % 2 == 0 else index + 1]
            at = {point: number / max(1, len(beside) - 1) for number, point in enumerate(beside)}
            here = {point: number / max(1, len(rows[index]) - 1) for number, point in enumerate(rows[index])}

            def mean(point: _Point, at: dict[_Point, float] = at, here: dict[_Point, float] = here) -> float:
                known = [at[other] for other in near.get(point, ()) if other in at]
                return sum(known) / len(known) if known else here[point]

            rows[index].sort(key=mean)


def _columns(
    rows: list[list[_Point]], chains: dict[Edge, list[_Point]], measures: Measures, label: float
) -> tuple[dict[_Point, float], float]:
    """The middle of every point, near those it is joined to, and the width of the whole."""

    def size(point: _Point) -> float:
        return measures.width if isinstance(point, str) else measures.pass_width

    near: dict[_Point, list[_Point]] = {}
    for chain in chains.values():
        for one, other in pairwise(chain):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    x: dict[_Point, float] = {}
    gaps: list[list[float]] = []
    for row in rows:
        at = 0.0
        offsets = []
        for point in row:
            offsets.append(at + size(point) / 2)
            at += size(point) + measures.beside
        gaps.append(offsets)
        x |= {point: offset - (at - measures.beside) / 2 for point, offset in zip(row, offsets, strict=True)}
    for _ in range(SWEEPS):
        for row, offsets in [*zip(rows, gaps, strict=True), *reversed([*zip(rows, gaps, strict=True)])]:
            wanted = []
            for point, offset in zip(row, offsets, strict=True):
                # A long edge shall be straight: its own points count more than nodes.
                beside = [
                    other for other in near.get(point, ()) for _ in range(1 if isinstance(other, str) else 3)
                ]
                wanted.append((sum(x[one] for one in beside) / len(beside) if beside else x[point]) - offset)
            x |= {
                point: moved + offset
                for point, moved, offset in zip(row, _ascending(wanted), offsets, strict=True)
            }
    left = min((x[point] - size(point) / 2 for point in x), default=0.0)
    right = max((x[point] + size(point) / 2 for point in x), default=0.0)
    width = max(right - left, label)
    shift = (width - (right - left)) / 2 - left
    return {point: middle + shift for point, middle in x.items()}, width


def _ascending(wanted: Sequence[float]) -> list[float]:
    """The ascending numbers nearest to those wanted, by least squares: neighbours in conflict share their mean."""
    blocks: list[tuple[float, int]] = []
    for number in wanted:
        blocks.append((number, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, count), (other, more) = blocks[-2:]
            blocks[-2:] = [((one * count + other * more) / (count + more), count + more)]
    return [mean for mean, count in blocks for _ in range(count)]


class _Drawing:
    def __init__(
        self,
        rows: list[list[_Point]],
        chains: dict[Edge, list[_Point]],
        layer: dict[str, int],
        x: dict[_Point, float],
        width: float,
        labels: dict[Edge, tuple[float, int]],
        measures: Measures,
    ) -> None:
        self.rows, self.chains, self.layer, self.x, self.width = rows, chains, layer, x, width
        self.labels, self.measures = labels, measures

    def layout(self) -> Layout:
        """Rows from top to bottom, with as much room between two as the labels there need."""
        tops: list[float] = []
        label_at: dict[Edge, tuple[float, float]] = {}
        top = 0.0
        for index in range(len(self.rows)):
            tops.append(top)
            bottom = top + self.measures.height
            placed, room = self._labels(index)
            for edge, (middle, down) in placed.items():
                label_at[edge] = (middle, bottom + self.measures.between / 2 + down)
            top = bottom + room
        height = tops[-1] + self.measures.height if tops else 0.0
        half = self.measures.width / 2
        nodes = {
            node: (self.x[node] - half, tops[index])
            for index, row in enumerate(self.rows)
            for node in row
            if isinstance(node, str)
        }
        routes = {edge: Route(self._points(edge, tops), label_at[edge]) for edge in self.chains}
        return Layout(self.width, height, nodes, routes)

    def _labels(self, index: int) -> tuple[dict[Edge, tuple[float, float]], float]:
        """Labels of the edges that start below a layer, none over another, and the room they take."""
        placed: dict[Edge, tuple[float, float]] = {}
        taken: list[tuple[float, float, float, float]] = []
        deepest = 0.0
        for edge, chain in self.chains.items():
            upper, lower = (chain[0], chain[1]) if self._down(edge) else (chain[-1], chain[-2])
            if self.layer[str(upper)] != index:
                continue
            wide, lines = self.labels.get(edge, (0.0, 1))
            high = lines * self.measures.label_height
            middle = (self.x[upper] + self.x[lower]) / 2
            middle = min(max(middle, wide / 2), max(self.width - wide / 2, wide / 2))
            down = 0.0
            while any(
                abs(middle - at) < (wide + other) / 2 + 6 and down < low and start < down + high
                for at, other, start, low in taken
            ):
                down += self.measures.label_height
            taken.append((middle, wide, down, down + high))
            placed[edge] = (middle, down + high / 2)
            deepest = max(deepest, down + high)
        return placed, self.measures.between + deepest

    def _down(self, edge: Edge) -> bool:
        return self.layer[edge[0]] <= self.layer[edge[1]]

    def _points(self, edge: Edge, tops: list[float]) -> list[tuple[float, float]]:
        chain = self.chains[edge]
        high = self.measures.height
        levels = [self.layer[p] if isinstance(p, str) else p[1] for p in chain]  # type: ignore[index]
        down = self._down(edge)
        aside = 0.0 if down else UPWARDS
        points = [(self.x[chain[0]] + aside, tops[levels[0]] + (high if down else 0.0))]
        for point, level in zip(chain[1:-1], levels[1:-1], strict=True):
            ends = (tops[level], tops[level] + high)
            points += [(self.x[point], y) for y in (ends if down else reversed(ends))]
        points.append((self.x[chain[-1]] + aside, tops[levels[-1]] + (0.0 if down else high)))
        return points
