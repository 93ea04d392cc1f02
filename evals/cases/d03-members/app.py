from pathlib import Path

from kailash.runtime.local import LocalRuntime

import models
from importer import import_workflow

SOURCE = Path(__file__).resolve().parent / "members.csv"


def main():
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(import_workflow(SOURCE.read_text()))
    print("imported members:", results["import_members"]["inserted"])
    for member in models.db.express_sync.list("Member", {"section": "rowing"}, order_by=["id"]):
        print(member["name"], member["fee_cents"])
    models.db.close()


if __name__ == "__main__":
    main()
