-- Which record what somebody sent has become; it stays when the record goes. Ours alone; created in
-- milliseconds since the epoch.
CREATE TABLE atelier_taken (
  source_key TEXT PRIMARY KEY,
  record_id INTEGER NOT NULL,
  created INTEGER NOT NULL
);
