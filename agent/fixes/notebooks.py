"""Code cells of Jupyter notebooks as files of a project, and the notebook's own text with a cell changed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NOTEBOOKS_MAX = 20
BYTES_MAX = 5_000_000
MARK = "#cell-"


def is_cell_file(file: str) -> bool:
    """Whether a code file of the evidence is a cell that IPython ran."""
    return file.startswith("<ipython-input") or "/ipykernel_" in file.replace("\\", "/")


def is_cell(name: str) -> bool:
    """Whether a file of a project is a cell, of a saved notebook or of none."""
    return is_cell_file(name) or cell_of(name) is not None


def find_cell(folder: Path, text: str) -> str | None:
    """The name (`analysis.ipynb#cell-3`) of the one code cell with this text, in the notebooks of a folder."""
    found = [
        f"{path.name}{MARK}{index}"
        for path in sorted(folder.glob("*.ipynb"))[:NOTEBOOKS_MAX]
        for index, source in enumerate(_sources(path))
        if source is not None and source.strip() == text.strip()
    ]
    return found[0] if len(found) == 1 else None


def cell_of(name: str) -> tuple[str, int] | None:
    """Notebook and number of the cell that a name stands for."""
    notebook, mark, number = name.rpartition(MARK)
    return (notebook, int(number)) if mark and number.isdigit() else None


def _sources(path: Path) -> list[str | None]:
    """The text of every code cell, None for other cells."""
    try:
        if path.stat().st_size > BYTES_MAX:
            return []
        return [_source(cell) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _source(cell: Mapping[str, Any]) -> str | None:
    source = cell.get("source", "")
    if cell.get("cell_type") != "code":
        return None
    return "".join(source) if isinstance(source, list) else str(source)


def cell_text(raw: str, number: int) -> str:
    """The text of a cell of a notebook. Raises ValueError when there is no such code cell."""
    try:
        text = _source(json.loads(raw)["cells"][number])
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError("the notebook has no such cell") from error
    if text is None:
        raise ValueError("the cell is no code")
    return text


def with_cells(raw: str, cells: Mapping[int, str]) -> str:
    """The notebook's text with some cells changed and everything else, its layout too, as it was.

    Raises ValueError when its layout is none that a notebook editor writes.
    """
    content = json.loads(raw)
    style = _style(raw, content)
    for number, text in cells.items():
        cell = content["cells"][number]
        as_list = isinstance(cell.get("source"), list)
        cell["source"] = text.splitlines(keepends=True) if as_list else text
    return json.dumps(content, **style) + _tail(raw)


def _tail(raw: str) -> str:
    return raw[len(raw.rstrip("\r\n \t")) :]


def _style(raw: str, content: Any) -> dict[str, Any]:
    """The arguments with which `json.dumps` gives the text as it is."""
    body = raw[: len(raw) - len(_tail(raw))]
    for indent, ascii_only, ordered in itertools.product((1, 2, 4, None, "\t"), (False, True), (False, True)):
        style: dict[str, Any] = {"indent": indent, "ensure_ascii": ascii_only, "sort_keys": ordered}
        if json.dumps(content, **style) == body:
            return style
        compact = {**style, "separators": (",", ":")}
        if indent is None and json.dumps(content, **compact) == body:
            return compact
    raise ValueError("the notebook is written in a way that cannot be kept")
