"""Secrets leave text by name, by shape and by value; what is no secret stays."""

from __future__ import annotations

import ast

import pytest

from dataflow_debugger.agent.capture import secrets, spans
from dataflow_debugger.agent.capture.redact import Redactor, url

# kind: (text that holds the secret, the secret that must not survive)
SEEDS: dict[str, tuple[str, str]] = {
    "url": ("connect to postgresql://app:hunter2pw@db:5432/shop failed", "hunter2pw"),
    "url_at": ("postgresql://app:hun@ter2@db/shop", "hun@ter2"),
    "url_hash": ("postgresql://app:hun#ter2#x@db/shop", "hun#ter2#x"),
    "url_slash": ("mysql+aiomysql://app:a/b?c:d@db/shop", "a/b?c:d"),
    "url_brackets": ("postgresql://app:p,s;s)w}o]d@db/shop", "p,s;s)w}o]d"),
    "url_percent": ("redis://:p%40ss%23w0rd@cache:6379/0", "p%40ss%23w0rd"),
    "url_key_only": ("https://0123456789abcdef@sentry.example/1", "0123456789abcdef"),
    "url_in_list": ("amqp://a:firstpw1@h1,amqp://b:secondpw2@h2", "secondpw2"),
    "query": ("GET /x?access_token=qwe123asd&page=2", "qwe123asd"),
    "assignment": ('DB_PASSWORD = "correct horse"', "correct horse"),
    "keyword": ("connect(user='app', password='tr0ub4dor', host='db')", "tr0ub4dor"),
    "dictionary": ('{"user": "app", "api_key": "9f8e7d6c5b", "n": 1}', "9f8e7d6c5b"),
    "json_escaped": ('"{\\"client_secret\\": \\"9f8e7d6c5b\\"}"', "9f8e7d6c5b"),
    "env": ("SECRET_KEY=django-insecure-1x", "django-insecure-1x"),
    "camel": ('{"accessToken": "abcDEF123"}', "abcDEF123"),
    "header": ("Authorization: Bearer abc.def-ghi", "abc.def-ghi"),
    "basic": ("authorization=Basic YXBwOmh1bnRlcjI=", "YXBwOmh1bnRlcjI="),
    "bearer": ("sent Bearer 0a1b2c3d4e5f in the request", "0a1b2c3d4e5f"),
    "header_pair": ("[(b'authorization', b'Token 0a1b2c3d')]", "0a1b2c3d"),
    "cookie": ("Cookie: sid=31d4d96e407aad42; theme=dark", "31d4d96e407aad42"),
    "dsn": ("dsn='host=db user=app password=hunter2pw'", "hunter2pw"),
    "libpq": ("host=db user=app password=hunter2pw dbname=shop", "hunter2pw"),
    "odbc": ("Server=db;Uid=app;Pwd=hunter2pw;Database=shop", "hunter2pw"),
    "flag": ("tool --password hunter2pw --verbose", "hunter2pw"),
    "sql": ("CREATE ROLE app LOGIN PASSWORD 'hunter2pw'", "hunter2pw"),
    "openai": ("key is sk-proj-abcdefghijklmnopqrstuv", "sk-proj-abcdefghijklmnopqrstuv"),
    "anthropic": ("sk-ant-api03-abcdefghijklmnop", "sk-ant-api03-abcdefghijklmnop"),
    "github": ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
    "github_pat": ("github_pat_11ABCDEFG0abcdefghij_klmnop", "github_pat_11ABCDEFG0abcdefghij_klmnop"),
    "gitlab": ("glpat-abcdefghij0123456789", "glpat-abcdefghij0123456789"),
    "aws_id": ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    "aws_secret": (
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX",
    ),
    "slack": ("xoxb-123456789012-abcdefGHIJ", "xoxb-123456789012-abcdefGHIJ"),
    "slack_hook": ("https://hooks.slack.com/services/T0/B0/XyZ123", "T0/B0/XyZ123"),
    "jwt": ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1NiJ9"),
    "google": ("AIzaSyA1234567890abcdefghijklmnopqrstuv", "AIzaSyA1234567890abcdefghijklmnopqrstuv"),
    "stripe": ("sk_live_abcdefghij0123456789", "sk_live_abcdefghij0123456789"),
    "npm": ("npm_abcdefghijklmnopqrstuvwxyz0123456789", "npm_abcdefghijklmnopqrstuvwxyz0123456789"),
    "pypi": ("pypi-AgEIcHlwaS5vcmcCJGFiY2RlZg", "pypi-AgEIcHlwaS5vcmcCJGFiY2RlZg"),
    "sendgrid": ("SG.abcdefghijklmnop.qrstuvwxyz012345", "SG.abcdefghijklmnop.qrstuvwxyz012345"),
    "telegram": ("123456789:AAabcdefghijklmnopqrstuvwxyz0123456", "AAabcdefghijklmnopqrstuvwxyz0123456"),
    "pem": ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----", "MIIEow"),
    "pem_cut": ("-----BEGIN PRIVATE KEY-----\nMIIEow", "MIIEow"),
    "detail": ("DETAIL:  Key (email)=(ada@example.org) already exists.", "ada@example.org"),
    "detail_two": ("Key (lower(email), name)=(ada@example.org, O(x)y) already exists", "ada@example.org"),
    "failing_row": ("DETAIL:  Failing row contains (7, null, secret (x), 1.5).", "secret (x)"),
    "mysql_duplicate": ("Duplicate entry 'ada@example.org' for key 'users.email'", "ada@example.org"),
    "mongo_duplicate": (
        'E11000 duplicate key error dup key: { email: "ada@example.org" }',
        "ada@example.org",
    ),
    "parameters": (
        "[SQL: INSERT INTO t VALUES (?)]\n[parameters: ('ada@example.org', 3)]\n(Background",
        "ada@example",
    ),
    "parameters_dict": ("[parameters: {'email': 'ada@example.org', 'x': [1]}]", "ada@example.org"),
    "params": ("executing with params=['ada@example.org', 3]", "ada@example.org"),
    "asyncpg, cut off": ("query argument $1: UUID('6f1c9c1e-3d0e... (value out of int32 range)", "6f1c"),
    "asyncpg": ("invalid input for query argument $1: 'ada' (an integer is required)", "'ada'"),
    "pg_syntax": ('invalid input syntax for type uuid: "ada@example.org"', "ada@example.org"),
    "pydantic": ("[type=int_parsing, input_value='ada x', input_type=str]", "ada x"),
    "port": ("Port could not be cast to integer value as 'hunt'", "hunt"),
}


