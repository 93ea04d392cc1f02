import os

from dataflow.core.config import DatabaseConfig, DataFlowConfig

PG = {
    "host": os.getenv("FERRY_DB_HOST", "127.0.0.1"),
    "port": int(os.getenv("FERRY_DB_PORT", "5432")),
    "username": os.getenv("FERRY_DB_USER", "postgres"),
    "database": os.getenv("FERRY_DB_NAME", "test"),
}


def build_config():
    database = DatabaseConfig(url="postgresql://{username}@{host}:{port}/{database}".format(**PG))
    return DataFlowConfig(database=database, cache_enabled=False)
