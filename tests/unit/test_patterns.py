"""The pattern language: what matches, what is bound, what is put in."""

from __future__ import annotations

import ast

import pytest

from dataflow_debugger.agent.patterns import Match, PatternError, Source, compile, resolve, substitute

PROGRAM = """
import asyncio
from settings import URL

db = DataFlow(URL, echo=True)


async def post(message_id, body):
    return db.express.create("Message", {"id": message_id, "body": body})


async def count():
    total = await db.express.count("Message")
    return total


def build(items):
    wf = WorkflowBuilder()
    for seat, who in enumerate(items):
        wf.add_node("GuestCreateNode", "add", {"id": f"g{seat}", "who": who})
    return wf


runtime.execute(build(["a"]))
runtime.execute(build(["b"]).build(), parameters={"a": {"id": 1}})
"""


def texts(pattern: str, source: str = PROGRAM, **options: object) -> list[dict[str, str]]:
    return [match.texts() for match in compile(pattern).matches(source, **options)]  # type: ignore[arg-type]


def lines(pattern: str, source: str = PROGRAM, **options: object) -> list[int]:
    return [match.line for match in compile(pattern).matches(source, **options)]  # type: ignore[arg-type]


def test_metavariable_binds_source_text() -> None:
    assert texts("db.express.count($MODEL)") == [{"MODEL": '"Message"'}]


def test_metavariable_for_an_attribute() -> None:
    assert [found["OP"] for found in texts("db.express.$OP(...)")] == ["create", "count"]


def test_many_binds_the_rest() -> None:
    found = texts("$R.execute($WF, $$$REST)")
    assert [one["REST"] for one in found] == ["", 'parameters={"a": {"id": 1}}']


def test_a_call_without_dots_wants_exactly_these_arguments() -> None:
    assert len(texts("$R.execute($WF)")) == 1


def test_keywords_match_in_any_order() -> None:
    assert lines("f(b=$B, a=1)", "f(a=1, b=2)") == [1]
    assert lines("f(..., b=2)", "f(0, a=1, b=2)") == [1]
    assert lines("f(b=3, ...)", "f(0, a=1, b=2)") == []


def test_dict_items_match_in_any_order() -> None:
    source = 'x = {"b": 2, "a": 1, **more}'
    assert texts('{"a": $A, $$$REST}', source) == [{"A": "1", "REST": '"b": 2, **more'}]
    assert texts('{"a": $A}', source) == []
    assert lines('{"a": ..., ...}', source) == [1]


def test_list_items() -> None:
    assert texts("[$FIRST, ..., $LAST]", "x = [1, 2, 3]") == [{"FIRST": "1", "LAST": "3"}]


def test_same_name_twice_means_equal_source() -> None:
    assert lines("$X == $X", "a.b == a.b\na == b") == [1]


def test_anonymous_binds_nothing() -> None:
    assert texts("f($_, $_)", "f(1, 2)") == [{}]


def test_string_metavariable_matches_strings_only() -> None:
    assert texts('g("$NAME")', 'g("x")\ng(y)\ng(f"z{i}")') == [{"NAME": '"x"'}, {"NAME": 'f"z{i}"'}]


def test_operators_in_strings_are_no_metavariables() -> None:
    assert lines('{"$lte": $V}', 'x = {"$lte": 3}') == [1]


def test_constants_match_by_value_and_type() -> None:
    assert lines("f('a')", 'f("a")') == [1]
    assert lines("f(1)", "f(True)\nf(1)") == [2]


def test_await_counts() -> None:
    assert lines("await db.express.$OP(...)") == [13]
    assert lines("db.express.$OP(...)", awaited=False) == [9]
    assert lines("db.express.$OP(...)", awaited=True) == [13]
    assert lines("db.express.$OP(...)", not_inside="await $E") == [9]


def test_inside_binds_too() -> None:
    (match,) = compile('$WF.add_node($T, "$ID", ...)').matches(PROGRAM, inside="for $I in $ITEMS: ...")
    assert match.texts()["ITEMS"] == "enumerate(items)"
    assert match.texts()["I"] == "seat, who"


def test_inside_a_function_means_the_innermost_one() -> None:
    source = "async def outer():\n    def inner():\n        f()\n    f()\n"
    assert lines("f()", source, inside="async def $N(...): ...") == [4]
    assert lines("f()", source, not_inside="async def $N(...): ...") == [3]


def test_function_and_class_patterns() -> None:
    source = "@db.model\nclass User:\n    id: int\n\n@other\nclass No:\n    id: int\n"
    assert texts("@$DB.model\nclass $C: ...", source) == [{"DB": "db", "C": "User"}]
    assert texts("async def $F($$$P): ...")[0] == {"F": "post", "P": "message_id, body"}


def test_function_body() -> None:
    found = texts("async def $F(...):\n    return $X")
    assert [one["F"] for one in found] == ["post"]


