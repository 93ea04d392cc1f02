"""`evals run --model`: the tables of the local answer, the same with a model, and the model alone."""

from __future__ import annotations

import click
from rich.console import Console

from dataflow_debugger.agent.model.settings import Settings, WrongModel, parse
from dataflow_debugger.evals import contrary, table
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.recorder import MissingRecorder

WIDTH = 190
# A local model on a small machine is slow; answers are kept short for its sake.
TIMEOUT_S = 900.0
ANSWER = 220


def run(cases: list[Case], model: str, base_url: str | None, count: int | None, fixes: bool = False) -> None:
    """Replay the cassettes of the cases, or record them from the server at `base_url`; print the tables."""
    from dataflow_debugger.evals import modelled

    try:
        chosen = parse(model)
    except WrongModel as error:
        raise click.ClickException(str(error)) from error
    if chosen is None:
        raise click.ClickException("--model none is what `run` does without --model; name a model.")
    recording = base_url is not None
    settings = Settings(
        *chosen,
        base_url=base_url or modelled.NOWHERE[chosen[0]],
        always=True,
        timeout=TIMEOUT_S,
        answer=ANSWER,
    )
    if count is not None:
        cases = modelled.sample(cases, count)
    if chosen[1] == contrary.NAME:
        found = modelled.score_contrary(cases, settings)
        table.print_systems({str(name): pairs for name, pairs in found.pairs.items()}, Console(width=WIDTH))
        return
    if not recording:
        cases = modelled.on_cassette(cases)
    if not cases:
        raise click.ClickException("There are no cassettes of these cases; record some with --base-url.")
    try:
        found = modelled.score(
            cases,
            settings,
            recording=recording,
            fixes=fixes,
            say=lambda text: click.echo(text, err=True) if recording else None,
        )
    except MissingRecorder as error:
        raise click.ClickException(str(error)) from error
    for line in found.missing:
        click.echo(f"skipped {line}")
    if found.changed:
        click.echo(
            f"answered on the day of recording, to a question that has changed since: {', '.join(found.changed)}"
        )
    if not found.pairs["local"]:
        raise click.ClickException("None of the cassettes fits its case any more; record them anew.")
    table.print_systems({str(name): pairs for name, pairs in found.pairs.items()}, Console(width=WIDTH))
    for name, used in found.tokens.items():
        click.echo(f"tokens, {name}: {modelled.described([one.total for one in used])}")


def print_sizes(cases: list[Case]) -> None:
    """Print the estimated tokens of what would be sent."""
    from dataflow_debugger.evals import modelled

    settings = Settings("openai", "any", base_url=modelled.NOWHERE["openai"], always=True)
    for name, values in modelled.sizes(cases, settings).items():
        click.echo(f"{name}: {modelled.described(values)}")
