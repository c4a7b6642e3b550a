-- Tables of Phraseanet's application box: names, columns, defaults and keys as there, types of SQLite.
-- DATETIMEs are texts, yyyy-MM-dd HH:mm:ss, in UTC.

CREATE TABLE sbas (
  sbas_id INTEGER PRIMARY KEY AUTOINCREMENT,
  ord INTEGER NOT NULL DEFAULT 0,
  host TEXT NOT NULL,
  port INTEGER NOT NULL DEFAULT 0,
  dbname TEXT NOT NULL,
  sqlengine TEXT NOT NULL,
  user TEXT NOT NULL,
  pwd TEXT,
  viewname TEXT,
  indexable INTEGER NOT NULL DEFAULT 1,
  label_en TEXT,
  label_fr TEXT,
  label_de TEXT,
  label_nl TEXT
);
CREATE UNIQUE INDEX sbas_server ON sbas (host, port, dbname);

CREATE TABLE bas (
  base_id INTEGER PRIMARY KEY AUTOINCREMENT,
  ord INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 0,
  server_coll_id INTEGER NOT NULL DEFAULT 0,
  aliases TEXT NOT NULL,
  sbas_id INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX bas_collection ON bas (sbas_id, server_coll_id);

CREATE TABLE basusr (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  base_id INTEGER NOT NULL DEFAULT 0,
  usr_id INTEGER NOT NULL DEFAULT 0,
  canputinalbum INTEGER NOT NULL DEFAULT 0,
  candwnldhd INTEGER NOT NULL DEFAULT 0,
  candwnldsubdef INTEGER NOT NULL DEFAULT 0,
  candwnldpreview INTEGER NOT NULL DEFAULT 0,
  cancmd INTEGER NOT NULL DEFAULT 0,
  canadmin INTEGER NOT NULL DEFAULT 0,
  actif INTEGER NOT NULL DEFAULT 0,
  canreport INTEGER NOT NULL DEFAULT 0,
  canpush INTEGER NOT NULL DEFAULT 0,
  creationdate TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  basusr_infousr TEXT NOT NULL,
  mask_and INTEGER NOT NULL DEFAULT 0,
  mask_xor INTEGER NOT NULL DEFAULT 0,
  restrict_dwnld INTEGER NOT NULL DEFAULT 0,
  month_dwnld_max INTEGER NOT NULL DEFAULT 0,
  remain_dwnld INTEGER NOT NULL DEFAULT 0,
  time_limited INTEGER NOT NULL DEFAULT 0,
  limited_from TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  limited_to TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  canaddrecord INTEGER NOT NULL DEFAULT 0,
  order_master INTEGER NOT NULL DEFAULT 0,
  canmodifrecord INTEGER NOT NULL DEFAULT 0,
  candeleterecord INTEGER NOT NULL DEFAULT 0,
  chgstatus INTEGER NOT NULL DEFAULT 0,
  lastconn TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  imgtools INTEGER NOT NULL DEFAULT 0,
  manage INTEGER NOT NULL DEFAULT 0,
  modify_struct INTEGER NOT NULL DEFAULT 0,
  bas_modify_struct INTEGER NOT NULL DEFAULT 0,
  nowatermark INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX basusr_unik ON basusr (base_id, usr_id);
CREATE INDEX basusr_basid ON basusr (base_id);
CREATE INDEX basusr_usrid ON basusr (usr_id);
CREATE INDEX basusr_canadmin ON basusr (canadmin);
CREATE INDEX basusr_actif ON basusr (actif);

CREATE TABLE sbasusr (
  sbasusr_id INTEGER PRIMARY KEY AUTOINCREMENT,
  sbas_id INTEGER NOT NULL DEFAULT 0,
  usr_id INTEGER NOT NULL DEFAULT 0,
  bas_manage INTEGER NOT NULL DEFAULT 0,
  bas_modify_struct INTEGER NOT NULL DEFAULT 0,
  bas_modif_th INTEGER NOT NULL DEFAULT 0,
  bas_chupub INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX sbasusr_unikid ON sbasusr (usr_id, sbas_id);

CREATE TABLE sitepreff (
  id INTEGER PRIMARY KEY,
  preffs TEXT,
  version TEXT,
  maj TEXT,
  memcached_update TEXT,
  schedqtime TEXT,
  schedstatus TEXT,
  schedpid INTEGER,
  schedulerkey TEXT
);
INSERT INTO sitepreff (id, preffs, version) VALUES (1, '', '4.1.22');

CREATE TABLE Users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL,
  email TEXT,
  password TEXT,
  nonce TEXT,
  salted_password INTEGER NOT NULL DEFAULT 1,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  gender INTEGER,
  address TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT DEFAULT '',
  zip_code TEXT NOT NULL DEFAULT '',
  geoname_id INTEGER,
  locale TEXT,
  timezone TEXT NOT NULL DEFAULT '',
  job TEXT NOT NULL DEFAULT '',
  activity TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  fax TEXT NOT NULL DEFAULT '',
  admin INTEGER NOT NULL DEFAULT 0,
  guest INTEGER NOT NULL DEFAULT 0,
  mail_notifications INTEGER NOT NULL DEFAULT 0,
  request_notifications INTEGER NOT NULL DEFAULT 0,
  ldap_created INTEGER NOT NULL DEFAULT 0,
  last_model INTEGER REFERENCES Users (id),
  push_list TEXT NOT NULL DEFAULT '',
  can_change_profil INTEGER NOT NULL DEFAULT 1,
  can_change_ftp_profil INTEGER NOT NULL DEFAULT 1,
  last_connection TEXT,
  mail_locked INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  model_of INTEGER REFERENCES Users (id),
  granted_api INTEGER NOT NULL DEFAULT 0,
  nb_inactivity_email INTEGER NOT NULL DEFAULT 0,
  last_inactivity_email TEXT,
  can_renew_password INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX Users_email_unique ON Users (email);
CREATE UNIQUE INDEX Users_login_unique ON Users (login);
CREATE INDEX Users_user_login ON Users (login);
CREATE INDEX Users_user_mail ON Users (email);
CREATE INDEX Users_user_model_of ON Users (model_of);
CREATE INDEX Users_user_salted_password ON Users (salted_password);
CREATE INDEX Users_user_admin ON Users (admin);
CREATE INDEX Users_user_guest ON Users (guest);

CREATE TABLE WorkerRunningJob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  databox_id INTEGER,
  record_id INTEGER,
  flock TEXT,
  work TEXT,
  work_on TEXT,
  commit_id TEXT,
  asset_id TEXT,
  info TEXT,
  payload TEXT,
  created TEXT NOT NULL,
  published TEXT NOT NULL,
  finished TEXT,
  status TEXT NOT NULL
);
CREATE UNIQUE INDEX WorkerRunningJob_flock ON WorkerRunningJob (databox_id, record_id, flock);
CREATE INDEX WorkerRunningJob_databox_id ON WorkerRunningJob (databox_id);
CREATE INDEX WorkerRunningJob_record_id ON WorkerRunningJob (record_id);
CREATE INDEX WorkerRunningJob_work ON WorkerRunningJob (work);
CREATE INDEX WorkerRunningJob_created ON WorkerRunningJob (created);
CREATE INDEX WorkerRunningJob_published ON WorkerRunningJob (published);
CREATE INDEX WorkerRunningJob_finished ON WorkerRunningJob (finished);
CREATE INDEX WorkerRunningJob_status ON WorkerRunningJob (status);

CREATE TABLE WorkerJob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  status TEXT NOT NULL,
  created TEXT NOT NULL,
  started TEXT,
  finished TEXT
);
CREATE INDEX WorkerJob_worker_job_type ON WorkerJob (type);
