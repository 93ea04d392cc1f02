import hashlib
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "accounts.db"))


@db.model
class Account:
    id: str
    email: str
    password_hash: str
    role: str = "reader"


def digest(password):
    return hashlib.sha256(f"library:{password}".encode()).hexdigest()


def execute(node, config):
    wf = WorkflowBuilder()
    wf.add_node(node, "account", config)
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results.get("account") or {}


def register(account_id, email, password, role="reader"):
    execute("AccountCreateNode", {
        "id": account_id, "email": email.lower(), "password_hash": digest(password), "role": role,
    })


def by_email(email):
    return execute("AccountReadNode", {
        "filter": {"email": email.strip().lower()},
        "raise_on_not_found": False,
    })
