"""Hands the exceptions of failing tests to capture; loaded by pytest, which keeps them to itself."""

from __future__ import annotations

from typing import Any

from . import bootstrap


def pytest_exception_interact(node: Any, call: Any, report: Any) -> None:
    """Called for every exception that fails a test, its setup or its import."""
    error = getattr(getattr(call, "excinfo", None), "value", None)
    if error is not None and type(error).__name__ not in ("Exit", "Skipped"):
        bootstrap.failed(error)
