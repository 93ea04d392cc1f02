"""What pyproject.toml cannot say: the sub-packages of the four mapped folders, and one file beside them."""

from pathlib import Path

from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

FOLDERS = ("agent", "retrieval", "knowledge_base", "evals")
DATA_ONLY = ("knowledge_base.examples", "knowledge_base.entries", "evals.cases")
# Python runs its one line at every start; without DATAFLOW_DEBUG it only looks the variable up.
PTH = "dataflow_debugger_auto.pth"


class BuildWithPth(build_py):
    """Puts the .pth file where site-packages begins; an editable install goes without it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.mkpath(self.build_lib)
            self.copy_file(PTH, str(Path(self.build_lib) / PTH))


def packages() -> list[str]:
    found = ["dataflow_debugger"]
    for folder in FOLDERS:
        for name in find_namespace_packages(include=[folder, f"{folder}.*"]):
            if not name.startswith(DATA_ONLY):
                found.append(f"dataflow_debugger.{name}")
    return found


setup(packages=packages(), cmdclass={"build_py": BuildWithPth})
