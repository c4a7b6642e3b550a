-- What others put into the library and hear of it: Phraseanet's tables with names, columns, defaults
-- and keys as there, types of SQLite; then our own.

CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  usr_id INTEGER NOT NULL DEFAULT 0,
  type TEXT NOT NULL,
  unread INTEGER NOT NULL DEFAULT 1,
  mailed INTEGER NOT NULL DEFAULT 0,
  datas BLOB NOT NULL,
  created_on TEXT NOT NULL
);
CREATE INDEX notifications_usr_id ON notifications (usr_id);
CREATE INDEX notifications_unread ON notifications (unread);
CREATE INDEX notifications_created_on ON notifications (created_on);

CREATE TABLE WebhookEvents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  processed INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL,
  collection_base_ids TEXT
);
CREATE INDEX WebhookEvents_webhook_event_name ON WebhookEvents (name);

CREATE TABLE LazaretSessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER REFERENCES Users (id),
  created TEXT NOT NULL,
  updated TEXT NOT NULL
);

CREATE TABLE LazaretFiles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  filename TEXT NOT NULL,
  thumbFilename TEXT NOT NULL,
  originalName TEXT NOT NULL,
  base_id INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  forced INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  lazaret_session_id INTEGER REFERENCES LazaretSessions (id),
  size INTEGER
);

CREATE TABLE LazaretChecks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checkClassname TEXT NOT NULL,
  lazaret_file_id INTEGER REFERENCES LazaretFiles (id)
);
CREATE INDEX LazaretChecks_file ON LazaretChecks (lazaret_file_id);

CREATE TABLE LazaretAttributes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  lazaret_file_id INTEGER REFERENCES LazaretFiles (id)
);
CREATE INDEX LazaretAttributes_file ON LazaretAttributes (lazaret_file_id);

-- Which row of WebhookEvents an announcement has become. Moments are milliseconds since the epoch.
CREATE TABLE atelier_webhook (
  announcement_key TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL,
  created INTEGER NOT NULL
);
CREATE INDEX atelier_webhook_created ON atelier_webhook (created);

-- Which row of LazaretFiles what somebody sent has become; it stays when that row goes.
CREATE TABLE atelier_quarantined (
  source_key TEXT PRIMARY KEY,
  lazaret_file_id INTEGER NOT NULL,
  created INTEGER NOT NULL
);
