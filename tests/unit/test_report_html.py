"""The HTML page: one file, closed to text of strangers, with the picture and the tables of the run."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
import report_samples

from dataflow_debugger.agent.evidence import (
    Call,
    Connection,
    Database,
    DatabaseFile,
    Environment,
    Evidence,
    ExceptionChain,
    ExceptionInfo,
    Frame,
    Inspector,
    Instance,
    LogRecord,
    Model,
    ModelField,
    Node,
    Outcome,
    SourceFile,
    Table,
    WarningRecord,
    Workflow,
)
from dataflow_debugger.agent.report import html

SAMPLES = report_samples.every()
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """The elements of a page, the text of some, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        for name in self.stack[-1:]:
            self.inside[name] = self.inside.get(name, "") + data


def evidence(text: str) -> Evidence:
    """Evidence in which every text is `text`."""
    field = ModelField(type=text, default=text)
    frame = Frame(file=text, line=1, function=text, user=True)
    return Evidence(
        schema="evidence/1",
        captured_at=text,
        environment=Environment(
            python=text, platform=text, packages={text: text}, database=Database(url=text)
        ),
        exception=ExceptionChain(
            chain=[ExceptionInfo(type=text, message=text, relation=text, frames=[frame])]
        ),
        workflow=Workflow(
            nodes=[Node(id=text, type=text), Node(id="b", type=text)],
            connections=[Connection(source=text, output=text, target="b", input=text)],
            failed_node=text,
            outcomes={"b": Outcome(ok=True)},
        ),
        inspector=Inspector(
            models=[Model(name=text, table=text, fields={text: field})],
            instances=[Instance(url=text)],
            databases=[
                DatabaseFile(
                    path=text,
                    tables={
                        text: Table(columns={"x": text}, rows=2),
                        text + "2": Table(columns={text: text}),
                    },
                )
            ],
        ),
        source=[SourceFile(file="a.py", text=text)],
        calls=[Call(api=text, args={text: text}, result=text, at=text, error=text, ok=False)],
        logs=[LogRecord(level=text, logger=text, message=text)],
        warnings=[WarningRecord(category=text, message=text, at=text)],
    )


HOSTILE = (
    "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='f(3)' {{7*7}}"
)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_is_a_whole_page(name: str) -> None:
    page = Page(html.render(SAMPLES[name], evidence("text")))
    assert page.stack == []
    assert [tag for tag, _ in page.tags].count("script") == 1


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_text_of_the_run_becomes_an_element_or_an_attribute(name: str) -> None:
    report = SAMPLES[name].model_copy(deep=True)
    if report.failure:
        report.failure.message = report.failure.type = report.failure.node = HOSTILE
    for one in report.diagnoses:
        one.title = one.cause = HOSTILE
        for fix in one.fixes:
            fix.title = fix.rationale = fix.command = HOSTILE
            fix.diff = f"--- a/{HOSTILE}\n+++ b/x\n@@ -1 +1 @@\n-{HOSTILE}\n+x\n"
    report.explanation, report.notes = HOSTILE, [HOSTILE]
    if report.model and report.model.opinion:
        said = report.model.opinion
        report.model.name = report.model.failed = report.model.payload = said.cause = HOSTILE
        said.next_steps = report.model.left_out = [HOSTILE]
        report.model.tools[0].what = said.fixes[0].title = HOSTILE
    tags = Page(html.render(report, evidence(HOSTILE))).tags
    plain = Page(html.render(report, evidence("x"))).tags
    assert {tag for tag, _ in tags} <= {tag for tag, _ in plain}
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on") or name == "style"]
    assert [tag for tag, _ in tags].count("script") == 1


def test_nothing_comes_from_outside_and_the_policy_names_what_stands_inside() -> None:
    text = html.render(SAMPLES["confirmed"], evidence("text"))
    assert not re.search(r"""(?:src|href)\s*=|url\((?!#)|@import|https?://""", text)
    page = Page(text)
    policy = next(attrs["content"] or "" for tag, attrs in page.tags if attrs.get("http-equiv"))
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.inside[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_patch_can_be_copied_as_it_is() -> None:
    report = SAMPLES["confirmed"]
    text = html.render(report)
    inside = re.search(r'<pre class="diff" id="fix-1-1-diff"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert inside
    bare = re.sub(r"<[^>]+>", "", inside[1])
    for sign, meant in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        bare = bare.replace(sign, meant)
    assert bare == report.diagnoses[0].fixes[0].diff


def test_what_a_model_said_is_marked_as_unproven() -> None:
    text = re.sub(r"<[^>]+>", "", html.render(SAMPLES["asked"]))
    assert "What the model says not proven" in text
    for part in ("mean divides by the length", "Check what values holds.", "lines prices.py:1-8", "Logs"):
        assert part in text
    assert "+    return sum(values) / len(values) if values else 0" in text
    assert "small-model: 2 calls, 1843 tokens in, 314 out, cost unknown" in text
    report = SAMPLES["asked"].model_copy(deep=True)
    assert report.model
    report.model.opinion, report.model.failed = None, "the server failed (500)"
    text = re.sub(r"<[^>]+>", "", html.render(report))
    assert "It was no help: the server failed (500)" in text and "not proven" not in text


def test_the_failing_node_and_the_wrong_connection_are_marked() -> None:
    report = SAMPLES["confirmed"].model_copy(deep=True)
    claim = report.diagnoses[0].evidence[0]
    claim.file, claim.line = "app.py", 1
    found = evidence("x")
    found.source = [SourceFile(file="app.py", text='wf.add_connection("a", "result", "add_b7", "id")\n')]
    found.workflow = Workflow(
        nodes=[Node(id="a", type="ACreateNode"), Node(id="add_b7", type="BCreateNode"), Node(id="c")],
        connections=[
            Connection(source="a", output="result", target="add_b7", input="id"),
            Connection(source="a", output="id", target="c", input="id"),
        ],
        outcomes={"a": Outcome(ok=True)},
    )
    text = html.render(report, found)
    assert "add_b7 (BCreateNode) failed. Wrong connection: a.result → add_b7.id." in text
    assert text.count('<g class="wrong">') == 1
    assert text.count('class="node failed"') == 1


def test_fields_and_columns_stand_side_by_side_and_differences_are_marked() -> None:
    found = evidence("x")
    assert found.inspector
    fields = {"id": ModelField(type="str", primary_key=True), "age": ModelField(type="int", default=3)}
    found.inspector.models = [Model(name="User", table="users", fields=fields)]
    columns = {"id": "TEXT", "old": "TEXT", "created_at": "TEXT"}
    found.inspector.databases = [DatabaseFile(path="a.db", tables={"users": Table(columns=columns, rows=1)})]
    text = re.sub(r"<[^>]+>", "", html.render(SAMPLES["confirmed"], found))
    for row in ("idstr primary keyTEXT", "ageint default 3no column", "oldTEXTno field", "added by DataFlow"):
        assert row in text
