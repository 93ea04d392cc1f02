"""Adding and removing elements between brackets as a person would, with the commas, lines and comments."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.spans import Bracket, Source, Splice

Bracketed = ast.Dict | ast.Call | ast.List | ast.Set | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def remove(source: Source, node: Bracketed, index: int) -> list[Splice]:
    """Take out the element at an index, with its comma and, when it stands alone on its lines, the lines."""
    bracket = source.bracket(node)
    item, text = bracket.items[index], source.text
    end = item.comma + 1 if item.comma is not None else item.end
    first, last = source.line_of(item.start), source.line_of(end - 1)
    before = text[source.line_start(first) : item.start]
    after = text[end : source.line_end(last)]
    if not before.strip() and _nothing(after) and after != "":
        return [Splice(source.line_start(first), source.line_end(last), "")]
    if len(bracket.items) == 1:
        inside = text[bracket.open + 1 : item.start] + text[end : bracket.close]
        if not inside.strip():
            return [Splice(bracket.open + 1, bracket.close, "")]
        return [Splice(item.start, end, "")]
    if index + 1 < len(bracket.items):
        following = bracket.items[index + 1].start
        if "\n" not in text[end:following]:
            return [Splice(item.start, following, "")]
        if index and not text[_comma(bracket, index - 1) : item.start].strip():
            return [Splice(_comma(bracket, index - 1), end, "")]
        return [Splice(item.start, end, "")]
    previous = bracket.items[index - 1]
    between = text[_comma(bracket, index - 1) : item.start]
    if between.strip():
        # A comment of the element before stands here: leave it and the comma.
        return [Splice(item.start, end, "")]
    return [Splice(previous.end if item.comma is None else _comma(bracket, index - 1), end, "")]


def _comma(bracket: Bracket, index: int) -> int:
    """Offset just after the comma of an element."""
    item = bracket.items[index]
    return item.comma + 1 if item.comma is not None else item.end


def _nothing(rest: str) -> bool:
    """Whether only blanks or a comment stand there."""
    return not rest.strip() or rest.lstrip().startswith("#")


def add(source: Source, node: Bracketed, new: str) -> list[Splice]:
    """Put an element after the last one, on its own line where the others stand on their own lines."""
    bracket, text = source.bracket(node), source.text
    if not bracket.items:
        return [Splice(bracket.open + 1, bracket.open + 1, new)]
    if isinstance(node, ast.Call) and _lone_generator(node):
        raise NoEdit("a generator is the only argument of the call")
    last = bracket.items[-1]
    end = last.comma + 1 if last.comma is not None else last.end
    line = source.line_of(last.start)
    if text[source.line_start(line) : last.start].strip():
        lead = " " if last.comma is not None else ", "
        return [Splice(end, end, lead + new)]
    rest_end = source.line_end(source.line_of(end - 1))
    own_line = "\n" + source.indent(line) + new
    if _nothing(text[end:rest_end]) and text[end:rest_end].endswith(("\n", "\r")):
        at = end + len(text[end:rest_end].rstrip("\r\n"))
        if last.comma is not None:
            return [Splice(at, at, own_line + ",")]
        return [Splice(end, end, ","), Splice(at, at, own_line)]
    return [Splice(end, end, own_line if last.comma is not None else "," + own_line)]


def _lone_generator(node: ast.Call) -> bool:
    return len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp) and not node.keywords


def prepend(source: Source, node: Bracketed, new: str) -> list[Splice]:
    """Put an element before the first one."""
    bracket = source.bracket(node)
    if not bracket.items:
        return [Splice(bracket.open + 1, bracket.open + 1, new)]
    start = bracket.items[0].start
    line = source.line_of(start)
    if source.text[source.line_start(line) : start].strip():
        return [Splice(start, start, new + ", ")]
    return [Splice(start, start, f"{new},\n{source.indent(line)}")]


def argument_index(source: Source, call: ast.Call, node: ast.AST) -> int:
    """Which element of the call's brackets an argument or keyword is."""
    start, end = source.span(node.value if isinstance(node, (ast.keyword, ast.Starred)) else node)
    for index, item in enumerate(source.bracket(call).items):
        if item.start <= start and end <= item.end:
            return index
    raise NoEdit("the argument is not in the call")


def quoted(text: str, like: str = '"') -> str:
    """A string literal, with the quotes of `like` where the text allows it."""
    quote = "'" if like.lstrip("rbfuRBFU").startswith("'") else '"'
    other = '"' if quote == "'" else "'"
    if quote in text and other not in text:
        quote = other
    body = text.replace("\\", "\\\\").replace(quote, "\\" + quote)
    body = body.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return quote + body + quote


def usual_quote(source: Source) -> str:
    """The quote character this file uses more."""
    single = len(re.findall(r"'[^'\"\n]*'", source.text))
    double = len(re.findall(r'"[^\'"\n]*"', source.text))
    return "'" if single > double else '"'
