from kailash.workflow.builder import WorkflowBuilder


def consumption():
    wf = WorkflowBuilder()
    wf.add_node("MeterListNode", "meters", {"filter": {}, "order_by": ["id"], "limit": 1000})
    wf.add_node("PythonCodeNode", "total", {
        "code": "result = {'meters': len(meters), 'kwh': sum(m['kwh'] for m in meters)}",
    })
    wf.add_connection("meters", "records", "total", "meters")
    return wf.build()
