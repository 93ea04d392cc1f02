ALTER TABLE dogs RENAME TO dogs_old;
CREATE TABLE dogs (
    id TEXT PRIMARY KEY,
    weight INTEGER NOT NULL,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO dogs SELECT id, CAST(weight AS INTEGER), created_at, updated_at FROM dogs_old;
DROP TABLE dogs_old;
