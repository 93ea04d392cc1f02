"""An argument is moved to the call that makes the object beside it, or set on that object."""

import pytest
from edit_samples import app, edited, untouched

URL = {
    "source": "DataFlow",
    "target": "DataFlowConfig",
    "name": "database_url",
    "beside": "config",
    "setting": "database.url",
}
SWITCH = {"source": "DataFlowConfig", "target": "DataFlow", "keyword": "auto_migrate"}


def moved(program, **with_):
    return app(program, "move_argument", **(with_ or URL))


@pytest.mark.parametrize("given", ["U, config=c", "database_url=U, config=c", "config=c, database_url=U"])
def test_the_value_moves_where_its_names_stand_for_the_same(given):
    result = moved(f"U = 'sqlite:///a.db'\nc = DataFlowConfig(batch_size=2)\ndb = DataFlow({given})\n")
    assert result.endswith("c = DataFlowConfig(batch_size=2, database_url=U)\ndb = DataFlow(config=c)\n")


def test_the_configuration_may_be_written_in_the_call():
    result = moved("def make(url):\n    return DataFlow(url, config=DataFlowConfig())\n")
    assert result == "def make(url):\n    return DataFlow(config=DataFlowConfig(database_url=url))\n"


def test_a_name_of_later_is_set_on_the_configuration():
    result = moved("c = DataFlowConfig()\nU = path()\ndb = DataFlow(U, config=c, echo=True)\n")
    assert result == (
        "c = DataFlowConfig()\nU = path()\nc.database.url = U\ndb = DataFlow(config=c, echo=True)\n"
    )


def test_a_configuration_that_a_function_of_another_file_makes_is_named():
    files = {
        "app.py": "import conf\n\ndef make(url):\n    return DataFlow(url, config=conf.options())\n",
        "conf.py": "def options():\n    return DataFlowConfig(debug=True)\n",
    }
    changed = edited(files, "move_argument", **URL)
    assert list(changed) == ["app.py"]
    assert changed["app.py"].endswith(
        "    configuration = conf.options()\n    configuration.database.url = url\n"
        "    return DataFlow(config=configuration)\n"
    )


def test_a_constant_moves_to_another_file():
    files = {
        "app.py": "from conf import SETTINGS\ndb = DataFlow(config=SETTINGS, multi_tenant=True)\n",
        "conf.py": "SETTINGS = DataFlowConfig(\n    debug=True,\n)\n",
    }
    with_ = {
        "source": "DataFlow",
        "target": "DataFlowConfig",
        "keyword": "multi_tenant",
        "beside": "config",
        "setting": "security.multi_tenant",
    }
    changed = edited(files, "move_argument", **with_)
    assert changed["app.py"].endswith("db = DataFlow(config=SETTINGS)\n")
    assert changed["conf.py"] == "SETTINGS = DataFlowConfig(\n    debug=True,\n    multi_tenant=True,\n)\n"


def test_two_that_share_a_configuration_each_set_their_own():
    result = moved(
        "c = DataFlowConfig()\na = DataFlow('sqlite:///a', config=c)\nb = DataFlow('x', config=c)\n"
    )
    assert "c.database.url = 'sqlite:///a'\na = DataFlow(config=c)\n" in result
    assert "c.database.url = 'x'\nb = DataFlow(config=c)\n" in result


def test_a_call_without_the_object_keeps_its_argument():
    assert untouched("c = DataFlowConfig()\ndb = DataFlow('sqlite:///a')\n", "move_argument", **URL)
    assert untouched("make = lambda u: DataFlow(u, config=load())\n", "move_argument", **URL)


def test_an_argument_moves_from_the_inner_call_to_the_outer():
    result = moved("db = DataFlow(config=DataFlowConfig(debug=True, auto_migrate=False))\n", **SWITCH)
    assert result == "db = DataFlow(config=DataFlowConfig(debug=True), auto_migrate=False)\n"
    result = moved(
        "def options():\n    return DataFlowConfig(auto_migrate=False)\ndb = DataFlow(config=options())\n",
        **SWITCH,
    )
    assert result.endswith("DataFlowConfig()\ndb = DataFlow(config=options(), auto_migrate=False)\n")