@pytest.mark.parametrize("kind", SEEDS)
def test_a_secret_does_not_survive_in_text(kind: str) -> None:
    text, secret = SEEDS[kind]
    assert secret not in Redactor().text(text)


@pytest.mark.parametrize("kind", SEEDS)
def test_a_secret_does_not_survive_inside_other_text(kind: str) -> None:
    text, secret = SEEDS[kind]
    around = f"first line\nERROR worker-1: {text}\nlast line, with (more) text"
    assert secret not in Redactor().text(around)


@pytest.mark.parametrize(
    "text",
    [
        "Node 'signup' missing required inputs: ['full_name', 'email']",
        "Source output 'token' not found in node 'login'. Available outputs: ['id', 'tokens']",
        "sqlite:////var/data/app.db",
        "postgresql://app:{password}@db:5432/shop",
        "postgresql://app:***@db:5432/shop",
        'password authentication failed for user "app"',
        "password: <str:8>",
        "max_tokens=4096",
        "UNIQUE constraint failed: users.email",
        "no such column: users.password",
        "the primary key: id",
        "token_type: bearer",
        "Basic authentication failed",
        "KeyError: 'tenant_id'",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert Redactor().text(text) == text


def test_a_known_value_is_hidden_wherever_it_stands() -> None:
    known = secrets.of_process(["postgresql://app:s3cr@t/w0rd@db.example:5432/x"], {})
    redactor = Redactor(known)
    for text in (
        "password was s3cr@t/w0rd there",
        "s3cr%40t%2Fw0rd",
        "could not translate host name 't/w0rd@db.example'",
        "host='t/w0rd@db.example:5432'",
        "half of it: w0rd",
    ):
        shown = redactor.text(text)
        assert "w0rd" not in shown
        assert "s3cr" not in shown


def test_environment_values_count_as_known() -> None:
    known = secrets.of_process(
        [], {"MY_TOKEN": "zebra-crossing-9", "PWD": "/srv/app", "REDIS_URL": "redis://:k0fferraum@r"}
    )
    shown = Redactor(known).text("sent zebra-crossing-9 and k0fferraum from /srv/app")
    assert shown == "sent *** and *** from /srv/app"


def test_well_known_passwords_do_not_make_texts_unreadable() -> None:
    known = secrets.of_process(["postgresql://postgres:postgres@db/test"], {})
    assert Redactor(known).text("role postgres in postgresql") == "role postgres in postgresql"


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("password", True),
        ("DB_PASSWORD", True),
        ("dbPassword", True),
        ("password2", True),
        ("api_key", True),
        ("X-Api-Key", True),
        ("aws_secret_access_key", True),
        ("refreshToken", True),
        ("password_hash", True),
        ("DB_PASS", True),
        ("primary_key", False),
        ("key", False),
        ("author", False),
        ("bypass", False),
        ("max_tokens", False),
        ("token_type", False),
        ("password_field", False),
        ("compass", False),
    ],
)
def test_names(name: str, secret: bool) -> None:
    assert secrets.secret_name(name) is secret


