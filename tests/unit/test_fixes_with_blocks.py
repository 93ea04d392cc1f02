"""Edits of `with` blocks that close an instance before it is used."""

import pytest
from edit_samples import app, untouched

MODEL = "        define(db)\n"


@pytest.mark.parametrize(
    "out",
    [
        "        return db\n",
        "        return db, 1\n",
        "        opened = db\n    return opened\n",
        "        yield db\n",
    ],
)
def test_a_block_whose_instance_is_handed_out_is_unwrapped(out):
    text = f"def make():\n    with DataFlow(URL) as db:\n{MODEL}{out}"
    result = app(text, "unwrap_with", call="DataFlow")
    assert result.startswith("def make():\n    db = DataFlow(URL)\n    define(db)\n")
    assert untouched(text, "extend_with", call="DataFlow")


def test_a_header_over_lines_and_an_attribute():
    text = (
        "class Store:\n    def __init__(self):\n        with DataFlow(\n            URL,\n        ) as db:\n"
    )
    text += "            define(db)\n            self.db = db\n"
    wanted = "        db = DataFlow(\n            URL,\n        )\n        define(db)\n        self.db = db\n"
    assert app(text, "unwrap_with", call="DataFlow").endswith(wanted)


def test_an_instance_is_not_given_to_the_stack():
    text = "def make():\n    with ExitStack() as stack:\n"
    text += "        db = stack.enter_context(DataFlow(URL))\n        return db\n"
    result = app(text, "unwrap_with", call="DataFlow")
    assert "        db = DataFlow(URL)\n" in result


def test_an_instance_that_stays_is_not_unwrapped():
    text = "def work():\n    with DataFlow(URL) as db:\n        define(db)\n"
    text += "    return db.express_sync.count('Row')\n"
    assert untouched(text, "unwrap_with", call="DataFlow")
    assert "\n        return db.express_sync" in app(text, "extend_with", call="DataFlow")
