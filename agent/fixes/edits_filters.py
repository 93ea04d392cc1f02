"""Filters in the spelling of other frameworks, as DataFlow has them.

What works was tried on kailash-dataflow 2.20.1: `$eq $ne $gt $gte $lt $lte $in $nin $regex $exists $null`
everywhere, `$like` in Express calls only. `$null` is IS NULL and `$exists` IS NOT NULL whatever their value.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.filter_steps import apart, put_in_turn, statement_of
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at, walk
from dataflow_debugger.agent.fixes.mapping import Entry, Mapping, mappings, removed, renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice

FILTER_KEYS = ("filter", "filters", "where", "conditions", "query")
COMPARE = {
    "eq": "$eq", "exact": "$eq", "==": "$eq", "=": "$eq", "equals": "$eq",
    "ne": "$ne", "!=": "$ne", "<>": "$ne", "not": "$ne", "neq": "$ne",
    "gt": "$gt", ">": "$gt", "greater_than": "$gt",
    "gte": "$gte", "ge": "$gte", ">=": "$gte",
    "lt": "$lt", "<": "$lt", "less_than": "$lt",
    "lte": "$lte", "le": "$lte", "<=": "$lte",
    "in": "$in", "in_": "$in", "one_of": "$in",
    "nin": "$nin", "not_in": "$nin", "notin": "$nin", "notin_": "$nin", "not in": "$nin",
    "regex": "$regex", "iregex": "$regex", "like": "$like", "ilike": "$like", "iexact": "$like",
}  # fmt: skip
AFFIX = {
    "contains": ("%", "%"), "icontains": ("%", "%"), "includes": ("%", "%"),
    "startswith": ("", "%"), "istartswith": ("", "%"), "starts_with": ("", "%"), "prefix": ("", "%"),
    "endswith": ("%", ""), "iendswith": ("%", ""), "ends_with": ("%", ""), "suffix": ("%", ""),
}  # fmt: skip
BETWEEN = ("range", "between", "btw")
NULL = ("isnull", "is_null", "null", "is_none", "isnone")
NOT_NULL = ("notnull", "not_null", "exists", "is_not_null", "isnotnull")
_DJANGO = re.compile(r"^(.+?)__(\w+)$")
_COMPARISON = re.compile(r"^\s*([A-Za-z_]\w*)\s*(<=|>=|!=|<>|==|=|<|>)\s*$")
_WORDS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


def split(key: str) -> tuple[str, str] | None:
    """Field and foreign operator of a key such as `price__lte`, `price <=` or `price.gt`."""
    found = _DJANGO.match(key) or _COMPARISON.match(key) or re.match(r"^(\w+)[.:](\w+)$", key)
    if found is None:
        return None
    field, word = found.group(1), found.group(2).lower()
    known = word in COMPARE or word in AFFIX or word in BETWEEN or word in NULL or word in NOT_NULL
    return (field, word) if known else None


class Spelling:
    """Writes conditions in the quotes of the file and with what the call takes."""

    def __init__(self, source: Source, express: bool, dialect: str | None) -> None:
        self.source = source
        self.dialect = dialect
        self.quote = brackets.usual_quote(source)
        self.express = express

    def conditions(self, word: str, value: ast.expr) -> str | None:
        """The inside of the operator dict, such as `"$lte": 20`; None where DataFlow has no such operator."""
        text = self.source.segment(value)
        word = word.lower().lstrip("$")
        if word in BETWEEN:
            return self._between(value, text)
        if word in NULL or word in NOT_NULL:
            wanted = (word in NULL) == (not isinstance(value, ast.Constant) or bool(value.value))
            return self._pair("$null" if wanted else "$exists", "True")
        if word in AFFIX:
            return self._affixed(*AFFIX[word], value, text)
        operator = COMPARE.get(word)
        if operator == "$like" and not self.express:
            literal = value.value if isinstance(value, ast.Constant) else None
            pattern = _regex(literal) if isinstance(literal, str) else None
            return self._pair("$regex", brackets.quoted(pattern, self.quote)) if pattern else None
        return self._pair(operator, text) if operator else None

    def _pair(self, operator: str, text: str) -> str:
        return f"{brackets.quoted(operator, self.quote)}: {text}"

    def _between(self, value: ast.expr, text: str) -> str | None:
        if isinstance(value, (ast.List, ast.Tuple)) and len(value.elts) == 2:
            low, high = (self.source.segment(item) for item in value.elts)
        elif isinstance(value, (ast.Name, ast.Attribute)):
            low, high = f"{text}[0]", f"{text}[1]"
        else:
            return None
        return f"{self._pair('$gte', low)}, {self._pair('$lte', high)}"

    def _affixed(self, before: str, after: str, value: ast.expr, text: str) -> str:
        operator = "$like" if self.express else "$regex"
        if not self.express:
            # Nodes refuse $like. Their $regex is a real one except on SQLite, where `.*` becomes LIKE's `%`.
            like = self.dialect in (None, "sqlite")
            start, end = (".*" if before else "", ".*" if after else "")
            before, after = (start, end) if like else ("" if before else "^", "" if after else "$")
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return self._pair(operator, brackets.quoted(before + value.value + after, self.quote))
        inner = "'" if self.quote == '"' else '"'
        if self.quote in text and inner not in text:
            return self._pair(operator, f"f{inner}{before}{{{text}}}{after}{inner}")
        if self.quote in text or "\n" in text or "\\" in text:
            lead = f"{self.quote}{before}{self.quote} + " if before else ""
            tail = f" + {self.quote}{after}{self.quote}" if after else ""
            return self._pair(operator, f"{lead}str({text}){tail}")
        return self._pair(operator, f"f{self.quote}{before}{{{text}}}{after}{self.quote}")


def _regex(like: str) -> str:
    """A LIKE pattern as the `$regex` that a node takes."""
    return like.replace("%", ".*").replace("_", ".")


@edit
def filter_operator(project: Project, at: At, *, style: str | None = None, field: str | None = None) -> None:
    """Write the foreign conditions of filters as DataFlow has them: `price__lte: v` as `price: {"$lte": v}`.

    Takes lookups in the key, operators without `$` or of other names under the field, pairs such as
    `("<=", 20)`, a bare list for `in`, keyword arguments of an Express call and comparisons of class
    attributes. With `style: regex` also `$regex` becomes the `$like` that means the same, in Express calls;
    with `style: in` the value of `field`, of which a run showed that it is a list, is put under `$in`.
    """
    changed = False
    for _ in range(20):
        step = _next_change(project, at, style, field if style == "in" else None)
        if step is None:
            break
        project.splice(*step)
        changed = True
    if not changed:
        raise NoEdit("no filter has an operator of another framework")


def _next_change(
    project: Project, at: At, style: str | None, listed: str | None
) -> tuple[str, list[Splice]] | None:
    """One condition at a time, because conditions on one field are joined."""
    for site in sites_at(project, at, whole_model=True):
        source = project.source(site.file)
        loose = _keyword_conditions(source, site) or _comparison(source, site)
        if loose:
            return site.file, loose
        for mapping in filters_of(project, site):
            change = _in_mapping(project, site, mapping, style, listed)
            if change is not None:
                return change
    return None


def filters_of(project: Project, site: Site) -> Iterator[Mapping]:
    """The filter dictionaries of a call."""
    if site.kind == "express":
        if site.operation in ("list", "find_one", "count"):
            yield from site_mappings(project, site)
        return
    for mapping, path in walk(project, site, 1):
        if path and path[-1] in FILTER_KEYS:
            yield mapping


def _in_mapping(
    project: Project, site: Site, mapping: Mapping, style: str | None, listed: str | None
) -> tuple[str, list[Splice]] | None:
    for entry in mapping.entries:
        source = project.source(entry.file)
        spelling = Spelling(source, site.kind == "express", project.dialect)
        told = split(entry.key) if entry.kind != "choice" else None
        if told is not None:
            inside = spelling.conditions(told[1], entry.value)
            if inside is not None:
                same = [one for one in mapping.entries if _is_on(one, told[0], entry)]
                if apart(source, same):
                    return _in_turn(project, spelling, entry, same, told[0])
                return entry.file, _joined(source, mapping, entry, told[0], inside)
            continue
        change = _regex_as_like(project, entry, spelling) if style == "regex" else []
        change = change or _under_field(project, entry, spelling, entry.key == listed)
        if change:
            return entry.file, change
    return None


def _is_on(one: Entry, field: str, entry: Entry) -> bool:
    """Whether an entry is a condition on the field beside those of `entry`, which a plain value is not."""
    told = split(one.key) if one.kind != "choice" else None
    joined = one.key == field and isinstance(one.value, ast.Dict)
    return one.file == entry.file and (told[0] == field if told is not None else joined)


def _in_turn(
    project: Project, spelling: Spelling, entry: Entry, same: list[Entry], field: str
) -> tuple[str, list[Splice]]:
    """The conditions that statements put into the filter, each of them beside those that are there already."""
    splices: list[Splice] = []
    source = project.source(entry.file)
    displays = {id(one.holder) for one in same if statement_of(source, one) is None}
    if len(displays) > 1:
        raise NoEdit("the conditions on one field are spread over several displays")
    for one in same:
        told = split(one.key)
        if told is None or id(one.holder) in displays:
            continue
        inside = spelling.conditions(told[1], one.value)
        if inside is None:
            raise NoEdit(f"there is no operator for {one.key!r}")
        splices += put_in_turn(source, one, field, inside)
    if not splices:
        raise NoEdit("the condition stands in a display of its own")
    return entry.file, splices


def _regex_as_like(project: Project, entry: Entry, spelling: Spelling) -> list[Splice]:
    """`{"$regex": "^AB"}` as `{"$like": "AB%"}`, where the pattern is no more than that."""
    for inner in mappings(project, entry.file, entry.value) if spelling.express else ():
        one = inner.get("$regex")
        text = one.value.value if one is not None and isinstance(one.value, ast.Constant) else None
        if one is None or one.key_node is None or not isinstance(text, str):
            continue
        body = text.removeprefix("^").removesuffix("$").replace(".*", "%")
        if re.search(r"[][(){}+*?|\\^$]", body) or one.file != entry.file:
            continue
        before, after = "" if text.startswith("^") else "%", "" if text.endswith("$") else "%"
        like = re.sub("%+", "%", before + body.replace(".", "_") + after)
        source = spelling.source
        pair = f"{brackets.quoted('$like', spelling.quote)}: {brackets.quoted(like, spelling.quote)}"
        return [Splice(source.span(one.key_node)[0], source.outer_span(one.value)[1], pair)]
    return []


def _joined(source: Source, mapping: Mapping, entry: Entry, field: str, inside: str) -> list[Splice]:
    """The condition under its field, together with another one on the same field."""
    other = next((e for e in mapping.entries if e.key == field and e.file == entry.file), None)
    if other is not None and other.holder is not entry.holder and isinstance(other.value, ast.Dict):
        raise NoEdit("the conditions on one field are spread over several displays")
    if other is not None and isinstance(other.value, ast.Dict) and other is not entry:
        return brackets.add(source, other.value, inside) + removed(source, entry)
    plain = inside.split(": ", 1)[1] if inside[1:].startswith("$eq") else f"{{{inside}}}"
    value = source.outer_span(entry.value)
    if entry.key_node is not None:
        start, end = source.outer_span(entry.key_node)
        quoted = brackets.quoted(field, source.text[start:end])
        return [Splice(start, end, quoted), Splice(*value, plain)]
    start = source.span(entry.value)[0]
    word = source.text.rindex(entry.key, 0, start)
    return [Splice(word, word + len(entry.key), field), Splice(*value, plain)]


def _under_field(project: Project, entry: Entry, spelling: Spelling, listed: bool) -> list[Splice]:
    """Operators in the value: `{"lte": 20}`, `{"$between": [1, 2]}`, `("<=", 20)`, `[1, 2]`."""
    value, source = entry.value, spelling.source
    if isinstance(value, (ast.Tuple, ast.List)):
        first = value.elts[0] if value.elts else None
        if len(value.elts) == 2 and isinstance(first, ast.Constant) and str(first.value).lower() in COMPARE:
            inside = spelling.conditions(str(first.value), value.elts[1])
            return [Splice(*source.outer_span(value), f"{{{inside}}}")] if inside else []
        return _in(source, value, spelling)
    if isinstance(value, (ast.Name, ast.Attribute, ast.Call)) and not entry.key.startswith("$"):
        places = written(project, entry.file, value)
        if listed or all(
            isinstance(place.node, (ast.List, ast.ListComp)) and not place.item for place in places
        ):
            return _in(source, value, spelling, sometimes=any(_single(place.node) for place in places))
    if entry.key.startswith("$"):
        return []
    for inner in mappings(project, entry.file, value):
        for one in inner.entries:
            change = _operator(source, one, spelling) if one.file == entry.file else []
            if change:
                return change
    return []


def _single(node: ast.expr) -> bool:
    """Whether a value is written as one text or number, as some callers may give it beside lists of others."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and node.value is not None)


