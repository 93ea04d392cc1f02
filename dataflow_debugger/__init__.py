"""The front door: version and the lazy public API. Importing it loads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dataflow_debugger.agent.session import diagnose as diagnose

__all__ = ["__version__", "diagnose"]


def __getattr__(name: str) -> Any:
    if name == "diagnose":
        from dataflow_debugger.agent.session import diagnose

        return diagnose
    raise AttributeError(f"module 'dataflow_debugger' has no attribute {name!r}")