def test_statements_in_sequence() -> None:
    (match,) = compile("$X = await $CALL\n...\nreturn $X").matches(PROGRAM)
    assert (match.line, match.end_line) == (13, 14)


def test_assignment_pattern_matches_an_annotated_one() -> None:
    assert texts("$N = f()", "x: int = f()") == [{"N": "x"}]
    assert texts("$N: $T = $V", "x: int = 3\ny = 3") == [{"N": "x", "T": "int", "V": "3"}]


def test_where_takes_a_regex_or_its_opposite() -> None:
    assert lines("$R.execute($WF, ...)", where={"WF": r"\.build\(\)$"}) == [25]
    assert lines("$R.execute($WF, ...)", where={"WF": {"not": r"\.build\(\)$"}}) == [24]


def test_where_follows_names_into_other_files() -> None:
    settings = Source('URL = f"sqlite:///{NAME}"\n', "app/settings.py")
    options = {"where": {"U": {"regex": "sqlite:///", "follow": True}}}
    assert lines("DataFlow($U, ...)", **options) == []
    assert lines("DataFlow($U, ...)", **options, sources={"settings": settings}) == [5]


def test_not_excludes_the_place_itself() -> None:
    assert lines("f($X)", "f(1)\nf(2)", not_="f(2)") == [1]


def test_a_source_that_does_not_parse_gives_nothing() -> None:
    assert compile("f()").matches("f(") == []


def test_a_tree_can_be_searched() -> None:
    assert len(compile("f($X)").matches(ast.parse("f(1)\ng(f(2))"))) == 2


@pytest.mark.parametrize("text", ["", "f(", "$X $Y"])
def test_bad_pattern_is_refused(text: str) -> None:
    with pytest.raises(PatternError, match="is not a Python pattern"):
        compile(text)


def _only(pattern: str, source: str) -> Match:
    (match,) = compile(pattern).matches(source)
    return match


def test_substitute_keeps_what_was_written() -> None:
    match = _only("$DB.express.create($$$ARGS)", "x = db.express.create('M',  {'a': 1})")
    assert substitute("await $DB.express.create($$$ARGS)", match) == "await db.express.create('M', {'a': 1})"


def test_substitute_drops_the_comma_of_nothing() -> None:
    match = _only("run($WF, $$$REST)", "run(wf)")
    assert substitute("run($WF.build(), $$$REST)", match) == "run(wf.build())"


def test_substitute_refuses_what_is_not_bound() -> None:
    with pytest.raises(KeyError):
        substitute("$NOT_THERE", _only("f($X)", "f(1)"))


def test_substitute_leaves_operators_alone() -> None:
    assert substitute('{"$lte": $X}', _only("f($X)", "f(1)")) == '{"$lte": 1}'


def test_span_counts_characters_not_bytes() -> None:
    match = _only("f($X)", "g('äöü'); f('é')\n")
    assert match.text == "f('é')"
    assert match.source.text[slice(*match.span)] == "f('é')"


def test_windows_line_ends() -> None:
    match = _only("f($X)", "a = 1\r\nb = 2\r\nf(3)\r\n")
    assert match.text == "f(3)"


def _resolved(text: str, name: str, calls: bool = False, **others: str) -> str:
    source = Source(text, "app.py")
    sources = {"app.py": source, **{f"{k}.py": Source(v, f"{k}.py") for k, v in others.items()}}
    uses = [n for n in source.nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "use"]
    node = uses[0].args[0]
    found, where = resolve(node, source, sources, calls=calls)
    return f"{where.file}: {where.segment(found)}"


def test_resolve_follows_assignments_before_the_use() -> None:
    assert _resolved("x = 1\nx = 2\nuse(x)\nx = 3\n", "x") == "app.py: 2"


def test_resolve_prefers_the_function() -> None:
    assert _resolved("x = 1\ndef f():\n    x = 2\n    use(x)\n", "x") == "app.py: 2"


def test_resolve_stops_at_a_parameter() -> None:
    assert _resolved("x = 1\ndef f(x):\n    use(x)\n", "x") == "app.py: x"


def test_resolve_follows_imports_and_modules() -> None:
    assert (
        _resolved("from settings import URL\nuse(URL)\n", "URL", settings="URL = 'a'\n") == "settings.py: 'a'"
    )
    assert (
        _resolved("import settings\nuse(settings.URL)\n", "URL", settings="URL = 'a'\n") == "settings.py: 'a'"
    )


def test_resolve_follows_a_call_to_its_only_return() -> None:
    text = "from settings import url\nuse(url())\n"
    assert _resolved(text, "url", calls=True, settings="def url():\n    return 'a'\n") == "settings.py: 'a'"


def test_resolve_unpacks_tuples() -> None:
    assert _resolved("a, b = 1, 2\nuse(b)\n", "b") == "app.py: 2"


def test_resolve_ends_on_a_circle() -> None:
    assert _resolved("a = b\nb = a\nuse(a)\n", "a").startswith("app.py: ")
