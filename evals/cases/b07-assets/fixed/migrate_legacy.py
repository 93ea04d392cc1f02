import json
from pathlib import Path

import psycopg2
from kailash.workflow.builder import WorkflowBuilder

from inventory import DATABASE_URL

DUMP = Path(__file__).resolve().parent / "legacy_assets.json"


def import_legacy(runtime):
    wf = WorkflowBuilder()
    wf.add_node("AssetB07BulkCreateNode", "legacy", {"data": json.loads(DUMP.read_text())})
    results, _ = runtime.execute(wf.build())
    con = psycopg2.connect(DATABASE_URL)
    with con, con.cursor() as cur:
        cur.execute("SELECT setval(pg_get_serial_sequence('it_assets_b07', 'id'), (SELECT max(id) FROM it_assets_b07))")
    con.close()
    return results["legacy"]["inserted"]
