"""The pytest plugin: `--dataflow-debug`, or DATAFLOW_DEBUG=1, explains failing tests that involve DataFlow.

pytest loads this module in every run, so it imports nothing before somebody asks for it.
"""

from __future__ import annotations

import os

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator

OFF = ("", "0", "false", "no", "off")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option; `addopts = "--dataflow-debug"` in a settings file makes it lasting."""
    parser.getgroup("dataflow").addoption(
        "--dataflow-debug",
        action="store_true",
        help="explain failing tests that involve Kailash DataFlow; DATAFLOW_DEBUG=1 does the same",
    )


# The older kind of wrapper: a plugin that some pytest cannot load would take all tests with it.
@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Observes DataFlow from the first conftest on: what is made there is part of the evidence."""
    if wanted(bool(getattr(early_config.known_args_namespace, "dataflow_debug", False))):
        from dataflow_debugger.agent.hooks import observing

        observing.start()
    yield


def pytest_configure(config: pytest.Config) -> None:
    """Registers what does the work."""
    if wanted(bool(config.getoption("dataflow_debug", False))):
        from dataflow_debugger.agent.hooks import pytest_failures

        config.pluginmanager.register(pytest_failures.make(config), "dataflow-debug")


def wanted(option: bool) -> bool:
    """Whether to explain failures. Under `dataflow debug --ai -- pytest` that command does it."""
    if os.environ.get("DFDBG_OUT"):
        return False
    return option or os.environ.get("DATAFLOW_DEBUG", "").strip().lower() not in OFF
