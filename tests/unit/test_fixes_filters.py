"""Filters in other frameworks' spelling, as they really work on DataFlow."""

import pytest
from edit_samples import app, untouched

from dataflow_debugger.agent.fixes import At, registered
from dataflow_debugger.agent.fixes.project import Project

WINE = {"model": "Wine"}


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ('{"price__lte": 20}', '{"price": {"$lte": 20}}'),
        ('{"price__exact": 20}', '{"price": 20}'),
        ('{"price__gte": low, "price__lt": high}', '{"price": {"$gte": low, "$lt": high}}'),
        ('{"price": {"$gte": 1}, "price__lt": 9}', '{"price": {"$gte": 1, "$lt": 9}}'),
        ('{"region__in": REGIONS}', '{"region": {"$in": REGIONS}}'),
        ('{"region__not_in": ["a"]}', '{"region": {"$nin": ["a"]}}'),
        ('{"label__contains": "la"}', '{"label": {"$like": "%la%"}}'),
        ('{"label__startswith": name}', '{"label": {"$like": f"{name}%"}}'),
        ('{"label__iendswith": row["n"]}', '{"label": {"$like": f\'%{row["n"]}\'}}'),
        ('{"price__range": (1, 9)}', '{"price": {"$gte": 1, "$lte": 9}}'),
        ('{"price__range": span}', '{"price": {"$gte": span[0], "$lte": span[1]}}'),
        ('{"note__isnull": True}', '{"note": {"$null": True}}'),
        ('{"note__isnull": False}', '{"note": {"$exists": True}}'),
        ('{"price": {"lte": 20}}', '{"price": {"$lte": 20}}'),
        ('{"price": {"<=": 20}}', '{"price": {"$lte": 20}}'),
        ('{"price": ("<=", 20)}', '{"price": {"$lte": 20}}'),
        ('{"price <=": 20}', '{"price": {"$lte": 20}}'),
        ('{"price": {"$between": [1, 9]}}', '{"price": {"$gte": 1, "$lte": 9}}'),
        ('{"label": {"$contains": "la"}}', '{"label": {"$like": "%la%"}}'),
        ('{"label": {"$not": {"$eq": "x"}}}', '{"label": {"$ne": "x"}}'),
        ('{"region": ["a", "b"]}', '{"region": {"$in": ["a", "b"]}}'),
        ('{"note": {"$null": False}}', '{"note": {"$exists": True}}'),
        ("dict(price__lte=20)", 'dict(price={"$lte": 20})'),
        ("Wine.price <= 20", '{"price": {"$lte": 20}}'),
    ],
)
def test_a_filter_of_express_is_written_as_dataflow_has_it(foreign, ours):
    head, tail = 'db.express_sync.list("Wine", ', ")\n"
    assert app(head + foreign + tail, "filter_operator", WINE) == head + ours + tail


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ('list("Wine", price__lte=20, limit=5)', 'list("Wine", filter={"price": {"$lte": 20}}, limit=5)'),
        ('count("Wine", region="a")', 'count("Wine", filter={"region": "a"})'),
    ],
)
def test_conditions_given_as_keywords_become_a_filter(foreign, ours):
    assert app(f"db.express_sync.{foreign}\n", "filter_operator", WINE) == f"db.express_sync.{ours}\n"


@pytest.mark.parametrize(
    ("dialect", "pattern"), [("sqlite", "Ko.*"), (None, "Ko.*"), ("postgresql", "^Ko"), ("mysql", "^Ko")]
)
def test_nodes_which_refuse_like_get_the_regex_of_their_database(dialect, pattern):
    text = 'wf.add_node("WineListNode", "l", {"filter": {"label__startswith": "Ko"}})\n'
    project = Project.from_texts({"app.py": text})
    project.dialect = dialect
    registered()["filter_operator"](project, At(model="Wine"))
    wanted = text.replace('"label__startswith": "Ko"', f'"label": {{"$regex": "{pattern}"}}')
    assert project.text("app.py") == wanted


def test_a_filter_given_by_name_is_changed_where_it_is_written():
    program = "cheap = {'price__lte': 20}  # up to twenty\ndb.express_sync.list('Wine', filter=cheap)\n"
    assert app(program, "filter_operator", WINE).startswith(
        "cheap = {'price': {'$lte': 20}}  # up to twenty\n"
    )


