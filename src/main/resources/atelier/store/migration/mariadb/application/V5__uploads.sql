-- What others put into the library and hear of it. Moments are milliseconds since the epoch, by the
-- server's clock.

-- Which row of WebhookEvents an announcement has become.
CREATE TABLE IF NOT EXISTS atelier_webhook (
  announcement_key VARCHAR(255) NOT NULL,
  event_id BIGINT NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (announcement_key),
  KEY atelier_webhook_created (created)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Which row of LazaretFiles what somebody sent has become; it stays when that row goes.
CREATE TABLE IF NOT EXISTS atelier_quarantined (
  source_key VARCHAR(255) NOT NULL,
  lazaret_file_id BIGINT NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (source_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
