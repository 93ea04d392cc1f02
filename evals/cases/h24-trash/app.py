"""Clean-up day in the archive: two papers go to the trash, the audit looks at both lists."""
from archive import Archive, db

INTAKE = {
    "contracts": [("K-01", "Lease of the yard", 14), ("K-02", "Crane hire", 3), ("K-03", "Old parking deal", 2)],
    "letters": [("L-01", "Neighbour, noise", 1), ("L-02", "Insurer, hail", 4)],
}
OUTDATED = {"contracts": ["K-03"], "letters": ["L-01"]}


def intake():
    for folder, papers in INTAKE.items():
        desk = Archive(folder)
        for code, title, pages in papers:
            desk.file(code, title, pages)


def clean_up():
    for folder, codes in OUTDATED.items():
        done = [code for code in codes if Archive(folder).discard(code)]
        print(f"{folder}: {len(done)} to the trash")


def audit():
    for folder in sorted(INTAKE):
        desk = Archive(folder)
        print(f"{folder}: shelf {desk.shelf()}, trash {desk.trash()}, {desk.pages()} pages")


if __name__ == "__main__":
    intake()
    clean_up()
    audit()
    db.close()
