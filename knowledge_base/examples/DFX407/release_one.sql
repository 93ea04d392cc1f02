DROP TABLE IF EXISTS dogs;
CREATE TABLE dogs (
    id TEXT PRIMARY KEY,
    weight TEXT NOT NULL,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO dogs (id, weight) VALUES ('d1', '8'), ('d2', '31');
