import os
from pathlib import Path

from dotenv import load_dotenv

HERE = Path(__file__).resolve().parent
load_dotenv(HERE / ".env")

PREFIX = "CLINIC_"


def env(name, default=None):
    return os.getenv(PREFIX + name, default)


DATABASE = str(HERE / env("DB", "clinic.db"))
DATAFLOW_OPTIONS = {
    "multi_tenant": env("MULTI_TENANT", "false").strip().lower() in ("1", "true", "yes", "on"),
    "pool_size": int(env("POOL_SIZE", 5)),
    "slow_query_threshold": float(env("SLOW_QUERY", 1.0)),
}
