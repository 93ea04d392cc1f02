from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


def prolong(plot, year):
    wf = WorkflowBuilder()
    wf.add_node("PlotUpdateNode", "lease", {"filters": {"id": plot}, "fields": {"until": year}})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())