SOURCE = '''
import os
PASSWORD = "alpha-1"
TOKEN: str = f"beta-22-{os.getpid()}"
conf = {"api_key": "gamma-3", "model": "User"}
conf["client_secret"] = b"delta-4"
url = "postgresql://app:eps:ilon@db/x"
other = f"postgresql://app:{PASSWORD}@db/x"
fallback = os.environ.get("DB_PASSWORD", "zeta-6")
kept = os.environ["DB_PASSWORD"]
private_key = """-----BEGIN PRIVATE KEY-----
eta-7
-----END PRIVATE KEY-----
"""
long_secret = (
    "theta-8"
    "iota-9"
)
def f(user, password="kappa-10", *, token="lambda-11"):
    return password == "mu-12"
client.login(password="nu-13", user="app")
headers = [("authorization", "Bearer xi-14444")]
self.api_key = SecretStr("omikron-15")
setattr(client, "password", "pi-16")
# the old password: rho-17
workflow.add_connection("login", "token", "next", "token")
order_by = ["password", "name"]
cursor.execute("ALTER ROLE app PASSWORD 'sigma-18'")
ghp = "ghp_abcdefghijklmnopqrstuvwxyz"
print("end")
'''


def test_source_keeps_its_lines_and_its_syntax() -> None:
    shown = Redactor().source(SOURCE)
    ast.parse(shown)
    assert shown.count("\n") == SOURCE.count("\n")
    hidden = (
        "alpha beta gamma delta eps:ilon zeta eta-7 theta iota kappa lambda mu-12 nu-13 xi-14 omikron pi-16"
    )
    for word in [*hidden.split(" "), "rho-17", "sigma-18", "ghp_a"]:
        assert word not in shown
    for kept in (
        'conf = {"api_key": "***", "model": "User"}',
        'other = f"postgresql://app:{PASSWORD}@db/x"',
        'kept = os.environ["DB_PASSWORD"]',
        'workflow.add_connection("login", "token", "next", "token")',
        'order_by = ["password", "name"]',
        'print("end")',
    ):
        assert kept in shown.split("\n")


