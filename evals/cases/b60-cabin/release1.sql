CREATE TABLE IF NOT EXISTS "stays" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "guest" TEXT NOT NULL,
    "nights" INTEGER NOT NULL,
    "created_at" TEXT DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT OR IGNORE INTO stays (id, guest, nights) VALUES (1, 'Ana', 2), (2, 'Ben', 5);
