import json
from pathlib import Path

from kailash.workflow.builder import WorkflowBuilder

DUMP = Path(__file__).resolve().parent / "legacy_assets.json"


def import_legacy(runtime):
    wf = WorkflowBuilder()
    wf.add_node("AssetB07BulkCreateNode", "legacy", {"data": json.loads(DUMP.read_text())})
    results, _ = runtime.execute(wf.build())
    return results["legacy"]["inserted"]
