"""Orders in SQL (`"price DESC"`) that a program puts together from parts."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import brackets
from dataflow_debugger.agent.fixes.expressions import operand
from dataflow_debugger.agent.fixes.spans import Source

Piece = str | ast.expr


def signed_name(source: Source, node: ast.expr) -> str | None:
    """An expression for the name with `-` before it where the direction is descending.

    Of `f"{field} {way}"`, `field + " DESC"`, `"%s %s" % (field, way)`, `" ".join((field, way))` and the like;
    None for an expression that has no direction in it.
    """
    pieces = _pieces(node)
    found = _parted(pieces) if pieces else None
    if found is None:
        return None
    name, way = found
    quote = brackets.usual_quote(source)
    if isinstance(way, str):
        down = way.lower().startswith("desc")
        if down or not (len(name) == 1 and isinstance(name[0], ast.Name)):
            return _fstring(["-", *name] if down else name, quote)
        return ast.unparse(name[0])
    plain = len(name) == 1 and isinstance(name[0], ast.expr)
    rest = operand(ast.unparse(name[0])) if plain and isinstance(name[0], ast.expr) else _fstring(name, quote)
    minus, none = (brackets.quoted(text, quote) for text in ("-", ""))
    return f"({minus} if {_downwards(way, quote)} else {none}) + {rest}"


def _downwards(way: ast.expr, quote: str) -> str:
    """The condition under which the direction is descending."""
    if isinstance(way, ast.IfExp) and all(isinstance(one, ast.Constant) for one in (way.body, way.orelse)):
        down = [str(getattr(one, "value", "")).strip().lower() == "desc" for one in (way.body, way.orelse)]
        test = ast.unparse(way.test)
        return test if down[0] else f"not {operand(test)}"
    text = way.func.value if _changes_case(way) and isinstance(way, ast.Call) else way  # type: ignore[attr-defined]
    return f"{operand(ast.unparse(text))}.upper() == {brackets.quoted('DESC', quote)}"


def _changes_case(node: ast.expr) -> bool:
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args
    return call and node.func.attr in ("upper", "lower")  # type: ignore[attr-defined]


def _pieces(node: ast.expr) -> list[Piece] | None:
    """The texts and expressions that are put one behind the other."""
    if isinstance(node, ast.JoinedStr):
        parts = [
            p.value if isinstance(p, ast.FormattedValue) and p.conversion < 0 else p for p in node.values
        ]
        plain = all(getattr(part, "format_spec", None) is None for part in node.values)
        return [_text(part) for part in parts] if plain else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _pieces(node.left) or [_text(node.left)], _pieces(node.right) or [_text(node.right)]
        return [*left, *right]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
        given = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        return _filled(node.left.value, "%s", given)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.keywords:
        owner = node.func.value.value if isinstance(node.func.value, ast.Constant) else None
        if node.func.attr == "format":
            return _filled(owner, "{}", node.args)
        listed = node.args[0] if len(node.args) == 1 else None
        if node.func.attr == "join" and isinstance(owner, str) and isinstance(listed, (ast.List, ast.Tuple)):
            return [piece for item in listed.elts for piece in (owner, _text(item))][1:]
    return None


def _text(node: ast.expr) -> Piece:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else node


def _filled(template: object, mark: str, given: list[ast.expr]) -> list[Piece] | None:
    """A template with what stands at its marks."""
    texts = template.split(mark) if isinstance(template, str) else []
    if len(texts) != len(given) + 1:
        return None
    return [
        piece for pair in zip(texts, [*map(_text, given), ""], strict=True) for piece in pair if piece != ""
    ]


def _parted(pieces: list[Piece]) -> tuple[list[Piece], Piece] | None:
    """The name before the one blank, and the direction behind it."""
    place = next((i for i, piece in enumerate(pieces) if isinstance(piece, str) and " " in piece), None)
    if place is None or any(isinstance(piece, str) and "," in piece for piece in pieces):
        return None
    text = pieces[place]
    assert isinstance(text, str)
    head, _, tail = text.partition(" ")
    name = [piece for piece in (*pieces[:place], head) if piece != ""]
    way = [piece for piece in (tail.strip(), *pieces[place + 1 :]) if piece != ""]
    if not name or len(way) != 1 or (isinstance(way[0], str) and way[0].lower() not in ("asc", "desc")):
        return None
    return name, way[0]


def _fstring(pieces: list[Piece], quote: str) -> str:
    """The pieces as one text."""
    inside = [piece if isinstance(piece, str) else f"{{{ast.unparse(piece)}}}" for piece in pieces]
    text = "".join(inside)
    if all(isinstance(piece, str) for piece in pieces):
        return brackets.quoted(text, quote)
    if "'" in text or '"' in text:
        parts = [brackets.quoted(p, quote) if isinstance(p, str) else operand(ast.unparse(p)) for p in pieces]
        return " + ".join(parts)
    return f"f{quote}{text}{quote}"