def test_source_that_is_not_python_is_still_redacted() -> None:
    shown = Redactor().source('def f(:\n    password = "alpha-1"\n')
    assert "alpha-1" not in shown
    assert shown.count("\n") == 2


def test_constants_of_the_source_become_known_values() -> None:
    assert "alpha-1" in spans.constants('PASSWORD = "alpha-1"\nname = "x"\n')


def test_settings_keep_their_lines() -> None:
    text = "# db\nDB_HOST=db\nDB_PASSWORD=plain words\nexport API_TOKEN='x y z'\nDATABASE_URL=postgresql://a:b1b2@c/d\n"
    shown = Redactor().settings(text)
    assert shown.split("\n") == [
        "# db",
        "DB_HOST=db",
        "DB_PASSWORD=***",
        "export API_TOKEN='***'",
        "DATABASE_URL=postgresql://a:***@c/d",
        "",
    ]


def test_arguments_of_a_command_line() -> None:
    shown = Redactor().arguments(["app.py", "--password", "hunter2pw", "--token=abc", "--page", "2"])
    assert shown == ["app.py", "--password", "***", "--token=***", "--page", "2"]


def test_values_below_a_secret_key_are_hidden_but_columns_keep_their_type() -> None:
    redactor = Redactor()
    assert redactor.value({"secrets": {"a": "hunter2", "b": ["x1", 5]}}) == {
        "secrets": {"a": "***", "b": ["***", "***"]}
    }
    field = {"password": {"type": "str", "required": True}}
    assert redactor.value(field, under=None) == field
    assert redactor.value({"password": "<str:8>"}) == {"password": "<str:8>"}


def test_terminal_colours_and_library_folders_are_taken_out() -> None:
    redactor = Redactor(prefixes=[("/opt/env/lib/python3.11/site-packages/", "site-packages/")])
    text = "\x1b[91mbad\x1b[0m at /opt/env/lib/python3.11/site-packages/dataflow/x.py"
    assert redactor.text(text) == "bad at site-packages/dataflow/x.py"


def test_a_url_keeps_user_host_and_path() -> None:
    assert url("postgresql://app:x@y@db:5432/shop?a=1") == "postgresql://app:***@db:5432/shop?a=1"


def test_only_the_kind_of_special_characters_of_a_password_is_given_away() -> None:
    assert secrets.password_characters("postgresql://app:a@b#c@db/x") == "@#"
    assert secrets.password_characters("postgresql://app:a%40b@db/x") == ""
    assert secrets.password_characters("postgresql://app:50%off@db/x") == "%"


@pytest.mark.parametrize(
    "text",
    [
        'Cookie: sid=31d4d96e407aad42; theme=dark DB_PASSWORD = "hunter2pw"',
        "Cookie: sid=31d4d96e407aad42; theme=dark https://key@sentry.example/1",
        "Cookie: sid=31d4d96e407aad42; theme=dark CREATE ROLE a PASSWORD 'hunter2pw'",
        "Cookie: sid=31d4d96e407aad42; theme=dark xoxb-123456789012-abcdefGHIJ",
    ],
)
def test_a_cookie_and_a_secret_beside_it_are_both_hidden(text: str) -> None:
    shown = Redactor().text(text)
    assert "31d4d96e407aad42" not in shown
    assert "hunter2pw" not in shown
    assert "abcdefGHIJ" not in shown


@pytest.mark.parametrize("rest", ["\x1b[0m", "\x1b[9", "\x1b[", "\x1b"])
def test_colours_go_also_where_a_text_was_cut(rest: str) -> None:
    assert Redactor().text(f"\x1b[91mred is a colour{rest}") == "red is a colour"


def test_secrets_that_overlap_are_hidden_as_one():
    redactor = Redactor(["//hooks.slack.com/services/T0", "zebra42/x9"])
    assert redactor.text("see https://hooks.slack.com/services/T0/x90000000 now") == "see https:*** now"
    assert redactor.text("see zebra42/x9 now") == "see *** now"
