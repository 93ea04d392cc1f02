"""Edits of database URLs, settings files and requirement files."""

import pytest
from edit_samples import app, edited, fix_of, untouched

from dataflow_debugger.agent.fixes.build import patches
from dataflow_debugger.agent.fixes.project import Project

HERE = "Path(__file__).resolve().parent"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"postgresql://app:p@ss#1@host:5432/x"', '"postgresql://app:p%40ss%231@host:5432/x"'),
        ("'postgres://a:b/c?d@h/x?sslmode=require'", "'postgres://a:b%2Fc%3Fd@h/x?sslmode=require'"),
        ('f"postgresql://app:{pw}@h/x"', "f\"postgresql://app:{quote(pw, safe='')}@h/x\""),
        ("f'postgresql://{u}:{c.pw}@h/x'", "f'postgresql://{u}:{quote(c.pw, safe=\"\")}@h/x'"),
        ('"postgresql://app:" + pw + "@h/x"', '"postgresql://app:" + quote(pw, safe="") + "@h/x"'),
        ('"postgresql://%s:%s@h/x" % (u, pw)', '"postgresql://%s:%s@h/x" % (u, quote(pw, safe=""))'),
        ('"postgresql://{}:{}@h/x".format(u, pw)', '"postgresql://{}:{}@h/x".format(u, quote(pw, safe=""))'),
        ('os.environ.get("URL", "postgresql://a:b#c@h/x")', 'os.environ.get("URL", "postgresql://a:b%23c@h/x")'),
    ],
)  # fmt: skip
def test_a_password_is_encoded(before, after):
    result = app(f"db = DataFlow({before})\n", "percent_encode_password")
    assert f"db = DataFlow({after})\n" in result
    assert ("from urllib.parse import quote\n" in result) is ("quote(" in after)


@pytest.mark.parametrize(
    "url",
    [
        '"postgresql://app:p%40ss@host/x"',
        '"postgresql://app:plain@host/x"',
        'f"postgresql://app:{quote(pw)}@h/x"',
        '"sqlite:///x.db"',
        '"postgresql://host/x?user=a@b"',
    ],
)
def test_a_password_that_needs_nothing_stays(url):
    assert untouched(f"db = DataFlow({url})\n", "percent_encode_password")


def test_the_url_is_followed_to_the_module_and_to_the_settings_file():
    files = {
        "app.py": "from conf.settings import url\ndb = DataFlow(url(), auto_migrate=False)\n",
        "conf/settings.py": 'def url():\n    return f"postgresql://{USER}:{PASSWORD}@{HOST}/x"\n',
        ".env": "A=1\nexport DATABASE_URL='postgresql://a:b#c@h/x'  # main\n",
    }
    changed = edited(files, "percent_encode_password")
    assert "{quote(PASSWORD, safe='')}" in changed["conf/settings.py"]
    assert changed[".env"] == "A=1\nexport DATABASE_URL='postgresql://a:b%23c@h/x'  # main\n"
    assert "app.py" not in changed


def test_a_name_that_the_file_uses_otherwise_is_not_taken():
    program = 'def quote(x):\n    return x\ndb = DataFlow(f"postgresql://a:{pw}@h/x")\n'
    result = app(program, "percent_encode_password")
    assert "import urllib.parse\n" in result and "{urllib.parse.quote(pw, safe='')}" in result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"sqlite:///app.db"', f"f\"sqlite:///{{{HERE} / 'app.db'}}\""),
        ("'sqlite:///./data/app.db?timeout=5'", f"f'sqlite:///{{{HERE} / \"data/app.db\"}}?timeout=5'"),
        ('f"sqlite:///{NAME}"', f'f"sqlite:///{{{HERE} / NAME}}"'),
        ('"sqlite:///" + NAME', f'"sqlite:///" + str({HERE} / NAME)'),
        ('f"sqlite:///data/{NAME}.db"', f'f"sqlite:///{{{HERE}}}/data/{{NAME}}.db"'),
        ('"sqlite+aiosqlite:///app.db"', f"f\"sqlite+aiosqlite:///{{{HERE} / 'app.db'}}\""),
    ],
)
def test_a_relative_sqlite_url_is_made_absolute(before, after):
    result = app(f'NAME = "x.db"\ndb = DataFlow({before})\n', "absolute_sqlite_url")
    assert result == f'from pathlib import Path\n\nNAME = "x.db"\ndb = DataFlow({after})\n'


