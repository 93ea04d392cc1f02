"""A case: a real failure as data and programs (`evals/cases/<id>/`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

CASES = Path(__file__).resolve().parent / "cases"
NOT_THE_PROGRAM = {"case.yaml", "evidence.json", "evidence-noise.json", "fixed", "fixed_alt", "check.py"}


class CaseError(Exception):
    """A case folder is incomplete or wrong; the message names file and field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Expected(_Strict):
    """What a right answer is. `entries` by relevance; empty means that nothing of DataFlow's is at fault."""

    entries: list[str] = []
    cause: str
    fix_kind: Literal["edit", "config", "upgrade", "workaround", "none"]
    file: str | None = None
    line: int | None = None
    node: str | None = None


class Case(_Strict):
    id: str
    title: str
    source: str
    packages: dict[str, str]
    database: Literal["none", "sqlite", "postgresql", "mysql"]
    report: str
    family: str
    misleading: bool = False
    silent: bool = False
    guard: bool = False
    split: Literal["dev", "frozen"] = "dev"
    command: list[str] = ["app.py"]
    pass_report: bool = True
    expected: Expected
    keywords: list[list[str]] = []
    decoys: list[str] = []
    acceptable_fixes: list[str] = []
    folder: Path = Path()

    @model_validator(mode="after")
    def _negatives_expect_no_fix(self) -> Case:
        if not self.expected.entries and self.expected.fix_kind != "none":
            raise ValueError("a case that expects no entry has fix_kind 'none'")
        return self

    @property
    def negative(self) -> bool:
        """True when the failure is not DataFlow's."""
        return not self.expected.entries

    @property
    def evidence_file(self) -> Path:
        return self.folder / "evidence.json"

    def program_files(self) -> list[Path]:
        """Files of the failing program, below the case's folder."""
        return [p for p in sorted(self.folder.iterdir()) if p.name not in NOT_THE_PROGRAM]


def load_case(folder: Path) -> Case:
    """One case. Raises CaseError with the file and the field that is wrong."""
    path = folder / "case.yaml"
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        case = Case.model_validate({**data, "folder": folder})
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, TypeError) as error:
        raise CaseError(f"{path} is not a YAML mapping: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise CaseError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    if case.id != folder.name:
        raise CaseError(f"{path}: id is {case.id!r}, the folder is {folder.name!r}; make them equal.")
    return case


def load_cases(names: tuple[str, ...] = (), root: Path = CASES) -> list[Case]:
    """All cases below `root`, or those named (an id or a glob). Raises CaseError."""
    folders = [f for f in sorted(root.iterdir()) if f.is_dir() and not f.name.startswith((".", "_"))]
    if names:
        wanted = [f for f in folders if any(f.match(name) for name in names)]
        missing = [n for n in names if not any(f.match(n) for f in folders)]
        if missing:
            raise CaseError(f"no case matches {', '.join(missing)}; see evals/cases for the names.")
        folders = wanted
    return [load_case(folder) for folder in folders]
