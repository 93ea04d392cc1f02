import restore

restore.run()

from rooms import db, open_room, overview  # noqa: E402

if __name__ == "__main__":
    open_room("r4", "Atelier", 24)
    print("rooms:", "; ".join(overview()))
    db.close()