def _in(source: Source, value: ast.expr, spelling: Spelling, sometimes: bool = False) -> list[Splice]:
    start, end = source.outer_span(value)
    text = source.text[start:end]
    made = f"{{{brackets.quoted('$in', spelling.quote)}: {text}}}"
    return [
        Splice(start, end, f"{made} if isinstance({text}, (list, tuple)) else {text}" if sometimes else made)
    ]


def _operator(source: Source, one: Entry, spelling: Spelling) -> list[Splice]:
    if one.key in ("mode", "$options"):
        # How to compare; LIKE on SQLite and MySQL takes upper and lower case alike anyway.
        return removed(source, one)
    word = one.key.lower().lstrip("$")
    if one.kind == "choice":
        right = COMPARE.get(word)
        return renamed(source, one, right) if right not in (None, "$like", one.key) else []
    if word == "not" and isinstance(one.value, ast.Dict) and len(one.value.keys) == 1:
        inner = one.value.keys[0]
        if isinstance(inner, ast.Constant) and inner.value in ("$eq", "$in") and one.key_node is not None:
            text = spelling.conditions("ne" if inner.value == "$eq" else "nin", one.value.values[0])
            return [Splice(source.span(one.key_node)[0], source.span(one.value)[1], text or "")]
    if one.key in COMPARE.values() and not (one.key == "$like" and not spelling.express):
        return []
    if one.key in ("$null", "$exists") and not (
        isinstance(one.value, ast.Constant) and one.value.value is False
    ):
        return []
    inside = spelling.conditions(word, one.value)
    if inside is None or one.key_node is None:
        return []
    return [Splice(source.span(one.key_node)[0], source.outer_span(one.value)[1], inside)]


