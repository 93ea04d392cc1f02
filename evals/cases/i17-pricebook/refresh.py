"""Nightly refresh: takes the price list of the vendor over the price book."""
import csv
import io

import dataflow.nodes.bulk_upsert
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from pricebook import URL

PRICE_LIST = """\
sku,label,price
P-2,fan 120 mm,9.40
P-3,rail kit,45.00
P-4,cable arm,31.90
"""


def read_price_list(text=PRICE_LIST):
    for row in csv.DictReader(io.StringIO(text)):
        yield {"id": row["sku"], "label": row["label"], "cents": round(float(row["price"]) * 100)}


def refresh():
    workflow = WorkflowBuilder()
    workflow.add_node("BulkUpsertNode", "take_over", {
        "table_name": "parts",
        "connection_string": URL,
        "database_type": "sqlite",
        "conflict_columns": ["id"],
        "merge_strategy": "update",
        "batch_size": 200,
        "data": list(read_price_list()),
    })
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["take_over"]
