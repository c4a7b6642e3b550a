-- What operators wish, and who works. Moments are milliseconds since the epoch.

CREATE TABLE atelier_pause (
  queue TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE TABLE atelier_cancel (
  job_key TEXT PRIMARY KEY,
  author TEXT NOT NULL,
  wished INTEGER NOT NULL
);

-- max_retry in executions, delays in milliseconds; NULL = as configured.
CREATE TABLE atelier_setting (
  queue TEXT PRIMARY KEY,
  max_retry INTEGER,
  ttl_retry INTEGER,
  ttl_delayed INTEGER,
  author TEXT NOT NULL,
  changed INTEGER NOT NULL
);

-- Jobs whose message is acknowledged and lies in atelier_job alone; run as in atelier_attempt.
CREATE TABLE atelier_custody (
  job_key TEXT PRIMARY KEY,
  run INTEGER NOT NULL
);

-- queues: names with commas between. memory: bytes.
CREATE TABLE atelier_report (
  owner TEXT PRIMARY KEY,
  queues TEXT NOT NULL,
  slots INTEGER NOT NULL,
  running INTEGER NOT NULL,
  memory INTEGER NOT NULL
);
