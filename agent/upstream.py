"""kailash-dataflow's own commands, as its wheel defines them; imported only when one of them is used."""

from __future__ import annotations

from importlib import import_module

import click

# Its wheel installs no script. These names and lines let `dataflow --help` answer without importing it.
COMMANDS = {
    "analyze": "Analyze a workflow.",
    "debug": "Step through a workflow; with --ai, diagnose a failing program.",
    "generate": "Generate docs and diagrams of a workflow.",
    "perf": "Profile a workflow.",
    "validate": "Validate a workflow.",
}


class UpstreamMissing(click.ClickException):
    """kailash-dataflow cannot be imported here."""

    exit_code = 4


def command(name: str) -> click.Command | None:
    """Upstream's command, or None when it has none of that name. Raises UpstreamMissing."""
    try:
        group = import_module("dataflow.cli.commands").main
    except Exception as error:  # whatever a broken or half-installed package raises while it is imported
        reason = f"{type(error).__name__}: {error}"
        raise UpstreamMissing(f"kailash-dataflow's own commands cannot be loaded ({reason}).") from error
    found = group.commands.get(name)
    return found if isinstance(found, click.Command) else None


def help_of_debug(prefix: str) -> str:
    """The help of upstream's `debug`, or nothing when it cannot be had."""
    try:
        found = command("debug")
    except UpstreamMissing:
        return ""
    return found.get_help(click.Context(found, info_name=prefix)) if found else ""
