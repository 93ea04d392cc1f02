"""Reports as the session makes them, one for each situation a face has to show."""

from __future__ import annotations

from dataflow_debugger.agent.report.schema import (
    Diagnosis,
    EvidenceClaim,
    Failure,
    Location,
    ModelOpinion,
    ModelTool,
    ModelUse,
    Program,
    Report,
    ReportFix,
)

URL_DIFF = """\
--- a/settings.py
+++ b/settings.py
@@ -1,3 +1,5 @@
+from pathlib import Path
+
 # Where the shop keeps its stock.
-DATABASE_URL = "sqlite:///inventory.db"
+DATABASE_URL = f"sqlite:///{Path('inventory.db').resolve()}"
 ECHO = False
"""

FILTER_DIFF = """\
--- a/wine.py
+++ b/wine.py
@@ -17,1 +17,1 @@
-offer = db.express_sync.list("Wine", {"price__lte": 20})
+offer = db.express_sync.list("Wine", {"price": {"$lte": 20}})
"""


def confirmed() -> Report:
    """A wrapped exception, a confirmed cause in another file, a patch, an alternative, two candidates."""
    return Report(
        tool_version="0.1.0",
        status="diagnosed",
        program=Program(command=["python", "app.py"], folder="/home/ada/shop"),
        failure=Failure(
            type="kailash.sdk_exceptions.RuntimeExecutionError",
            message="Unified workflow execution failed: Database query failed: no such table: products",
            at=Location(
                file="app.py",
                line=23,
                function="restock",
                code=[
                    (22, "    with LocalRuntime() as runtime:"),
                    (23, "        results, _ = runtime.execute(wf.build())"),
                    (24, "    return results"),
                ],
            ),
            node="add_b7",
        ),
        diagnoses=[
            Diagnosis(
                rank=1,
                entry="DFX512",
                title="A relative SQLite URL opens two different files",
                cause=(
                    "The URL has three slashes and a relative path. The layer that creates tables opens "
                    "the file in the working folder; the layer that runs queries reads the same URL as an "
                    "absolute path and opens a second, empty file at the root of the disk. So the table "
                    "exists, but not where the query looks for it."
                ),
                status="confirmed",
                confidence=0.97,
                evidence=[
                    EvidenceClaim(
                        claim="The database URL has three slashes and no folder.",
                        file="settings.py",
                        line=2,
                        code='DATABASE_URL = "sqlite:///inventory.db"',
                    ),
                    EvidenceClaim(
                        claim="inventory.db in the working folder has the table; /inventory.db has none."
                    ),
                    EvidenceClaim(
                        claim="The node failed with 'no such table'.",
                        node="add_b7",
                        value="no such table: products",
                        file="app.py",
                        line=20,
                        code=(
                            'wf.add_node("ProductCreateNode", f"add_{sku}", '
                            '{"id": sku, "title": title, "units": units})'
                        ),
                    ),
                ],
                fixes=[
                    ReportFix(
                        title="Make the path absolute",
                        kind="config",
                        safety="safe",
                        diff=URL_DIFF,
                        rationale="With an absolute path both layers open the same file.",
                    ),
                    ReportFix(
                        title="Run on a release that resolves the path once",
                        kind="upgrade",
                        safety="unsafe",
                        requirement="kailash-dataflow>=2.21",
                        command="pip install 'kailash-dataflow>=2.21'",
                        rationale="The newer release resolves relative URLs before either layer sees them.",
                        verified=True,
                    ),
                ],
                references=[{"doc": "guides/connection-urls"}],
            ),
            Diagnosis(
                rank=2,
                entry="DFX401",
                title="The table was never created because auto_migrate is off",
                cause="auto_migrate=False was given and create_tables() was not called.",
                status="likely",
                confidence=0.18,
            ),
            Diagnosis(
                rank=3,
                entry="DFX105",
                title="Two classes map to one table and the second one wins, whichever is imported last",
                cause="Two models declare the same table.",
                status="possible",
                confidence=0.002,
            ),
        ],
        explanation="The table exists, but not in the file that the query opened.",
        timings_ms={"run": 2310.0, "retrieval": 61.2, "checks": 20.4, "total": 2502.5},
    )


def silent() -> Report:
    """Nothing raised, the answer is empty; the failing line is the evidence."""
    line = 'offer = db.express_sync.list("Wine", {"price__lte": 20})'
    return Report(
        tool_version="0.1.0",
        status="diagnosed",
        program=Program(command=["python", "wine.py"], folder="/home/ada/wine"),
        failure=Failure(
            message="express_sync.list returned no record",
            at=Location(file="wine.py", line=17, code=[(16, ""), (17, line), (18, "print(offer)")]),
            silent=True,
        ),
        diagnoses=[
            Diagnosis(
                rank=1,
                entry="DFX707",
                title="A Django-style lookup is taken as a column name",
                cause=(
                    "DataFlow has no __lte suffix: the whole key is taken as a column. SQLite reads an "
                    "unknown quoted name as a text literal, so the comparison is legal and matches nothing."
                ),
                status="likely",
                confidence=0.71,
                evidence=[
                    EvidenceClaim(
                        claim="Wine has no field 'price__lte'; it has price.",
                        file="wine.py",
                        line=17,
                        code=line,
                    )
                ],
                fixes=[
                    ReportFix(
                        title="Write the operator as DataFlow does",
                        kind="edit",
                        safety="unsafe",
                        diff=FILTER_DIFF,
                        verified=False,
                    )
                ],
            )
        ],
    )


