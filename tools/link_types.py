"""Makes .typeview/: links that show type checkers the mapped folders under their import names."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("agent", "retrieval", "knowledge_base", "evals")


def main() -> None:
    view = ROOT / ".typeview" / "dataflow_debugger"
    view.mkdir(parents=True, exist_ok=True)
    for source in [ROOT / f for f in FOLDERS] + sorted((ROOT / "dataflow_debugger").glob("*.py*")):
        link = view / source.name
        if source.name != "__pycache__" and not link.is_symlink():
            link.symlink_to(source)


if __name__ == "__main__":
    main()
