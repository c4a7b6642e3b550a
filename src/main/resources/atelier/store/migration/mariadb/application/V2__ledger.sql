-- The ledger of jobs, ours alone, beside Phraseanet's tables. Moments are milliseconds since the
-- epoch, by the server's clock where processes compare them.

-- run: the line of atelier_attempt of the execution that goes on or was the last.
-- legacy_row: WorkerRunningJob.id.
CREATE TABLE IF NOT EXISTS atelier_job (
  job_key VARCHAR(128) NOT NULL,
  queue VARCHAR(64) NOT NULL,
  body_hash CHAR(64) NOT NULL,
  envelope LONGTEXT NOT NULL,
  attempt INT NOT NULL,
  state VARCHAR(16) NOT NULL,
  owner VARCHAR(512),
  run BIGINT,
  legacy_row BIGINT,
  databox_id INT,
  record_id INT,
  work_on VARCHAR(255) NOT NULL,
  reason TEXT NOT NULL,
  created BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (job_key),
  KEY atelier_job_changed (changed),
  KEY atelier_job_state (state, changed),
  KEY atelier_job_queue (queue, changed),
  KEY atelier_job_record (databox_id, record_id),
  KEY atelier_job_legacy_row (legacy_row)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- owner: the process, as ProcessIdentity writes it.
CREATE TABLE IF NOT EXISTS atelier_attempt (
  run BIGINT NOT NULL AUTO_INCREMENT,
  job_key VARCHAR(128) NOT NULL,
  attempt INT NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  reason TEXT NOT NULL,
  error_class TEXT NOT NULL,
  tool TEXT NOT NULL,
  tool_output TEXT NOT NULL,
  owner VARCHAR(512) NOT NULL,
  started BIGINT NOT NULL,
  ended BIGINT,
  PRIMARY KEY (run),
  KEY atelier_attempt_job (job_key, run)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS atelier_process (
  owner VARCHAR(512) NOT NULL,
  host VARCHAR(255) NOT NULL,
  pid BIGINT NOT NULL,
  since BIGINT NOT NULL,
  heard BIGINT NOT NULL,
  PRIMARY KEY (owner)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
