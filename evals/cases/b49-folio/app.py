import store

store.create("intro", "draft")

anna = store.load("intro")
ben = store.load("intro")

for who, page, body in (("anna", anna, "text by anna"), ("ben", ben, "text by ben")):
    try:
        store.save(page, body)
        print(who, "saved")
    except store.StaleEdit:
        print(who, "has to reload the page first")

page = store.load("intro")
print(f"version {page['version']}: {page['body']}")
store.db.close()