def _keyword_conditions(source: Source, site: Site) -> list[Splice]:
    """`list("Wine", price__lte=20)` and `list("Wine", region="Baden")` get a filter."""
    known = ("model", "filter", "limit", "offset", "order_by", "cache_ttl", "use_primary", "include_deleted")
    words = [word for word in site.call.keywords if word.arg and word.arg not in known]
    if site.kind != "express" or site.operation not in ("list", "find_one", "count") or not words:
        return []
    if site.config is not None or any(word.arg in FILTER_KEYS for word in words):
        return []
    spelling, pairs = Spelling(source, True, None), []
    for word in words:
        field, operator = split(word.arg or "") or (word.arg or "", "eq")
        inside = spelling.conditions(operator, word.value)
        if inside is None:
            return []
        value = source.segment(word.value) if operator in ("eq", "exact") else f"{{{inside}}}"
        pairs.append(f"{brackets.quoted(field, spelling.quote)}: {value}")
    start = source.span(words[0])[0]
    end = source.span(words[-1])[1]
    if [w for w in site.call.keywords if start <= source.span(w)[0] < end] != words:
        return []
    return [Splice(start, end, f"filter={{{', '.join(pairs)}}}")]


def _comparison(source: Source, site: Site) -> list[Splice]:
    """`list("Wine", Wine.price <= 20)` gets a filter."""
    args, words = arguments(site.call)
    given = args[1] if len(args) > 1 else words.get("filter")
    if site.kind != "express" or not isinstance(given, ast.Compare) or len(given.ops) != 1:
        return []
    word = _WORDS.get(type(given.ops[0]))
    left = given.left.attr if isinstance(given.left, ast.Attribute) else None
    if word is None or left is None:
        return []
    spelling = Spelling(source, True, None)
    inside = spelling.conditions(word, given.comparators[0])
    field = brackets.quoted(left, spelling.quote)
    value = source.segment(given.comparators[0]) if word == "==" else f"{{{inside}}}"
    return [Splice(*source.outer_span(given), f"{{{field}: {value}}}")]


@edit
def filter_switch(project: Project, at: At, *, operator: str, on: str, off: str) -> None:
    """Write a condition `{operator: EXPR}` so that it is `on` where EXPR is true and `off` where it is not.

    `on` and `off` are conditions such as `{"$ne": None}`, in double quotes.
    """
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if not isinstance(node, ast.Dict) or len(node.keys) != 1:
                continue
            key, value = node.keys[0], node.values[0]
            if not (isinstance(key, ast.Constant) and key.value == operator):
                continue
            if isinstance(value, ast.Constant):
                changes.add(file, [] if value.value else [Splice(*source.span(node), off)])
            else:
                start, end = source.outer_span(value)
                wanted = f"({on} if {source.text[start:end]} else {off})"
                changes.add(file, [Splice(*source.span(node), wanted)])
    changes.done()
