"""Edits of `with db:` blocks around single uses of an instance."""

from edit_samples import app, edited, untouched

MADE = "db = DataFlow(URL)\n\n\n"
TWO = "def first():\n    with db:\n        return 1\n\n\ndef second():\n    with db:\n        return 2\n"


def leave(text: str, line: int) -> str:
    return app(text, "leave_instance_open", {"line": line}, call="DataFlow")


def test_every_block_of_the_instance_goes():
    bare = "def first():\n    return 1\n\n\ndef second():\n    return 2\n"
    assert leave(MADE + TWO, 5) == MADE + bare


def test_a_block_around_the_whole_program_stays():
    text = MADE + TWO + "\n\nif __name__ == '__main__':\n    with db:\n        first()\n        second()\n"
    assert leave(text, 5).endswith("    with db:\n        first()\n        second()\n")


def test_headers_with_names_others_and_comments():
    body = "        # why\n        run('''\n        text''')\n"
    bare = "    # why\n    run('''\n        text''')\n"
    assert leave(f"{MADE}def f():\n    with db as flow:  # open\n{body}", 5).endswith(
        f"    flow = db\n{bare}"
    )
    assert leave(f"{MADE}def f():\n    with db, lock:\n{body}", 5).endswith(f"    with lock:\n{body}")
    assert leave(f"{MADE}def f():\n    with lock as l, db:\n{body}", 5).endswith(
        f"    with lock as l:\n{body}"
    )
    assert leave(f"{MADE}def f():\n    with db: run()\n", 5).endswith("    run()\n")
    wanted = "    flow = db\n    with lock:\n" + body
    assert leave(f"{MADE}def f():\n    with db as flow, lock:\n{body}", 5).endswith(wanted)


def test_an_instance_of_another_file():
    files = {
        "app.py": "from store import db\n\n\n" + TWO,
        "store.py": MADE,
        "other.py": "with lock:\n    pass\n",
    }
    found = edited(files, "leave_instance_open", {"line": 5}, call="DataFlow")
    assert list(found) == ["app.py"] and "with" not in found["app.py"]


def test_what_follows_the_only_block_moves_into_it():
    text = "db = DataFlow(URL)\nwith db:\n    fill()\nprint(count())\n"
    assert app(text, "extend_entered", {"line": 2}, call="DataFlow").endswith(
        "    fill()\n    print(count())\n"
    )
    assert untouched(MADE + TWO, "extend_entered", {"line": 5}, call="DataFlow")
