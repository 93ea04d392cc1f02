import pymysql
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


def drop(*tables):
    connection = pymysql.connect(host="127.0.0.1", port=3306, user="root", database="test")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
    connection.commit()
    connection.close()


drop("quays")
db = DataFlow("mysql://root@127.0.0.1:3306/test")


@db.model
class Quay:
    id: str
    town: str


def run(node, parameters):
    workflow = WorkflowBuilder()
    workflow.add_node(node, "step", parameters)
    results, _ = LocalRuntime().execute(workflow.build())
    return results["step"]


run("QuayCreateNode", {"id": "q1", "town": "Ulm"})
print("quays:", len(run("QuayListNode", {"limit": 5})["records"]))
