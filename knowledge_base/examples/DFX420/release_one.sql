DROP TABLE IF EXISTS contacts;
CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    mail TEXT NOT NULL,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO contacts (id, mail) VALUES ('c1', 'eva@example.org'), ('c2', 'eva@example.org');
