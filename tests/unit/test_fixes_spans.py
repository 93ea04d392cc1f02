"""Positions and splices of a source text."""

import ast
import sys

import pytest

from dataflow_debugger.agent.fixes import NoEdit, brackets, fstrings
from dataflow_debugger.agent.fixes.expressions import replace
from dataflow_debugger.agent.fixes.spans import Source, Splice, splice

FSTRINGS = '''\
é = 1
x = f"ä{ a['b'] } {{}} {c!r:>{w}} {f'{d}'}" "plain" f"{e = }"
y = f"""
 {g(1,
   2)} {h}
"""
z = f"{a == b} {i}" f'{"}"}{j.k}'
n = f"{m:{p.q}.{r[0]}} {f'u{s(t)!r:<{v}}' f'{o}' if f'{ab}' else cd!s:>{ef}} {op:{{}}}"
k = f"""
{f"inner: {gh.ij(kl, mn=2)}" if kl else 'none'}
"""
'''


def expressions(source: Source) -> list[ast.expr]:
    kinds = (ast.Name, ast.Call, ast.Subscript, ast.Compare, ast.Attribute)
    return [node for node in source.nodes if isinstance(node, kinds) and isinstance(node, ast.expr)]


def test_every_expression_is_where_its_text_is_also_inside_f_strings():
    source = Source(FSTRINGS)
    names = set()
    for node in expressions(source):
        text = source.segment(node)
        parsed = ast.dump(ast.parse(f"({text})", mode="eval").body)
        assert parsed == ast.dump(node).replace("Store", "Load"), text
        names.add(text)
    assert {"a['b']", "c", "d", "e", "h", "a == b", "j.k"} <= names
    assert {"w", "p.q", "r[0]", "s(t)", "v", "o", "ab", "cd", "ef", "gh.ij(kl, mn=2)"} <= names


@pytest.mark.skipif(fstrings.EXACT, reason="Python tells the places itself")
def test_nothing_is_put_where_the_place_in_an_f_string_is_not_told(monkeypatch):
    monkeypatch.setattr(fstrings, "fields_of", lambda source, node: [])
    source = Source('x = f"{a}" + b\n')
    inside, beside = (node for node in source.nodes if isinstance(node, ast.Name) and node.id in "ab")
    assert source.segment(inside) == "a"
    assert replace(source, beside, "c").text == "c"
    with pytest.raises(NoEdit):
        replace(source, inside, "c")


def test_offsets_count_characters_where_ast_counts_bytes():
    source = Source("ä = 'ö'; name = ü\r\nb = 2\r\n")
    assert [source.segment(node) for node in source.nodes if isinstance(node, ast.Name)] == [
        "ä", "name", "ü", "b",
    ]  # fmt: skip


def test_lines_end_where_the_tokenizer_ends_them():
    source = Source("a = 1\n\x0cb = 2\r\nc = 3")
    assert [source.text[source.line_start(n) : source.line_end(n)] for n in (1, 2, 3)] == [
        "a = 1\n", "\x0cb = 2\r\n", "c = 3",
    ]  # fmt: skip


def test_splices_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        splice("abcdef", [Splice(0, 3, "x"), Splice(2, 4, "y")])


def test_splices_are_done_in_order_of_their_place():
    assert splice("abcdef", [Splice(4, 5, "E"), Splice(0, 1, "A"), Splice(2, 2, "-")]) == "Ab-cdEf"


def test_the_outer_span_holds_the_parentheses_of_the_expression_only():
    source = Source("f((a + b), ((c)))\n")
    call = source.tree.body[0].value
    assert [source.text[slice(*source.outer_span(arg))] for arg in call.args] == ["(a + b)", "((c))"]
    assert source.outer_span(call) == source.span(call)


def test_the_scope_of_a_default_is_around_the_function():
    source = Source("x = 1\ndef f(a=x):\n    return x\n")
    uses = [node for node in source.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    assert [type(source.scope_of(node)).__name__ for node in uses] == ["Module", "FunctionDef"]


@pytest.mark.parametrize(
    ("text", "index", "result"),
    [
        ("f({'a': 1, 'b': 2, 'c': 3})", 0, "f({'b': 2, 'c': 3})"),
        ("f({'a': 1, 'b': 2, 'c': 3})", 1, "f({'a': 1, 'c': 3})"),
        ("f({'a': 1, 'b': 2, 'c': 3})", 2, "f({'a': 1, 'b': 2})"),
        ("f({'a': 1, 'b': 2, })", 1, "f({'a': 1, })"),
        ("f({ 'a': 1 })", 0, "f({})"),
        ("f({\n  'a': 1,  # one\n  'b': 2,  # two\n})", 1, "f({\n  'a': 1,  # one\n})"),
        ("f({\n  'a': 1,  # one\n  'b': 2})", 1, "f({\n  'a': 1,  # one\n  })"),
        ("f({'a': 1,\n   'b': 2,\n   'c': 3})", 1, "f({'a': 1,\n   'c': 3})"),
        ("f({'a': (1), 'b': [2, 3]})", 0, "f({'b': [2, 3]})"),
        ("f({'a': lambda x, y=lambda z, w: 0: x, 'b': 2})", 1, "f({'a': lambda x, y=lambda z, w: 0: x})"),
        ("f({'a': lambda: {1: 2}, 'b': 2})", 0, "f({'b': 2})"),
    ],
)
def test_removing_an_element_keeps_the_others_and_their_comments(text, index, result):
    source = Source(text)
    display = source.tree.body[0].value.args[0]
    assert splice(text, brackets.remove(source, display, index)) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("f({})", "f({'z': 0})"),
        ("f({'a': 1})", "f({'a': 1, 'z': 0})"),
        ("f({'a': 1,})", "f({'a': 1, 'z': 0})"),
        ("f({\n    'a': 1,  # one\n})", "f({\n    'a': 1,  # one\n    'z': 0,\n})"),
        ("f({\n    'a': 1  # one\n})", "f({\n    'a': 1,  # one\n    'z': 0\n})"),
        ("f({\n\t'a': 1})", "f({\n\t'a': 1,\n\t'z': 0})"),
    ],
)
def test_adding_an_element_follows_the_layout(text, result):
    source = Source(text)
    display = source.tree.body[0].value.args[0]
    assert splice(text, brackets.add(source, display, "'z': 0")) == result


@pytest.mark.parametrize(
    ("text", "like", "result"),
    [
        ("a", '"x"', '"a"'),
        ("a", "'x'", "'a'"),
        ('say "a"', '"x"', "'say \"a\"'"),
        ("it's", "'x'", '"it\'s"'),
        ("a\nb\\", '"', '"a\\nb\\\\"'),
    ],
)
def test_strings_are_written_in_the_quotes_of_their_neighbour(text, like, result):
    assert brackets.quoted(text, like) == result
    assert ast.literal_eval(result) == text


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12 an f-string cannot hold its own quotes")
def test_quotes_inside_fields():
    source = Source('x = f"{a["b"]}"\n')
    assert source.quote_around(source.text.index("a[")) == '"'