@pytest.mark.parametrize(
    "program",
    [
        'db = DataFlow("sqlite:////srv/app.db")',
        'db = DataFlow("sqlite:///:memory:")',
        'db = DataFlow("sqlite:///C:/data/app.db")',
        'db = DataFlow(f"sqlite:///{Path(__file__).parent / NAME}")',
        'BASE = Path("/srv")\ndb = DataFlow(f"sqlite:///{BASE / NAME}")',
        'db = DataFlow(":memory:")',
        'db = DataFlow("app.db")',
    ],
)
def test_a_sqlite_url_that_is_absolute_stays(program):
    assert untouched(program, "absolute_sqlite_url")


def test_a_relative_sqlite_url_in_the_environment_file_is_made_absolute():
    files = {"app.py": "db = DataFlow()\n", ".env": "DATABASE_URL=sqlite:///data/app.db\n"}
    assert edited(files, "absolute_sqlite_url") == {".env": "DATABASE_URL=sqlite:////nowhere/data/app.db\n"}


def test_the_scheme_or_a_part_of_the_url_is_replaced():
    program = 'URL = "postgres+asyncpg://a:b@h/x"\ndb = DataFlow(URL)\n'
    assert app(program, "set_url_scheme", to="postgresql") == program.replace(
        "postgres+asyncpg", "postgresql"
    )
    assert app(program, "replace_in_url", old="@h/", to="@h:5433/") == program.replace("@h/", "@h:5433/")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("A=1\nB = '2'  # two\n", "A=1\nB = '3'  # two\n"),
        ("A=1", "A=1\nB=3\n"),
        ("", "B=3\n"),
        ("A=1\r\nB=2\r\n", "A=1\r\nB=3\r\n"),
    ],
)
def test_a_setting_is_written(text, result):
    assert edited({"app.py": "x = 1\n", ".env": text}, "set_env_line", name="B", value="3") == {
        ".env": result
    }


def test_a_settings_file_is_made_where_there_is_none():
    assert edited("x = 1\n", "set_env_line", name="B", value="3") == {".env": "B=3\n"}


REQUIREMENT = "kailash-dataflow>=2.14.2"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("requirements.txt", "a\nkailash-dataflow==2.14.1  # pin\n", "a\nkailash-dataflow>=2.14.2  # pin\n"),
        (
            "requirements.txt",
            "Kailash_DataFlow[sqlite]==2.1 ; python_version > '3'\n",
            'Kailash_DataFlow[sqlite]>=2.14.2; python_version > "3"\n',
        ),
        ("requirements.txt", "kailash\n", "kailash\nkailash-dataflow>=2.14.2\n"),
        ("pyproject.toml", 'd = ["kailash-dataflow<2.14"]\n', 'd = ["kailash-dataflow>=2.14.2"]\n'),
        ("pyproject.toml", 'kailash-dataflow = "^2.1"\n', 'kailash-dataflow = ">=2.14.2"\n'),
    ],
)  # fmt: skip
def test_a_release_is_asked_for_in_the_file_that_names_the_package(file, before, after):
    assert edited({"app.py": "x = 1\n", file: before}, "pin_requirement", requirement=REQUIREMENT) == {
        file: after
    }


def test_an_upgrade_without_such_a_file_is_a_command():
    project = Project.from_texts({"app.py": "x = 1\n"})
    made = patches(fix_of(None, kind="upgrade", requirement="kailash-dataflow >= 2.14.2, <3"), {}, project)
    assert [(p.fix.diff, p.fix.command) for p in made] == [
        (None, "pip install 'kailash-dataflow>=2.14.2,<3'")
    ]


