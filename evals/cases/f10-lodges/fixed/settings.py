from pathlib import Path

URL = f"sqlite:///{Path(__file__).resolve().parent / 'lodges.db'}"
OPTIONS = {"multi_tenant": True, "tenant_isolation_strategy": "row"}
