"""Scores with a model from cassettes: replayed without a server, and never worse than without."""

from __future__ import annotations

from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.evals import modelled
from dataflow_debugger.evals.case import load_cases


def test_with_a_recorded_model_no_figure_is_worse() -> None:
    """An answer of the day of recording counts, also where entries have changed the question since."""
    cases = modelled.on_cassette(load_cases())
    assert cases
    settings = Settings(
        "openai",
        "qwen2.5-coder-1.5b",
        base_url=modelled.NOWHERE["openai"],
        always=True,
        timeout=900,
        answer=220,
    )
    found = modelled.score(cases, settings, recording=False)
    assert found.pairs["local"], "every cassette is out of date; record them anew"
    assert len(found.pairs["local"]) + len(found.missing) == len(cases)
    for (case, local), (_, asked) in zip(found.pairs["local"], found.pairs["local + model"], strict=True):
        wanted = case.expected.entries
        assert (asked.ranked[:1] in [[code] for code in wanted]) >= (
            local.ranked[:1] in [[code] for code in wanted]
        )
        assert bool(asked.ranked) == bool(local.ranked)
    assert all(one.total for one in found.tokens["local + model"])
