-- What was done to the tables, as Flyway keeps it.
CREATE TABLE atelier_schema (
  installed_rank INT NOT NULL,
  version VARCHAR(50),
  description VARCHAR(200) NOT NULL,
  type VARCHAR(20) NOT NULL,
  script VARCHAR(1000) NOT NULL,
  checksum INT,
  installed_by VARCHAR(100) NOT NULL,
  installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  execution_time INT NOT NULL,
  success TINYINT(1) NOT NULL,
  PRIMARY KEY (installed_rank),
  KEY atelier_schema_s_idx (success)
) ENGINE = InnoDB CHARACTER SET utf8mb4;

INSERT INTO atelier_schema (installed_rank, version, description, type, script, checksum,
  installed_by, execution_time, success)
VALUES (1, '1', 'tables of Phraseanet', 'BASELINE', 'tables of Phraseanet', NULL,
  CURRENT_USER(), 0, 1);
