"""Computes what pyproject.toml cannot say: the sub-packages of the four mapped folders."""

from setuptools import find_namespace_packages, setup

FOLDERS = ("agent", "retrieval", "knowledge_base", "evals")
DATA_ONLY = ("knowledge_base.examples", "knowledge_base.entries", "evals.cases")


def packages() -> list[str]:
    found = ["dataflow_debugger"]
    for folder in FOLDERS:
        for name in find_namespace_packages(include=[folder, f"{folder}.*"]):
            if not name.startswith(DATA_ONLY):
                found.append(f"dataflow_debugger.{name}")
    return found


setup(packages=packages())
