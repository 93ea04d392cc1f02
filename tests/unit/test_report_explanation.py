"""The page of an entry in the terminal."""

import re

from rich.cells import cell_len

from dataflow_debugger.agent.report import explanation

PAGE = """\
# DFX999: A title that is rather long and therefore has to be broken into two lines at eighty columns

Family: Models. Severity: error.

## What you see

- the list is `empty` although **rows** are there, and this line too is long enough to be broken once
- [issue 12](https://example.org/12)

## Wrong

```python
x = {"a": 1}  # `not` **markup** and a line that is much longer than the terminal is wide, which stays one line

if x:
\treturn
```
"""


def test_a_page_is_plain_text_in_the_width_of_the_terminal() -> None:
    lines = explanation.render(PAGE, width=80).splitlines()
    assert lines[0].startswith("── DFX999: A title")
    assert lines[1].startswith("   ")
    assert "What you see" in lines
    assert "  • the list is `empty` although rows are there, and this line too is long" in lines
    assert "  • issue 12 (https://example.org/12)" in lines
    assert [line for line in lines if cell_len(line) > 80 and not line.startswith("    x = ")] == []


def test_code_stays_as_it_is() -> None:
    page = explanation.render(PAGE, width=80)
    assert '    x = {"a": 1}  # `not` **markup** and a line that is much longer than the terminal' in page
    assert "    if x:\n        return\n" in page
    assert "```" not in page


def test_colour_is_only_added() -> None:
    coloured = explanation.render(PAGE, width=80, colour=True)
    assert "\x1b[36m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == explanation.render(PAGE, width=80)


def test_hostile_characters_and_ascii_terminals() -> None:
    page = explanation.render("- a\x1b[2Jb\n", width=80, ascii_only=True)
    assert page == "  * a\\x1b[2Jb\n"
