-- Which record what somebody sent has become; it stays when the record goes. Ours alone; created in
-- milliseconds since the epoch.
CREATE TABLE IF NOT EXISTS atelier_taken (
  source_key VARCHAR(255) NOT NULL,
  record_id INT NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (source_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
