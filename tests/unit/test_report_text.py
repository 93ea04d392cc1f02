"""Text of strangers is shown, never obeyed."""

import pytest

from dataflow_debugger.agent.report import text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\x07", "bell\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("gpj\u202eexe", "gpj\\u202eexe"),
        ("\ud800", "\\ud800"),
        ("a\U000e0041", "a\\U000e0041"),
        ("tab\tand\nline stay", "tab\tand\nline stay"),
        ("windows\r\nline", "windows\nline"),
        ("family 👩\u200d👧 ключ 在庫", "family 👩\u200d👧 ключ 在庫"),
    ],
)
def test_visible_writes_acting_characters_as_escapes(given: str, shown: str) -> None:
    assert text.visible(given) == shown


def test_clip_says_what_is_missing() -> None:
    assert text.clip("abcdef", 3) == "abc … (+3 characters)"
    assert text.clip("abc", 3) == "abc"


def test_lines_of_says_how_many_lines_are_missing() -> None:
    assert text.lines_of("a\nb\nc\nd\n", 2, 10) == ["a", "b", "… (2 more lines)"]


def test_code_lines_loses_only_the_shared_indent() -> None:
    assert text.code_lines([(3, "\tif x:"), (4, ""), (5, "\t    y()\n")]) == [
        (3, "if x:"),
        (4, ""),
        (5, "    y()"),
    ]


@pytest.mark.parametrize(
    ("file", "folder", "cwd", "shown"),
    [
        ("app.py", "/home/ada/shop", "/home/ada/shop", "app.py"),
        ("app.py", "/home/ada/shop", "/home/ada", "shop/app.py"),
        ("app.py", "/home/ada/shop", "/home/ada/wine", "../shop/app.py"),
        ("/srv/lib/tool.py", "/home/ada/shop", "/home/ada/shop", "/srv/lib/tool.py"),
        ("/home/ada/wine/a.py", "/home/ada/shop", "/home/ada/wine", "a.py"),
        ("app.py", "", "/home/ada", "app.py"),
    ],
)
def test_a_path_is_written_from_where_the_reader_stands(file: str, folder: str, cwd: str, shown: str) -> None:
    assert text.path_for(file, folder, cwd) == shown
