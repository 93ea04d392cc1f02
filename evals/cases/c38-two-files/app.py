import paths

(paths.HERE / "data").mkdir(exist_ok=True)
for old in (paths.HERE / "data").glob("*.db*"):
    old.unlink()

import importer
import web

importer.load()
print("file:", paths.NAME)
print("prices:", web.price_count())
