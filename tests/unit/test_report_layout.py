"""The layout of a workflow's picture: nothing overlaps, edges go from source to target."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dataflow_debugger.agent.report import layout

NAMES = [f"n{number}" for number in range(12)]
M = layout.Measures()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.sampled_from([*NAMES, "ghost"]), st.sampled_from(NAMES)), max_size=25),
)
def test_no_node_lies_on_another_and_every_edge_ends_at_its_nodes(
    count: int, edges: list[layout.Edge]
) -> None:
    nodes = NAMES[:count]
    placed = layout.place(nodes, edges, dict.fromkeys(edges, (80.0, 1)), M)
    assert set(placed.nodes) == set(nodes)
    for (x1, y1), (x2, y2) in combinations(placed.nodes.values(), 2):
        assert abs(x1 - x2) >= M.width or abs(y1 - y2) >= M.height
    for x, y in placed.nodes.values():
        assert -0.01 <= x <= placed.width - M.width + 0.01 and 0 <= y <= placed.height - M.height
    for (source, target), route in placed.routes.items():
        for name, (x, y) in ((source, route.points[0]), (target, route.points[-1])):
            left, top = placed.nodes[name]
            assert left <= x <= left + M.width and y in (top, top + M.height)


def test_a_chain_stands_one_below_the_other_and_a_way_back_does_not_hide_it() -> None:
    placed = layout.place(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")], {}, M)
    tops = [placed.nodes[name][1] for name in "abc"]
    assert tops == sorted(tops) and len(set(tops)) == 3
    assert set(placed.routes) == {("a", "b"), ("b", "c"), ("c", "a")}