def test_several_requirements_are_changed_together():
    texts = {"app.py": "", "requirements.txt": "kailash==2.45.3\nkailash-dataflow==2.14\n"}
    changed = edited(texts, "pin_requirement", requirement="kailash-dataflow>=2.14.2, kailash>=2.45.5")
    assert changed == {"requirements.txt": "kailash>=2.45.5\nkailash-dataflow>=2.14.2\n"}


def test_a_line_of_any_file_is_set():
    texts = {"app.py": "", "app.ini": "[db]\nurl = a\n"}
    found = edited(texts, "set_line", path="app.ini", pattern="^url", to="url = b")
    assert found == {"app.ini": "[db]\nurl = b\n"}
    added = edited(texts, "set_line", path="app.ini", pattern="^pool", to="pool = 5", append=True)
    assert added == {"app.ini": "[db]\nurl = a\npool = 5\n"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"mysql://a:b@h/x?charset=utf8"', '"mysql://a:b@h:3306/x?charset=utf8"'),
        ("f\"mysql://a@{os.getenv('H')}/x\"", "f\"mysql://a@{os.getenv('H')}:3306/x\""),
        ('"mysql://" + u + "@" + h + "/" + n', '"mysql://" + u + "@" + h + ":3306/" + n'),
        ('"mysql://{}@{}/{}".format(u, h, n)', '"mysql://{}@{}:3306/{}".format(u, h, n)'),
        ('URL.create("mysql", host="h")', 'URL.create("mysql", host="h", port=3306)'),
    ],
)
def test_a_url_without_a_port_gets_the_usual_one(before, after):
    result = app(f"db = DataFlow({before})\n", "put_port_in_url", scheme="mysql")
    assert f"db = DataFlow({after})\n" in result


def test_a_port_that_is_not_set_gets_its_default_where_it_is_read():
    files = {
        "app.py": """
            import os
            WEB = os.getenv("PORT_OF_WEB"), os.getenv("REDIS_PORT")
            port = os.getenv("DB_PORT")
            host = H + (":" + port if port else "")
            db = DataFlow(f"postgresql://u@{host}/x")
        """
    }
    changed = edited(files, "put_port_in_url", scheme="postgresql")["app.py"]
    assert 'os.getenv("DB_PORT", "5432")' in changed and 'os.getenv("REDIS_PORT")\n' in changed
    assert "{host}/x" in changed
    empty = edited({**files, ".env": "DB_PORT=\n"}, "put_port_in_url", scheme="postgresql")
    assert empty == {".env": "DB_PORT=5432\n"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'DatabaseConfig(driver="mysql", host=H, database="x", username="a", password="p@s", pool_size=3)',
            'DatabaseConfig(url="mysql://a:p%40s@{}:3306/x".format(H), pool_size=3)',
        ),
        (
            'DatabaseConfig(username="a", **PARTS)',
            'DatabaseConfig(url="postgresql://a@{}:{}/{}".format(PARTS["host"], PARTS["port"], PARTS["database"]))',
        ),
        ("config=load('driver')", "config=config"),
    ],
)
def test_a_configuration_of_parts_gets_its_url(before, after):
    parts = 'PARTS = {"host": os.getenv("H"), "port": 5432, "database": "x"}\n'
    result = app(f"{parts}db = DataFlow({before})\n", "url_of_parts")
    assert f"db = DataFlow({after})\n" in result
    assert ("config.database_url = config.database_url\n" in result) is (after == "config=config")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('q = {"sslmode": "prefer", "connect_timeout": 5}', 'q = {"sslmode": "prefer"}'),
        ('q = dict(sslmode="prefer", connect_timeout=5)', 'q = dict(sslmode="prefer")'),
        ('q = ["sslmode=prefer", "connect_timeout=5"]', 'q = ["sslmode=prefer"]'),
        ('q = [("sslmode", "prefer"), ("connect_timeout", 5)]', 'q = [("sslmode", "prefer")]'),
        ('q = {}\nif SLOW:\n    q["connect_timeout"] = 5', "q = {}"),
        ('q = {}\nif slow():\n    q.setdefault("connect_timeout", 5)', "q = {}\nif slow():\n    pass"),
    ],
)
def test_a_parameter_is_taken_out_of_what_the_url_is_made_of(before, after):
    rest = 'db = DataFlow("postgresql://h/x?" + urlencode(q))\n'
    url = {"url": "postgresql://h/x?sslmode=prefer&connect_timeout=5"}
    result = app(f"{before}\n{rest}", "drop_url_parameters", url, names=["connect_timeout", "timeout"])
    assert result == f"{after}\n{rest}"


