-- Who may do what in the panel, what was done, and actions on many jobs. Moments are milliseconds
-- since the epoch.

-- role: viewer, operator or administrator; without a row Users.admin decides.
CREATE TABLE atelier_role (
  user_id INTEGER PRIMARY KEY,
  role TEXT NOT NULL
);

-- actor: a login, or what named itself so and failed to sign in.
CREATE TABLE atelier_audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  happened INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  details TEXT NOT NULL
);

-- One action on many jobs; those that are left to do are in atelier_bulk_job.
CREATE TABLE atelier_bulk (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL,
  description TEXT NOT NULL,
  author TEXT NOT NULL,
  created INTEGER NOT NULL,
  ended INTEGER,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  owner TEXT,
  claimed INTEGER
);
CREATE INDEX atelier_bulk_ended ON atelier_bulk (ended);

CREATE TABLE atelier_bulk_job (
  bulk_id INTEGER NOT NULL,
  job_key TEXT NOT NULL,
  PRIMARY KEY (bulk_id, job_key)
);

CREATE INDEX atelier_attempt_ended ON atelier_attempt (ended);
