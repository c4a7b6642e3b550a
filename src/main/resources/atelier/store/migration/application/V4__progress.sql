-- How far an execution is, in thousandths, and when it said so, in milliseconds since the epoch.

ALTER TABLE atelier_attempt ADD COLUMN progress INTEGER;
ALTER TABLE atelier_attempt ADD COLUMN progressed INTEGER;
