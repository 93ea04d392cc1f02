DROP TABLE IF EXISTS i20_patients;
DROP TYPE IF EXISTS i20_allergy;
CREATE TYPE i20_allergy AS ENUM ('none', 'penicillin', 'latex', 'nuts');
CREATE TABLE i20_patients (
    id TEXT PRIMARY KEY,
    ward TEXT NOT NULL,
    allergy i20_allergy NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
