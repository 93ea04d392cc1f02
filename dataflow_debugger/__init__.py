"""The front door: version and the lazy public API. Importing it loads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dataflow_debugger.agent.hooks.watch import install as install
    from dataflow_debugger.agent.hooks.watch import uninstall as uninstall
    from dataflow_debugger.agent.session import diagnose as diagnose

__all__ = ["__version__", "diagnose", "install", "uninstall"]


def __getattr__(name: str) -> Any:
    if name == "diagnose":
        from dataflow_debugger.agent.session import diagnose

        return diagnose
    if name in ("install", "uninstall"):
        from dataflow_debugger.agent.hooks import watch

        return getattr(watch, name)
    raise AttributeError(f"module 'dataflow_debugger' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext dataflow_debugger` in IPython or Jupyter."""
    from dataflow_debugger.agent.hooks import notebook

    notebook.load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """`%unload_ext dataflow_debugger` puts everything back."""
    from dataflow_debugger.agent.hooks import notebook

    notebook.unload(shell)
