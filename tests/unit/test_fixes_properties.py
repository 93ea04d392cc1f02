"""What holds for every edit: it parses, changes nothing but its target, keeps comments, and does its work once.

Over generated programs, and over files of the packages that are installed here.
"""

from __future__ import annotations

import ast
import contextlib
import io
import random
import re
import sysconfig
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from edit_samples import fix_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dataflow_debugger.agent.fixes import NoEdit, brackets, expressions
from dataflow_debugger.agent.fixes.build import patches
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, splice

FILES = 220
SIZE = 25_000
names = st.sampled_from(["id", "title", "größe", "price", "tags", "x_1"])
values = st.sampled_from(
    ["1", "'a'", '"b"', "[1, 2]", "{'z': 1}", "f(x, y=2)", "(1,)", "lambda a: a", "f'{a}{b!r}'", "-1"]
)
comments = st.sampled_from(["", "", "  # wörter", "  # a, b: {"])


@st.composite
def displays(draw: st.DrawFn, key: str) -> str:
    """A dict display that holds the key once, in some layout."""
    others = draw(st.lists(names, max_size=3, unique=True))
    keys = draw(st.permutations([key, *others]))
    quote = draw(st.sampled_from("'\""))
    items = [f"{quote}{name}{quote}: {draw(values)}" for name in keys]
    layout = draw(st.sampled_from(["line", "lines", "hanging"]))
    if layout == "line":
        return "{" + ", ".join(items) + draw(st.sampled_from(["", ",", ", "])) + "}"
    rows = [f"    {item},{draw(comments)}" for item in items]
    if layout == "lines":
        return "{\n" + "\n".join(rows) + "\n}"
    return "{" + ",\n    ".join(items) + "}"


@st.composite
def programs(draw: st.DrawFn, call: str, key: str = "nam") -> str:
    """A program with the call, whose `%s` is a dict display, among other code."""
    noise = st.sampled_from(
        [
            "",
            "# nam\n",
            "other = {'nam': 1}\n",
            "print('nam', {\"nam\": 2})\n",
            "def f(nam=1):\n    return nam\n",
            "ä = 'ö'\n",
        ]
    )
    display = draw(displays(key))
    if draw(st.booleans()):
        body = f"row = {display}\n{draw(noise)}{call % 'row'}\n"
    else:
        body = f"{call % display}{draw(comments)}\n"
    text = draw(noise) + body + draw(noise)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text


