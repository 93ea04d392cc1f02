DROP TABLE IF EXISTS tracks;
CREATE TABLE tracks (
    id TEXT PRIMARY KEY,
    artist TEXT NOT NULL,
    seconds INTEGER DEFAULT 0,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO tracks (id, artist, seconds) VALUES ('t1', 'Nils', 214);
