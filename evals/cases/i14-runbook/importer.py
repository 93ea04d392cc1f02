"""Turns the wiki export into one workflow."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

EXPORT = """\
RB-01;Restart mail relay;Priya;15;mail,linux
RB-02;Rotate VPN certificates;Tom;40;network,security
RB-03;Restore file share;Priya;90;storage,backup
"""


def parse(text):
    for line in text.splitlines():
        number, title, owner, minutes, labels = line.split(";")
        yield {"id": number, "title": title, "owner": owner,
               "minutes": int(minutes), "tags": labels.replace(",", " ")}


def import_runbooks(text=EXPORT):
    workflow = WorkflowBuilder()
    for entry in parse(text):
        node_id = "add_" + entry["id"].lower().replace("-", "_")
        workflow.add_node("RunbookCreateNode", node_id, entry)
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(workflow.build())
    return [row["id"] for row in results.values()]
