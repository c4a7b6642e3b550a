-- What operators wish, and who works. Moments are milliseconds since the epoch, by the server's
-- clock.

CREATE TABLE IF NOT EXISTS atelier_pause (
  queue VARCHAR(64) NOT NULL,
  reason TEXT NOT NULL,
  author VARCHAR(255) NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT,
  PRIMARY KEY (queue)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS atelier_cancel (
  job_key VARCHAR(128) NOT NULL,
  author VARCHAR(255) NOT NULL,
  wished BIGINT NOT NULL,
  PRIMARY KEY (job_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- max_retry in executions, delays in milliseconds; NULL = as configured.
CREATE TABLE IF NOT EXISTS atelier_setting (
  queue VARCHAR(64) NOT NULL,
  max_retry INT,
  ttl_retry BIGINT,
  ttl_delayed BIGINT,
  author VARCHAR(255) NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (queue)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Jobs whose message is acknowledged and lies in atelier_job alone; run as in atelier_attempt.
CREATE TABLE IF NOT EXISTS atelier_custody (
  job_key VARCHAR(128) NOT NULL,
  run BIGINT NOT NULL,
  PRIMARY KEY (job_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- queues: names with commas between. memory: bytes.
CREATE TABLE IF NOT EXISTS atelier_report (
  owner VARCHAR(512) NOT NULL,
  queues TEXT NOT NULL,
  slots INT NOT NULL,
  running INT NOT NULL,
  memory BIGINT NOT NULL,
  PRIMARY KEY (owner)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
