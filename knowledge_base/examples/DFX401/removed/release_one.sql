DROP TABLE IF EXISTS members;
CREATE TABLE members (
    id TEXT PRIMARY KEY,
    surname TEXT NOT NULL,
    joined INTEGER NOT NULL,
    fax INTEGER NOT NULL,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO members (id, surname, joined, fax) VALUES ('m1', 'Roth', 1999, 4711);