def undiagnosed() -> Report:
    """An error of the user's own, which DataFlow has nothing to do with."""
    return Report(
        tool_version="0.1.0",
        status="undiagnosed",
        program=Program(command=["python", "prices.py"], folder="/home/ada/shop"),
        failure=Failure(
            type="ZeroDivisionError",
            message="division by zero",
            at=Location(
                file="prices.py",
                line=8,
                function="mean",
                code=[(7, "def mean(values):"), (8, "    return sum(values) / len(values)")],
            ),
        ),
        explanation=(
            "ZeroDivisionError was raised in mean() in prices.py, line 8, in code of your own. No DataFlow "
            "or Kailash frame took part, and nothing else in the run points to DataFlow."
        ),
        notes=["The embedding package is missing, so entries were ranked by words alone."],
    )


def no_failure() -> Report:
    """A program that succeeded."""
    return Report(
        tool_version="0.1.0",
        status="no_failure",
        program=Program(command=["python", "ok.py"], folder="/home/ada/shop"),
        explanation="The program finished, and nothing points to a failure.",
    )


def foreign() -> Report:
    """Long text in several scripts, wide characters, one of them on every kind of line."""
    long = "Der Lagerbestand für „Schraubenschlüssel“ wurde nicht gefunden 在庫が見つかりません 🛠️ " * 6
    code = 'lager = db.express_sync.read("Lagerbestand", "Schraubenschlüssel-在庫-ключ-μέγεθος")'
    return Report(
        tool_version="0.1.0",
        status="diagnosed",
        program=Program(command=["python", "größen/приложение.py"], folder="/home/ада/größen"),
        failure=Failure(
            type="RuntimeError",
            message=long,
            at=Location(
                file="приложение.py",
                line=104,
                function="prüfe_在庫",
                code=[(103, ""), (104, code), (105, "x = 1")],
            ),
            node="prüfen_在庫",
        ),
        diagnoses=[
            Diagnosis(
                rank=1,
                entry="DFX700",
                title="在庫が見つかりません: der Datensatz fehlt, und niemand hat es gesagt",
                cause=long,
                status="possible",
                confidence=0.41,
                evidence=[EvidenceClaim(claim=long, file="приложение.py", line=104, code=code)],
                fixes=[
                    ReportFix(
                        title="Prüfe, ob der Datensatz da ist",
                        kind="edit",
                        safety="unsafe",
                        diff="--- a/приложение.py\n+++ b/приложение.py\n@@ -104 +104 @@\n"
                        f"-{code}\n+{code} or {{}}\n",
                    )
                ],
            )
        ],
    )


def hostile() -> Report:
    """Control characters, ANSI codes, rich markup, reordering marks, a lone surrogate, a very long line."""
    nasty = "\x1b[31mred\x1b[0m [bold]markup[/bold] \x07bell \x9b2J \u202egnp.exe \ud800 :boom: ```\n# forged"
    return Report(
        tool_version="0.1.0",
        status="diagnosed",
        program=Program(command=["python", "a.py"], folder="/home/ada/\x1b[2J"),
        failure=Failure(
            type=f"evil.{nasty}",
            message=nasty + "x" * 50_000 + "\nline" * 5_000,
            at=Location(file="a\x1b[31m.py", line=1, function=nasty, code=[(1, nasty + "y" * 9_000)]),
            node=nasty,
        ),
        diagnoses=[
            Diagnosis(
                rank=1,
                entry="DFX999",
                title=nasty,
                cause=nasty * 3,
                status="confirmed",
                confidence=1.0,
                evidence=[EvidenceClaim(claim=nasty, file=nasty, line=3, node=nasty, value=nasty, code=nasty)]
                * 9,
                fixes=[
                    ReportFix(
                        title=nasty,
                        kind="edit",
                        safety="safe",
                        diff=f"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1\n+x = '{nasty}'\n",
                        command=nasty,
                        rationale=nasty,
                    )
                ],
            ),
            Diagnosis(rank=2, entry=None, title=nasty, cause=nasty, status="likely", confidence=0.0),
        ],
        explanation=nasty,
        notes=[nasty],
    )


def asked() -> Report:
    """A failure without a known cause, about which a model was asked."""
    report = undiagnosed()
    report.model = ModelUse(
        provider="openai",
        name="small-model",
        calls=2,
        input_tokens=1843,
        output_tokens=314,
        opinion=ModelOpinion(
            reason="The list is empty.",
            cause="`mean` divides by the length of an empty list.",
            next_steps=["Check what `values` holds."],
            fixes=[
                ReportFix(
                    title="Edit proposed by small-model",
                    kind="edit",
                    safety="unsafe",
                    diff="--- a/prices.py\n+++ b/prices.py\n@@ -8 +8 @@\n-    return sum(values) / len(values)\n"
                    "+    return sum(values) / len(values) if values else 0\n",
                )
            ],
        ),
        tools=[ModelTool(tool="lines", what="prices.py:1-8", shown="...")],
        left_out=["Logs"],
        payload="report.payload.json",
    )
    return report


def every() -> dict[str, Report]:
    makers = (confirmed, silent, undiagnosed, no_failure, foreign, hostile, asked)
    return {make.__name__: make() for make in makers}
