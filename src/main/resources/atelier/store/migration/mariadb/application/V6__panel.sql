-- Who may do what in the panel, what was done, and actions on many jobs. Moments are milliseconds
-- since the epoch, by the server's clock.

-- role: viewer, operator or administrator; without a row Users.admin decides.
CREATE TABLE IF NOT EXISTS atelier_role (
  user_id INT NOT NULL,
  role VARCHAR(32) NOT NULL,
  PRIMARY KEY (user_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- actor: a login, or what named itself so and failed to sign in.
CREATE TABLE IF NOT EXISTS atelier_audit (
  id BIGINT NOT NULL AUTO_INCREMENT,
  happened BIGINT NOT NULL,
  actor VARCHAR(255) NOT NULL,
  action VARCHAR(64) NOT NULL,
  target VARCHAR(255) NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- One action on many jobs; those that are left to do are in atelier_bulk_job.
CREATE TABLE IF NOT EXISTS atelier_bulk (
  id BIGINT NOT NULL AUTO_INCREMENT,
  action VARCHAR(32) NOT NULL,
  description TEXT NOT NULL,
  author VARCHAR(255) NOT NULL,
  created BIGINT NOT NULL,
  ended BIGINT,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  owner VARCHAR(512),
  claimed BIGINT,
  PRIMARY KEY (id),
  KEY atelier_bulk_ended (ended)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS atelier_bulk_job (
  bulk_id BIGINT NOT NULL,
  job_key VARCHAR(128) NOT NULL,
  PRIMARY KEY (bulk_id, job_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS atelier_attempt_ended ON atelier_attempt (ended);
