"""From the options of the command line to the settings of a model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.model.settings import Settings, WrongModel, parse

# Modules worth loading while the program runs.
MODULES = ("model.consult", "model.agent")


def from_options(options: Mapping[str, Any]) -> Settings | None:
    """The model that was chosen, or None. Raises WrongModel where the options contradict each other."""
    chosen = parse(options["model"])
    if chosen is None:
        for name in ("show_payload", "always_ask", "chat"):
            if options.get(name):
                raise WrongModel(f"--{name.replace('_', '-')} needs a model: add --model openai:NAME.")
        return None
    return Settings(
        *chosen,
        base_url=options["base_url"],
        budget=options["budget"],
        timeout=options["model_timeout"],
        always=options["always_ask"],
        show=options["show_payload"],
        include_values=bool(options["include_values"]),
        payload=payload_file(options["output"]),
    )


def payload_file(output: Path | None) -> Path | None:
    """Where what is sent is kept: beside the report's file, else in the folder of reports or of our state."""
    if output is not None:
        return output.with_name(f"{output.stem}.payload.json")
    from dataflow_debugger.agent.fixes.apply import ApplyError, state_folder
    from dataflow_debugger.agent.hooks import keep

    # There a name that ends in .json is the evidence of a failure.
    kept = keep.place()
    if kept.is_dir():
        return kept / "payload.txt"
    try:
        return state_folder() / "payload.txt"
    except ApplyError:
        return None
