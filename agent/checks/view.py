"""What the checks look at: the evidence with indexes, the user's sources parsed, names resolved."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any, TypeVar

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from dataflow_debugger.agent import workflow_code
from dataflow_debugger.agent.checks import literals, names
from dataflow_debugger.agent.checks.worker_frames import worker_frames
from dataflow_debugger.agent.evidence import (
    Call,
    Connection,
    Evidence,
    ExceptionInfo,
    Frame,
    Model,
    Node,
    Outcome,
)
from dataflow_debugger.agent.failure import NOISE
from dataflow_debugger.agent.pattern_source import Source

_Found = TypeVar("_Found", literals.Site, literals.Wire)
_NOISE = re.compile(r"^no running event loop$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_UNKNOWN_OUTPUT = re.compile(
    r"Source output '(?P<output>[^']*)' not found in node '(?P<node>[^']*)'\.?\s*"
    r"Available outputs: \[(?P<available>[^\]]*)\]"
)


@dataclass(frozen=True)
class Text:
    """One text of the run and where it came from: exception, log, outcome, call, hidden or warning."""

    text: str
    origin: str
    node: str | None = None
    at: str | None = None


@dataclass(frozen=True)
class UnknownOutput:
    """The log line of a connection from an output that the node does not have."""

    output: str
    node: str
    available: tuple[str, ...]


class View:
    """Evidence with cached indexes. Every part answers emptily where the evidence has nothing."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    @cached_property
    def chain(self) -> list[ExceptionInfo]:
        """Every exception of the run, also those that were only logged, without the runtime's own noise."""
        found = self.evidence.exception.chain if self.evidence.exception else []
        own = [one.message for one in found if one.relation == "logged" and NOISE.search(one.message)]
        quiet = [
            one
            for one in found
            if not (one.type.endswith("RuntimeError") and _NOISE.match(one.message))
            and (one.relation != "logged" or all(one.message[:200] not in message for message in own))
        ]
        return [one.model_copy(update={"message": plain(one.message)}) for one in quiet]

    @cached_property
    def raised(self) -> list[ExceptionInfo]:
        """The exceptions that ended the program, outermost first."""
        return [one for one in self.chain if one.relation != "logged"]

    @property
    def root(self) -> ExceptionInfo | None:
        """The exception the user saw."""
        return self.raised[0] if self.raised else None

    @property
    def innermost(self) -> ExceptionInfo | None:
        """The last exception of the cause chain, nearest to where it began."""
        return self.raised[-1] if self.raised else None

    @cached_property
    def frames(self) -> list[Frame]:
        """The frames of the exception the user saw, outermost first."""
        return self.root.frames if self.root else []

    @cached_property
    def user_frames(self) -> list[Frame]:
        """The user's frames of the outer exception, or of the first one in the chain that has any."""
        remote = next((one for one in self.raised if one.type.endswith("RemoteTraceback")), None)
        inside = worker_frames(remote.message, self.source) if remote else []
        if inside:
            return inside
        for one in self.raised:
            found = [frame for frame in one.frames if frame.user]
            if found:
                return found
        return []

    @property
    def user_frame(self) -> Frame | None:
        """The deepest frame of the user's own code."""
        return self.user_frames[-1] if self.user_frames else None

    @cached_property
    def failing_statement(self) -> tuple[Source, ast.stmt] | None:
        """The statement of the deepest user frame, where its source is known."""
        frame = self.user_frame
        source = self.source(frame.file) if frame else None
        statement = source.statement_at(frame.line) if source and frame else None
        return (source, statement) if source and statement else None

    @cached_property
    def all_texts(self) -> list[Text]:
        """Messages of exceptions, logs (not of housekeeping), outcomes, calls and warnings, in this order."""
        texts = [Text(one.message, "exception") for one in self.chain]
        texts += [Text(note, "exception") for one in self.chain for note in one.notes]
        texts += [Text(r.message, "log") for r in self.evidence.logs if not NOISE.search(r.message)]
        texts += [Text(o.error, "outcome", node) for node, o in self.outcomes.items() if o.error]
        texts += [Text(t, origin, None, c.at) for c in self.evidence.calls for t, origin in c.texts]
        texts += [Text(f"{w.category}: {w.message}", "warning", None, w.at) for w in self.evidence.warnings]
        return [Text(plain(one.text), one.origin, one.node, one.at) for one in texts]

    # Workflow

    @property
    def has_workflow(self) -> bool:
        return self.evidence.workflow is not None

    @cached_property
    def nodes(self) -> dict[str, Node]:
        workflow = self.evidence.workflow
        return {node.id: node for node in workflow.nodes} if workflow else {}

    @cached_property
    def connections(self) -> list[Connection]:
        return list(self.evidence.workflow.connections) if self.evidence.workflow else []

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return dict(self.evidence.workflow.outcomes) if self.evidence.workflow else {}

    @property
    def failed_outcomes(self) -> dict[str, Outcome]:
        """Nodes whose outcome is not ok."""
        return {node: outcome for node, outcome in self.outcomes.items() if not outcome.ok}

    @cached_property
    def failed_nodes(self) -> dict[str, str]:
        """Failed node -> its error text: from outcomes, the failed node, and node ids on exceptions."""
        found = {node: plain(outcome.error or "") for node, outcome in self.failed_outcomes.items()}
        workflow = self.evidence.workflow
        message = self.innermost.message if self.innermost else ""
        if workflow and workflow.failed_node and not found.get(workflow.failed_node):
            found[workflow.failed_node] = message
        for one in self.chain:
            node = one.attributes.get("node_id")
            if isinstance(node, str) and node in self.nodes:
                found.setdefault(node, one.message)
        return found

    @cached_property
    def unknown_outputs(self) -> list[UnknownOutput]:
        """Log lines `Source output 'x' not found in node 'y'. Available outputs: [...]`, each once."""
        found = []
        for text in self.all_texts:
            for match in _UNKNOWN_OUTPUT.finditer(text.text):
                available = tuple(re.findall(r"['\"]([^'\"]+)['\"]", match["available"]))
                found.append(UnknownOutput(match["output"], match["node"], available))
        return list(dict.fromkeys(found))

    # Models

    @cached_property
    def models(self) -> list[Model]:
        return list(self.evidence.inspector.models) if self.evidence.inspector else []

    def model(self, name: str) -> Model | None:
        """The model of that name that was registered last."""
        return next((model for model in reversed(self.models) if model.name == name), None)

    def generated(self, node_type: str) -> names.Generated | None:
        """The model and operation of a generated node type, preferring the names of registered models."""
        bare = node_type.rsplit(".", 1)[-1]
        for suffix, operation in names.OPERATIONS.items():
            stem = bare.removesuffix(f"{suffix}Node")
            if stem != bare and any(model.name == stem for model in self.models):
                return names.Generated(stem, operation)
        return names.generated(bare)

    def model_of_node(self, node_type: str) -> Model | None:
        found = self.generated(node_type)
        return self.model(found.model) if found else None

    # Calls

    def calls(self, api: str | None = None) -> list[Call]:
        """Observed calls whose api matches the glob (`express*.create`, `runtime.*`)."""
        return [call for call in self.evidence.calls if names.glob(api, call.api)]

    def at(self, position: str | None) -> tuple[str | None, int | None]:
        """`"app.py:12"` as file and line."""
        file, _, line = (position or "").rpartition(":")
        return (file, int(line)) if file and line.isdigit() else (position or None, None)

    # Sources

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The user's files that took part, by the name they have in the evidence."""
        return {
            one.file: Source(one.text, one.file) for one in self.evidence.source if one.file.endswith(".py")
        }

    def source(self, file: str | None) -> Source | None:
        """The source of a file, also when only the end of its path is the same."""
        if file is None:
            return None
        if file in self.sources:
            return self.sources[file]
        parts = PurePath(file).parts
        for name, source in self.sources.items():
            other = PurePath(name).parts
            shared = min(len(parts), len(other))
            if shared and parts[-shared:] == other[-shared:]:
                return source
        return None

    def line_text(self, file: str | None, line: int | None) -> str | None:
        """The user's line, stripped; from the source or from a frame's excerpt."""
        source = self.source(file)
        if source is not None and line is not None and 0 < line <= len(source.lines):
            return source.lines[line - 1].strip()
        for frame in self.user_frames:
            if frame.file == file:
                return next((text.strip() for number, text in frame.code if number == line), None)
        return None

    # Sites: calls in the source, with the literal values the evidence only has the shape of

    @cached_property
    def node_sites(self) -> list[literals.Site]:
        return self._of_run(lambda source: literals.node_sites(source, self.sources))

    def _of_run(self, find: Callable[[Source], Iterable[_Found]]) -> list[_Found]:
        """What is found in the sources, without the code of workflows that this run did not build."""
        built = workflow_code.Built(self.evidence, lambda file: getattr(self.source(file), "file", None))
        found = [(name, one) for name, source in self.sources.items() for one in find(source)]
        return [one for name, one in found if not built.elsewhere(name, one.source, one.call)]

    @cached_property
    def without_workflows(self) -> bool:
        """Whether the whole program is known and neither made nor ran a workflow of its own."""
        return bool(self.sources) and not (self.node_sites or self.nodes or self.calls("runtime.*"))

    @cached_property
    def express_sites(self) -> list[literals.Site]:
        return [site for source in self.sources.values() for site in literals.express_sites(source)]

    @cached_property
    def wires(self) -> list[literals.Wire]:
        return self._of_run(lambda source: literals.wires(source, self.sources))

    def place_of_connection(
        self,
        source: str | None = None,
        output: str | None = None,
        target: str | None = None,
        input: str | None = None,
    ) -> tuple[str | None, int | None]:
        """File and line of the `add_connection` that has these parts; None matches anything."""
        wanted = (source, output, target, input)
        for wire in self.wires:
            globs = [literals.as_glob(part, wire.source, self.sources) for part in wire.parts]
            if all(
                text is None or literals.matches_glob(one, text)
                for one, text in zip(globs, wanted, strict=True)
            ):
                return wire.file, wire.line
        return None, None

    def sites_of_node(self, node_id: str) -> list[literals.Site]:
        """The `add_node` calls that may have made a node: equal id first, then f-strings that fit."""
        if node_id in self._sites:
            return self._sites[node_id]
        found: list[tuple[int, literals.Site]] = []
        for site, pattern in self._site_globs:
            if literals.matches_glob(pattern, node_id) and self._type_fits(site, node_id):
                found.append((-len(pattern.replace("*", "")), site))
        found.sort(key=lambda pair: pair[0])
        best = found[0][0] if found else 0
        fitting = [site for score, site in found if score == best]
        file, line = self.at(self.nodes[node_id].at if node_id in self.nodes else None)
        seen = [s for s in fitting if s.source is self.source(file) and workflow_code.covers(s.call, line)]
        self._sites[node_id] = seen or fitting
        return self._sites[node_id]

    @cached_property
    def _sites(self) -> dict[str, list[literals.Site]]:
        return {}

    @cached_property
    def _site_globs(self) -> list[tuple[literals.Site, str]]:
        return [(site, literals.as_glob(site.name, site.source, self.sources)) for site in self.node_sites]

    def _type_fits(self, site: literals.Site, node_id: str) -> bool:
        node = self.nodes.get(node_id)
        if node is None or site.kind is None:
            return True
        return literals.matches_glob(
            literals.as_glob(site.kind, site.source, self.sources), node.type
        ) or not (isinstance(site.kind, ast.Constant))

    def place_of_node(self, node_id: str | None) -> tuple[str | None, int | None]:
        """File and line of the `add_node` that made a node."""
        sites = self.sites_of_node(node_id) if node_id is not None else []
        return (sites[0].file, sites[0].line) if sites else (None, None)

    def site_of_call(self, call: Call) -> literals.Site | None:
        """The Express call in the source that an observed call was made by."""
        file, line = self.at(call.at)
        source, operation = self.source(file), call.api.rsplit(".", 1)[-1]
        if source is None or line is None:
            return None
        fitting = [
            site
            for site in self.express_sites
            if site.source is source
            and workflow_code.covers(site.call, line)
            and isinstance(site.kind, ast.Attribute)
            and site.kind.attr == operation
        ]
        return fitting[-1] if fitting else None

    # Environment

    @property
    def packages(self) -> dict[str, str]:
        return self.evidence.environment.packages

    def version(self, package: str) -> str | None:
        """The installed version; spelling of the name (case, `-` and `_`) does not matter."""
        plain = _normal(package)
        return next((v for name, v in self.packages.items() if _normal(name) == plain), None)

    def version_in(self, package: str, wanted: str) -> bool | None:
        """Whether the installed version is in a range such as `<2.14.2`; None when it is not known."""
        found = self.version(package)
        try:
            return Version(found) in SpecifierSet(wanted, prereleases=True) if found else None
        except (InvalidVersion, InvalidSpecifier):
            return None

    @cached_property
    def urls(self) -> list[str]:
        """Database URLs of the run, redacted: of each instance, else of the environment."""
        inspector = self.evidence.inspector
        found = [instance.url for instance in inspector.instances if instance.url] if inspector else []
        database = self.evidence.environment.database
        if not found and database and database.url:
            found = [database.url]
        return found

    @cached_property
    def dialect(self) -> str | None:
        """sqlite, postgresql, mysql, mongodb, or None when nothing tells."""
        database = self.evidence.environment.database
        named = database.dialect if database else None
        return next(
            filter(None, [names.dialect(named or ""), *(names.dialect(url) for url in self.urls)]), None
        )

    def options(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The options of every DataFlow instance, with its index."""
        for index, instance in enumerate(
            self.evidence.inspector.instances if self.evidence.inspector else []
        ):
            yield index, instance.options


def plain(text: str) -> str:
    """A text without terminal colours, which DataFlow puts into its error messages."""
    return _COLOUR.sub("", text)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