def test_a_name_that_is_not_in_the_url_stays():
    program = 'get(params={"timeout": 5})\ndb = DataFlow("postgresql://h/x?" + urlencode(q))\n'
    url = {"url": "postgresql://h/x?connect_timeout=5"}
    assert untouched(program, "drop_url_parameters", url, names=["connect_timeout", "timeout"])


ON = '.strip().lower() in ("1", "true", "yes", "on")'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('db = DataFlow(U, echo="off")', "db = DataFlow(U, echo=False)"),
        (
            'db = DataFlow(U, echo=os.getenv("E", "no"))',
            f'db = DataFlow(U, echo=os.getenv("E", "no"){ON})',
        ),
        (
            'db = DataFlow(U, echo=bool(os.environ["E"]))',
            f'db = DataFlow(U, echo=str(os.environ["E"]){ON})',
        ),
        (
            'E = os.getenv("E")\ndb = DataFlow(U, echo=E)',
            f'E = str(os.getenv("E")){ON}\ndb = DataFlow(U, echo=E)',
        ),
        (
            'E = os.getenv("E")\nprint(E == "yes")\ndb = DataFlow(U, echo=E)',
            f'E = os.getenv("E")\nprint(E == "yes")\ndb = DataFlow(U, echo=str(E){ON})',
        ),
        (
            'def env(n):\n    return os.getenv(n)\nO = {"echo": env("E")}\ndb = DataFlow(U, **O)',
            f'def env(n):\n    return os.getenv(n)\nO = {{"echo": str(env("E")){ON}}}\ndb = DataFlow(U, **O)',
        ),
    ],
)
def test_the_text_of_a_setting_becomes_a_boolean(before, after):
    assert app(f"{before}\n", "text_to_boolean", option="echo") == f"{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('DataFlow("postgresql+asyncpg://h/x")', 'DataFlow("postgresql://h/x")'),
        ('DataFlow(f"postgresql+{driver}://h/x")', 'DataFlow(f"postgresql://h/x")'),
        (
            'DataFlow(str(URL.create("postgresql+asyncpg", host="h")))',
            'DataFlow(str(URL.create("postgresql", host="h")))',
        ),
        ('DataFlow(settings.url)', 'DataFlow(settings.url.replace("+asyncpg", "", 1))'),
        ('DataFlow(url=a or b)', 'DataFlow(url=(a or b).replace("+asyncpg", "", 1))'),
        ('DataFlow()', 'DataFlow(os.environ["DATABASE_URL"].replace("+asyncpg", "", 1))'),
    ],
)  # fmt: skip
def test_the_driver_goes_from_the_url(before, after):
    assert f"db = {after}\n" in app(
        f"db = {before}\n", "drop_url_driver", {"url": "postgresql+asyncpg://h/x"}
    )


def test_an_engine_keeps_the_driver():
    text = 'URL = "postgresql+asyncpg://h/x"\nengine = create_async_engine(URL)\ndb = DataFlow(URL)\n'
    result = app(text, "drop_url_driver", {"url": "postgresql+asyncpg://h/x"})
    assert result == text.replace("DataFlow(URL)", 'DataFlow(URL.replace("+asyncpg", "", 1))')
