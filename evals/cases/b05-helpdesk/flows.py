from kailash.workflow.builder import WorkflowBuilder


def team_queue():
    wf = WorkflowBuilder()
    wf.add_node("TicketListNode", "queue", {
        "filter": {"team": "${team}", "state": "${state}"},
        "order_by": ["id"],
        "limit": 100,
    })
    wf.add_node("PythonCodeNode", "lines", {
        "code": "result = [t['id'] + ' ' + t['subject'] for t in tickets]",
    })
    wf.add_connection("queue", "records", "lines", "tickets")
    return wf.build()
