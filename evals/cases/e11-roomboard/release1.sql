DROP TABLE IF EXISTS e11_rooms CASCADE;
CREATE TABLE e11_rooms (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    seats INTEGER DEFAULT 0,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO e11_rooms (id, label, seats) VALUES
    ('r1', 'Aula', 180),
    ('r2', 'Kitchen lab', 16),
    ('r3', 'Library', 40);
