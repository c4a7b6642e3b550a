-- What a committed change still has to tell the workers. Ours alone; created in milliseconds since
-- the epoch, payload is the JSON of the work order.
CREATE TABLE atelier_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  announcement_key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  created INTEGER NOT NULL
);