def comments_of(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def after(text: str, edit: str, found: dict[str, object], **with_: object) -> str | None:
    made = patches(fix_of(edit, **with_), found, Project.from_texts({"app.py": text}))
    return made[0].changes[0].after if made else None


CREATE = 'db.express_sync.create("User", %s)'


@settings(max_examples=120, deadline=None)
@given(programs(CREATE))
def test_renaming_a_key_changes_that_key_only(text):
    found = {"model": "User"}
    result = after(text, "rename_key", found, key="nam", to="name")
    assert result is not None
    changed = [(a, b) for a, b in zip(text.split("\n"), result.split("\n"), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] in (
        changed[0][0].replace("'nam'", "'name'", 1),
        changed[0][0].replace('"nam"', '"name"', 1),
    )
    assert comments_of(result) == comments_of(text)
    assert result.count("\r\n") == text.count("\r\n")
    assert after(result, "rename_key", found, key="nam", to="name") is None


@settings(max_examples=120, deadline=None)
@given(programs(CREATE))
def test_removing_a_key_leaves_the_others(text):
    found = {"model": "User"}
    result = after(text, "remove_key", found, key="nam")
    assert result is not None
    kept = [ast.dump(pair) for pair in target(text) if pair.elts[0].value != "nam"]
    assert [ast.dump(pair) for pair in target(result)] == kept
    lost = len(comments_of(text)) - len(comments_of(result))
    assert lost <= 1, "only a comment on the line that went may go"
    assert after(result, "remove_key", found, key="nam") is None


def target(text: str) -> list[ast.Tuple]:
    """The items of the dictionary that the call gets."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            before = text.split("\n")[node.lineno - 1][: node.col_offset]
            if before.startswith(("row = ", "db.express_sync")):
                return pairs(node)
    raise AssertionError("the program has no such dictionary")


def pairs(node: ast.Dict) -> list[ast.Tuple]:
    return [ast.Tuple([k, v], ast.Load()) for k, v in zip(node.keys, node.values, strict=True)]


@settings(max_examples=120, deadline=None)
@given(programs('wf.add_node("UserListNode", "all", %s)'))
def test_adding_a_key_keeps_all_that_is_there(text):
    found = {"node": "all"}
    result = after(text, "add_key", found, key="limit", value="100")
    assert result is not None
    assert comments_of(result) == comments_of(text)
    before = {ast.dump(p) for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Dict) for p in pairs(n)}
    now = {ast.dump(p) for n in ast.walk(ast.parse(result)) if isinstance(n, ast.Dict) for p in pairs(n)}
    limit = ast.parse("{'limit': 100}", mode="eval").body
    assert now - before == {ast.dump(pairs(limit)[0])}
    assert before <= now
    assert after(result, "add_key", found, key="limit", value="100") is None


@settings(max_examples=80, deadline=None)
@given(programs('db.express_sync.list("Wine", %s)', key="price__lte"))
def test_a_filter_is_changed_once(text):
    result = after(text, "filter_operator", {"model": "Wine"})
    assert result is not None and "price__lte" not in result and "$lte" in result
    # A condition that joins another one on its field gives up its own line.
    assert comments_of(result) == comments_of(text) or "price'" in text or 'price"' in text
    assert after(result, "filter_operator", {"model": "Wine"}) is None


def installed() -> list[Path]:
    """Real files to try edits on: some of every package, the same ones each time."""
    root = Path(sysconfig.get_paths()["purelib"])
    found = sorted(
        path
        for path in root.rglob("*.py")
        if 200 < path.stat().st_size < SIZE and path.is_file() and sound(path)
    )
    random.Random(20).shuffle(found)
    return found[:FILES]


def sound(path: Path) -> bool:
    return "/test" not in str(path) and "lib2to3" not in str(path)


@pytest.fixture(scope="module")
def sources() -> list[tuple[Path, Source]]:
    found = []
    for path in installed():
        try:
            found.append((path, Source(path.read_bytes().decode("utf-8"))))
        except (SyntaxError, ValueError):
            continue
    assert len(found) >= 200
    return found


def some(items: list[ast.AST], count: int, seed: str) -> list[ast.AST]:
    return random.Random(seed).sample(items, min(count, len(items)))


def parsed(text: str) -> str:
    return ast.dump(ast.parse(text))


def test_every_expression_of_real_files_is_where_its_text_is(sources):
    kinds = (ast.Call, ast.Attribute, ast.Subscript, ast.BinOp, ast.Dict, ast.Compare)
    for path, source in sources:
        for node in some([n for n in source.nodes if isinstance(n, kinds)], 25, str(path)):
            text = source.segment(node)
            again = ast.parse(f"({text}\n)", mode="eval").body
            assert loaded(again) == loaded(node), path


def loaded(node: ast.AST) -> str:
    """The tree without the difference between reading and assigning."""
    return re.sub(r"Store\(\)|Del\(\)", "Load()", ast.dump(node))


def test_an_element_is_taken_out_of_real_displays_and_calls(sources):
    for path, source in sources:
        displays = [n for n in source.nodes if isinstance(n, ast.Dict) and n.keys]
        for node in some(displays, 2, str(path)):
            index = len(node.keys) // 2
            try:
                result = splice(source.text, brackets.remove(source, node, index))
            except NoEdit:
                continue
            key, value = node.keys.pop(index), node.values.pop(index)
            wanted = ast.dump(source.tree)
            node.keys.insert(index, key)
            node.values.insert(index, value)
            assert parsed(result) == wanted, path


def test_an_element_is_added_to_real_displays(sources):
    extra = ast.parse("{'added': 0}", mode="eval").body
    for path, source in sources:
        displays = [n for n in source.nodes if isinstance(n, ast.Dict)]
        for node in some(displays, 1, str(path)):
            try:
                result = splice(source.text, brackets.add(source, node, "'added': 0"))
            except NoEdit:
                continue
            node.keys.append(extra.keys[0])
            node.values.append(extra.values[0])
            wanted = ast.dump(source.tree)
            node.keys.pop()
            node.values.pop()
            assert parsed(result) == wanted, path
            assert comments_of(result) == comments_of(source.text), path


def test_a_statement_is_taken_out_of_real_files(sources):
    for path, source in sources:
        simple = [n for n in source.nodes if isinstance(n, (ast.Expr, ast.Assign, ast.Assert))]
        for node in some(simple, 3, str(path)):
            block = source.block(node)
            result = splice(source.text, deleted(source, node))
            index = block.index(node)
            replacement = [] if len(block) > 1 or block is source.tree.body else [ast.Pass()]
            block[index : index + 1] = replacement
            wanted = ast.dump(source.tree)
            block[index : index + len(replacement)] = [node]
            assert parsed(result) == wanted, path


def test_an_expression_keeps_its_place_among_operators(sources):
    """A looser expression in the place of a name gives the same tree with that one node replaced."""
    looser = ast.parse("a or b", mode="eval").body
    for path, source in sources:
        found = [n for n in source.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
        for node in some(found, 3, str(path)):
            parent = source.parent(node)
            in_pattern = any(isinstance(around, ast.pattern) for around in source.ancestors(node))
            if isinstance(parent, (ast.BoolOp, ast.FormattedValue)) or in_pattern or shown(source, node):
                continue
            result = splice(source.text, [expressions.replace(source, node, "a or b")])
            with swapped(parent, node, looser):
                assert parsed(result) == ast.dump(source.tree), path


def shown(source: Source, node: ast.AST) -> bool:
    """Whether an f-string shows the text of the expression too: `{size=}`."""
    fields = [around for around in source.ancestors(node) if isinstance(around, ast.FormattedValue)]
    return any(re.search(r"=\s*([!:][^{}]*)?}$", source.segment(field)) for field in fields)


@contextlib.contextmanager
def swapped(parent: ast.AST, node: ast.AST, other: ast.AST) -> Iterator[None]:
    """The tree with one node exchanged for another."""
    for name, value in ast.iter_fields(parent):
        if value is node:
            setattr(parent, name, other)
            yield
            setattr(parent, name, node)
            return
        if isinstance(value, list) and node in value:
            index = value.index(node)
            value[index] = other
            yield
            value[index] = node
            return
    raise AssertionError("the node is not in its parent")


def test_edits_by_name_change_real_files_once_and_only_there(sources):
    for path, source in sources:
        for edit, with_ in (
            ("rewrite", {"pattern": "len($X)", "to": "size_of($X)", "everywhere": True}),
            ("add_keyword", {"call": "open", "name": "added", "value": "0", "everywhere": True}),
            ("rename_keyword", {"call": "*", "name": "default", "to": "fallback", "everywhere": True}),
            ("remove_keyword", {"call": "*", "name": "default", "everywhere": True}),
        ):
            result = after(source.text, edit, {}, **with_)
            if result is None:
                continue
            ast.parse(result)
            if edit != "remove_keyword":
                assert comments_of(result) == comments_of(source.text), path
            if edit == "rewrite" and "size_of" not in source.text:
                assert parsed(result.replace("size_of(", "len(")) == ast.dump(source.tree), path
            if edit != "rewrite":
                assert after(result, edit, {}, **with_) is None, path
