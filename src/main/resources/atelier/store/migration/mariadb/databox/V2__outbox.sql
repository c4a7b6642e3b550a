-- What a committed change still has to tell the workers. Ours alone; created in milliseconds since
-- the epoch, payload is the JSON of the work order.
CREATE TABLE IF NOT EXISTS atelier_outbox (
  id BIGINT NOT NULL AUTO_INCREMENT,
  announcement_key VARCHAR(255) NOT NULL,
  type VARCHAR(64) NOT NULL,
  payload LONGTEXT NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY atelier_outbox_key (announcement_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
