"""Takes the export of the network scanner into the inventory and prints the rack list."""
import json

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db

SCAN = """
[
  {"serial": "FCW2140", "host": "sw-lobby", "site": "ber", "ports": 24,
   "running": {"hostname": "sw-lobby.lan", "name": "uplink-a", "vlan": 10, "stp": "rapid"}},
  {"serial": "FCW2155", "host": "sw-lab", "site": "ber", "ports": 48,
   "running": {"hostname": "sw-lab.lan", "vlan": 30, "stp": "rapid"}},
  {"serial": "FCW3012", "host": "sw-store", "site": "muc", "ports": 12,
   "running": {"hostname": "sw-store.lan", "name": "uplink-c", "vlan": 44, "stp": "off"}}
]
"""

SITES = {"ber": "Berlin", "muc": "Munich"}


def as_switch(entry):
    return {
        "id": entry["serial"],
        "name": entry["host"],
        "site": entry["site"],
        "ports": entry["ports"],
        "settings": entry["running"],
    }


def import_workflow(entries):
    workflow = WorkflowBuilder()
    for key, city in SITES.items():
        workflow.add_node("SiteCreateNode", f"site_{key}", {"id": key, "city": city})
    for number, entry in enumerate(entries):
        workflow.add_node("SwitchCreateNode", f"switch_{number}", as_switch(entry))
    return workflow.build()


def take_in(entries):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(import_workflow(entries))
    return sum(1 for step in results.values() if step.get("rows_affected") == 1)


def rack_list():
    cities = {s["id"]: s["city"] for s in db.express_sync.list("Site")}
    for row in sorted(db.express_sync.list("Switch"), key=lambda r: r["id"]):
        yield f"{row['id']} {row['name']:<9} {cities[row['site']]:<7} {row['ports']:>2} ports"


if __name__ == "__main__":
    print("rows written:", take_in(json.loads(SCAN)))
    for line in rack_list():
        print(line)
