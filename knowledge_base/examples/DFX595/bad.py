from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

workflow = WorkflowBuilder()
workflow.add_node("PythonCodeNode", "address", {"code": "result = 'http://127.0.0.1:9/tides'"})
workflow.add_node("HTTPRequestNode", "ask", {"url": "http://127.0.0.1:9/tides", "method": "GET"})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print(results["address"]["result"])
