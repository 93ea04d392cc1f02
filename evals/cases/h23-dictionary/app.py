"""Prints the data dictionary of the platform for the auditors."""
import sys

from platform_db import db
from services import seed

OWN = "H23"


def describe(name, entry):
    fields = entry["definition"].get("fields", {})
    columns = ", ".join(f"{field}:{spec.get('type', '?')}" for field, spec in sorted(fields.items()))
    return f"{name.removeprefix(OWN)} ({columns})"


def data_dictionary():
    found = db.get_model_registry().discover_models()
    return [describe(name, found[name]) for name in sorted(found) if name.startswith(OWN)]


def main():
    seed()
    open_sum = sum(i["net"] for i in db.express_sync.list("H23Invoice") if not i["paid"])
    print(f"open invoices: {open_sum:.2f}")
    lines = data_dictionary()
    print(f"data dictionary, {len(lines)} models")
    for line in lines:
        print(" -", line)
    db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
