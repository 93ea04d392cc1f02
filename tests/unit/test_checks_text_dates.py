"""The check of dates that come back as text and meet dates."""

from __future__ import annotations

import pytest
from evidence_samples import call, view

from dataflow_debugger.agent.checks import Answer, run

ROWS = 'rows = db.express_sync.list("Shift")\n'
HEAD = "from datetime import date, timedelta\n"


def _seen(source: str, annotation: str = "date"):
    fields = {"id": {"type": "str"}, "day": {"type": annotation}}
    lines = [HEAD.strip(), *ROWS.splitlines(), *source.splitlines()]
    return view(
        source="\n".join(lines) + "\n",
        inspector={"models": [{"name": "Shift", "table": "shifts", "fields": fields}]},
        calls=[call("express_sync.list", 2, result=[{"id": "<str:2>", "day": "<str:10>"}])],
    )


@pytest.mark.parametrize(
    "source",
    [
        "found = [row for row in rows if row['day'] == date.today()]",
        "FREE = {date(2025, 1, 1): 1}\nfor row in rows:\n    print(FREE.get(row['day']))",
        "days = [date(2025, 1, 1) + timedelta(n) for n in range(9)]\nprint([r for r in rows if r['day'] in days])",
        "by = {row['day']: row for row in rows}\nprint(by.get(date(2025, 1, 1)))",
        "by = {}\nfor r in rows:\n    by.setdefault(r['day'], []).append(1)\nprint(date(2025, 1, 1) in by)",
        "missing = set([date(2025, 1, 1)]) - {row.get('day') for row in rows}",
        "def on(row, day):\n    return row['day'] == day\n\nprint([on(row, date.today()) for row in rows])",
    ],
)  # fmt: skip
def test_text_meets_a_date(source: str) -> None:
    found = run(_seen(source), "text_meets_dates", {})
    assert found.answer is Answer.HOLDS
    assert {read["to"] for read in found.bindings["reads"]} == {"date.fromisoformat($READ)"}


@pytest.mark.parametrize(
    "source",
    [
        "found = [row for row in rows if row['day'] == '2025-01-01']",
        "found = [row for row in rows if date.fromisoformat(row['day']) == date.today()]",
        "found = [row for row in rows if row['day'] == date.today().isoformat()]",
        "for row in rows:\n    row['day'] = date.fromisoformat(row['day'])\nprint(rows[0]['day'] == date.today())",
        "PLAN = [{'day': date(2025, 1, 1)}]\nprint([one for one in PLAN if one['day'] == date.today()])",
        "prices = {date(2025, 1, 1): '3'}\nprint([row for row in rows if row['day'] == prices[date.today()]])",
        "print([row for row in rows if row['id'] == 'a'], date.today() == date(2025, 1, 1))",
    ],
)  # fmt: skip
def test_right_programs_stay_silent(source: str) -> None:
    assert run(_seen(source), "text_meets_dates", {}).answer is Answer.FAILS


def test_a_datetime_that_meets_a_date() -> None:
    seen = _seen("print([row for row in rows if row['day'] == date.today()])", "Optional[datetime]")
    read = run(seen, "text_meets_dates", {}).bindings["reads"][0]
    assert read["to"] == "(datetime.fromisoformat($READ).date() if $READ else None)"