@pytest.mark.parametrize(
    "program",
    [
        'db.express_sync.list("Wine", {"price": {"$lte": 20}, "region": "a"})',
        'db.express_sync.list("Wine", {"first__name": "a"})',
        'db.express_sync.create("Wine", {"price__lte": 20})',
        'db.express_sync.list("Wine", {"meta": {"color": "red"}})',
    ],
)
def test_what_needs_no_change_is_left(program):
    assert untouched(program, "filter_operator", WINE)


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ('{"note": {"$null": False}}', '{"note": {"$ne": None}}'),
        ('{"note": {"$null": not done}}', '{"note": ({"$null": True} if not done else {"$ne": None})}'),
        (
            '{"a": {"$null": x}, "b": {"$null": True}}',
            '{"a": ({"$null": True} if x else {"$ne": None}), "b": {"$null": True}}',
        ),
    ],
)
def test_a_switch_whose_value_is_not_looked_at_becomes_a_choice(written, mended):
    switch = {"operator": "$null", "on": '{"$null": True}', "off": '{"$ne": None}'}
    program = 'db.express_sync.list("Wine", %s)\n'
    assert app(program % written, "filter_switch", switch) == program % mended


def test_conditions_put_together_elsewhere_get_their_lists_under_in():
    program = (
        "def criteria(**given):\n    return {k: v for k, v in given.items() if v}\n\n\n"
        "def find(**given):\n    return db.express_sync.list('Wine', criteria(**given))\n"
    )
    after = app(program, "lists_under_in", WINE)
    assert "list('Wine', with_in(criteria(**given)))" in after
    names: dict = {}
    exec(after.replace("db.express_sync.list('Wine', ", "("), names)
    assert names["find"](a=["x"], b="y", c=("z",)) == {"a": {"$in": ["x"]}, "b": "y", "c": {"$in": ["z"]}}


def test_a_value_that_is_a_list_only_sometimes():
    head = "def find(region):\n    return db.express_sync.list('Wine', {'region': "
    tail = "})\n\n\nfind('Baden')\nfind(['Baden', 'Mosel'])\n"
    after = app(f"{head}region{tail}", "filter_operator", {**WINE, "field": "region"}, style="in")
    assert after == f"{head}{{'$in': region}} if isinstance(region, (list, tuple)) else region{tail}"


@pytest.mark.parametrize(
    ("steps", "ours"),
    [
        (
            'if low:\n    f["price__gte"] = low\nif high:\n    f["price__lte"] = high\n',
            'if low:\n    f.setdefault("price", {})["$gte"] = low\n'
            'if high:\n    f.setdefault("price", {})["$lte"] = high\n',
        ),
        (
            'if low:\n    f.update(price__gte=low, region="a")\nif high:\n    f |= {"price__lte": high}\n',
            'if low:\n    f.update(region="a")\n    f.setdefault("price", {})["$gte"] = low\n'
            'if high:\n    f.setdefault("price", {})["$lte"] = high\n',
        ),
        (
            'if span:\n    f["price__range"] = span\nif high:\n    f["price__lt"] = high\n',
            'if span:\n    f.setdefault("price", {}).update({"$gte": span[0], "$lte": span[1]})\n'
            'if high:\n    f.setdefault("price", {})["$lt"] = high\n',
        ),
        ('if low:\n    f["price__gte"] = low\n', 'if low:\n    f["price"] = {"$gte": low}\n'),
    ],
)
def test_conditions_put_in_one_by_one_stay_apart(steps, ours):
    call = 'db.express_sync.list("Wine", f)\n'
    result = app(f"f = {{}}\n{steps}{call}", "filter_operator", WINE)
    assert result == f"f = {{}}\n{ours}{call}"


def test_lookups_that_are_made_up_are_turned_as_they_are_handed_over():
    text = 'f = {f"price__{word}": value for word, value in given}\ndb.express_sync.list("Wine", f)\n'
    result = app(text, "translate_lookups", WINE, key="price__gte")
    assert result.startswith("f = {") and "\ndef lookups_as_operators(lookups):\n" in result
    assert result.endswith('    return where\n\n\ndb.express_sync.list("Wine", lookups_as_operators(f))\n')
    assert untouched(text, "translate_lookups", WINE, key="price__contains")
    assert untouched(text, "filter_operator", WINE)


def test_conditions_of_several_displays_are_not_joined():
    text = 'f = {**({"price__gte": a} if a else {}), **({"price__lte": b} if b else {})}\n'
    assert untouched(text + 'db.express_sync.list("Wine", f)\n', "filter_operator", WINE)
