from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from inventory import db
from migrate_legacy import import_legacy


def register(runtime, tag, kind, owner):
    wf = WorkflowBuilder()
    wf.add_node("AssetB07CreateNode", "asset", {"tag": tag, "kind": kind, "owner": owner})
    results, _ = runtime.execute(wf.build())
    return results["asset"]["id"]


if __name__ == "__main__":
    with LocalRuntime() as runtime:
        print("legacy assets imported:", import_legacy(runtime))
        for tag, kind, owner in [("LAP-0003", "laptop", "noor"), ("MON-0002", "monitor", "noor")]:
            print(tag, "registered as no.", register(runtime, tag, kind, owner))
    db.close()
