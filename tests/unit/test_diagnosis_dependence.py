"""Whether the failing line works on what DataFlow returned."""

import textwrap

import pytest

from dataflow_debugger.agent.dependence import depends_on_dataflow
from dataflow_debugger.agent.evidence import Evidence, Frame

# The line with `# call` is where DataFlow was called, the one with `# fails` where the exception was raised.
DEPENDENT = {
    "the result itself": """
        print(db.express_sync.read("User", 1)["name"])  # call # fails
    """,
    "a name": """
        row = db.express_sync.read("User", 1)  # call
        print(row["name"])  # fails
    """,
    "a tuple of results": """
        results, _ = runtime.execute(workflow)  # call
        total = results["add"]
        print(total / 0)  # fails
    """,
    "a loop": """
        for row in db.express_sync.list("User"):  # call
            print(row["name"])  # fails
    """,
    "a parameter": """
        def mean(values):
            return sum(values) / len(values)  # fails
        rows = db.express_sync.list("User")  # call
        print(mean([row["age"] for row in rows]))
    """,
    "a keyword of a method": """
        class Report:
            def add(self, first, second=0):
                return first / second  # fails
        count = db.express_sync.count("User")  # call
        Report().add(1, second=count)
    """,
    "what a function returned": """
        def load():
            return db.express_sync.read("User", 1)  # call
        def main():
            user = load()
            print(user["name"])  # fails
        main()
    """,
    "what was put into a list": """
        names = []
        names.append(db.express_sync.read("User", 1))  # call
        assert names[0]  # fails
    """,
    "the header of a loop over rows": """
        rows = db.express_sync.list("User")  # call
        for row in rows[0]["items"]:  # fails
            print(row)
    """,
}
INDEPENDENT = {
    "constants": """
        def ratio(a, b):
            return a / b  # fails
        rows = db.express_sync.list("User")  # call
        print(ratio(1, 0))
    """,
    "another file": """
        db.express_sync.create("User", {"id": 1})  # call
        print(open("members.csv"))  # fails
    """,
    "a loop with a call inside": """
        for name in names["x"]:  # fails
            row = db.express_sync.read("User", name)  # call
    """,
}


def answer(program):
    text = textwrap.dedent(program)
    lines = text.splitlines()
    called = [number for number, line in enumerate(lines, 1) if "# call" in line]
    fails = next(number for number, line in enumerate(lines, 1) if "# fails" in line)
    evidence = Evidence.model_validate(
        {
            "schema": "evidence/1",
            "source": [{"file": "app.py", "text": text}],
            "calls": [{"api": "express_sync.read", "at": f"app.py:{number}"} for number in called],
        }
    )
    return depends_on_dataflow(evidence, Frame(file="app.py", line=fails, user=True))


@pytest.mark.parametrize("program", DEPENDENT.values(), ids=DEPENDENT.keys())
def test_a_value_from_dataflow_is_followed_through(program):
    assert answer(program) is True


@pytest.mark.parametrize("program", INDEPENDENT.values(), ids=INDEPENDENT.keys())
def test_a_line_that_has_no_such_value_is_independent(program):
    assert answer(program) is False


def test_it_cannot_be_told_without_a_frame_or_its_source():
    evidence = Evidence.model_validate({"schema": "evidence/1"})
    assert depends_on_dataflow(evidence, None) is None
    assert depends_on_dataflow(evidence, Frame(file="app.py", line=1, user=True)) is None


def test_a_source_that_does_not_parse_cannot_be_told():
    evidence = Evidence.model_validate(
        {"schema": "evidence/1", "source": [{"file": "app.py", "text": "x = ("}]}
    )
    assert depends_on_dataflow(evidence, Frame(file="app.py", line=1, user=True)) is None
