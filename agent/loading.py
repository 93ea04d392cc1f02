"""Loads what a diagnosis needs, in a thread, while the user's program runs."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataflow_debugger.knowledge_base.loader import KnowledgeBase
    from dataflow_debugger.retrieval.retriever import Retriever
    from dataflow_debugger.retrieval.server import Address

WAIT_MAX_S = 30.0
MODULES = ("answer",)


@dataclass(frozen=True)
class Loaded:
    """The entries and what finds them."""

    knowledge: KnowledgeBase
    retriever: Retriever


def load(knowledge: Sequence[Path] = (), modules: Sequence[str] = (), store: Address | None = None) -> Loaded:
    """Load the entries, retrieval, and the modules that a diagnosis needs; `modules` names further ones.

    `store` is a server that holds the vectors of the entries.
    """
    from dataflow_debugger.knowledge_base import loader
    from dataflow_debugger.retrieval.retriever import Retriever

    entries = loader.load(loader.BUILT_IN, *knowledge, skip_broken=True)
    retriever = Retriever.open(entries.entries, shared=store)
    for name in (*MODULES, *modules):
        import_module(f"dataflow_debugger.agent.{name}")
    from dataflow_debugger.agent import checks, fixes

    checks.registered()
    fixes.registered()
    return Loaded(entries, retriever)


def load_lean(knowledge: Sequence[Path] = ()) -> Loaded:
    """Load the entries without the search among them: their checks and signals decide nearly every failure.

    It takes a third of the time, which matters where somebody waits for a program that has just failed.
    """
    from dataflow_debugger.knowledge_base import loader
    from dataflow_debugger.retrieval.retriever import Retriever

    entries = loader.load(loader.BUILT_IN, *knowledge, skip_broken=True)
    return Loaded(entries, Retriever.open(entries.entries, dense=False, lexical=False))


class Loading:
    """`load` under way in a daemon thread."""

    def __init__(
        self, knowledge: Sequence[Path] = (), modules: Sequence[str] = (), store: Address | None = None
    ) -> None:
        self._future: Future[Loaded] = Future()
        given = (knowledge, modules, store)
        self._thread = Thread(target=self._work, args=given, name="loading", daemon=True)
        self._thread.start()

    def _work(self, knowledge: Sequence[Path], modules: Sequence[str], store: Address | None) -> None:
        try:
            self._future.set_result(load(knowledge, modules, store))
        except BaseException as error:
            self._future.set_exception(error)

    def result(self) -> Loaded:
        """What was loaded. Raises what loading raised."""
        return self._future.result()

    def wait(self) -> None:
        """Let it end: a process that leaves while native code of this thread runs is aborted."""
        self._thread.join(WAIT_MAX_S)
