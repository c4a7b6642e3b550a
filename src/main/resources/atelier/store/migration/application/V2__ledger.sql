-- The ledger of jobs, ours alone. Moments are milliseconds since the epoch.

-- run: the line of atelier_attempt of the execution that goes on or was the last.
-- legacy_row: WorkerRunningJob.id.
CREATE TABLE atelier_job (
  job_key TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  envelope TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL,
  owner TEXT,
  run INTEGER,
  legacy_row INTEGER,
  databox_id INTEGER,
  record_id INTEGER,
  work_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL
);
CREATE INDEX atelier_job_changed ON atelier_job (changed);
CREATE INDEX atelier_job_state ON atelier_job (state, changed);
CREATE INDEX atelier_job_queue ON atelier_job (queue, changed);
CREATE INDEX atelier_job_record ON atelier_job (databox_id, record_id);
CREATE INDEX atelier_job_legacy_row ON atelier_job (legacy_row);

-- owner: the process, as ProcessIdentity writes it.
CREATE TABLE atelier_attempt (
  run INTEGER PRIMARY KEY AUTOINCREMENT,
  job_key TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  error_class TEXT NOT NULL,
  tool TEXT NOT NULL,
  tool_output TEXT NOT NULL,
  owner TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER
);
CREATE INDEX atelier_attempt_job ON atelier_attempt (job_key, run);

CREATE TABLE atelier_process (
  owner TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  since INTEGER NOT NULL,
  heard INTEGER NOT NULL
);
