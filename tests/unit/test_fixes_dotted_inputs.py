"""The edit of connections that end inside a parameter of a node."""

from edit_samples import app, untouched

FOUND = {"node": "rows", "node_type": "RowListNode", "input": "filter.owner"}
NODE = 'wf.add_node("RowListNode", "rows", {})\n'


def test_a_node_between_makes_the_filter():
    text = NODE + 'wf.add_connection("a", "id", "rows", "filter.owner")\n'
    result = app(text, "whole_input_between", FOUND)
    assert 'wf.add_node("PythonCodeNode", "rows_filter", {"code": "result = {\'owner\': owner}"})\n' in result
    assert 'wf.add_connection("a", "id", "rows_filter", "owner")\n' in result
    assert 'wf.add_connection("rows_filter", "result", "rows", "filter")\n' in result


def test_what_the_node_has_is_kept():
    text = 'wf.add_node("RowListNode", "rows", {"filter": {"state": "open", "day": {"$lt": 9}}})\n'
    text += 'wf.add_connection("a", "first", "rows", "filter.day.$gte")\n'
    result = app(text, "whole_input_between", {**FOUND, "input": "filter.day.$gte"})
    assert "{'state': 'open', 'day': {'$lt': 9, '$gte': day}}" in result
    assert 'wf.add_node("RowListNode", "rows", {})\n' in result


def test_calls_of_a_helper_and_keywords_are_connections_too():
    text = (
        "def link(flow, *ends):\n    flow.add_connection(*ends)\n\n"
        + NODE
        + 'link(wf, "a", "id", "rows", "filter.owner")\n'
        + 'wf.add_connection(from_node="b", from_output="id", to_node="rows", to_input="filter.id")\n'
    )
    result = app(text, "whole_input_between", FOUND)
    assert 'link(wf, "a", "id", "rows_filter", "owner")\n' in result
    assert 'from_node="b", from_output="id", to_node="rows_filter", to_input="id_value")\n' in result
    assert 'from_node="rows_filter", from_output="result", to_node="rows", to_input="filter")\n' in result
    assert "{'owner': owner, 'id': id_value}" in result


def test_a_filter_out_of_reach_is_left_alone():
    text = 'def config():\n    return {"filter": {"state": "open"}}\n\n'
    text += 'wf.add_node("RowListNode", "rows", config())\n'
    text += 'wf.add_connection("a", "id", "rows", "filter.owner")\n'
    assert untouched(text, "whole_input_between", FOUND)
