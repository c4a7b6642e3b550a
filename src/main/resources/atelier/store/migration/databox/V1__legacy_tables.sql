-- Tables of a databox of Phraseanet: names, columns, defaults and keys as there, types of SQLite.
-- DATETIMEs are texts, yyyy-MM-dd HH:mm:ss, in UTC.

CREATE TABLE record (
  coll_id INTEGER NOT NULL DEFAULT 0,
  record_id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_record_id INTEGER NOT NULL DEFAULT 0,
  cover_record_id INTEGER,
  status INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  uuid TEXT,
  xml BLOB NOT NULL,
  moddate TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  credate TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  work INTEGER NOT NULL DEFAULT 0,
  mime TEXT,
  type TEXT NOT NULL DEFAULT 'unknown',
  jeton INTEGER NOT NULL DEFAULT 0,
  bitly TEXT,
  originalname TEXT
);
CREATE INDEX record_coll_id ON record (coll_id);
CREATE INDEX record_type ON record (type);
CREATE INDEX record_record_status ON record (status);
CREATE INDEX record_jeton ON record (jeton);
CREATE INDEX record_sha256 ON record (sha256);
CREATE INDEX record_uuid ON record (uuid);
CREATE INDEX record_bitly ON record (bitly);
CREATE INDEX record_parent_record_id ON record (parent_record_id);
CREATE INDEX record_moddate ON record (moddate);

CREATE TABLE regroup (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rid_parent INTEGER NOT NULL DEFAULT 0,
  rid_child INTEGER NOT NULL DEFAULT 0,
  dateadd TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  ord INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX regroup_lien ON regroup (rid_child, rid_parent);
CREATE INDEX regroup_rid_parent ON regroup (rid_parent);
CREATE INDEX regroup_rid_child ON regroup (rid_child);

CREATE TABLE coll (
  coll_id INTEGER PRIMARY KEY AUTOINCREMENT,
  asciiname TEXT NOT NULL,
  label_en TEXT,
  label_fr TEXT,
  label_de TEXT,
  label_nl TEXT,
  prefs TEXT NOT NULL,
  logo BLOB NOT NULL,
  majLogo TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  pub_wm TEXT NOT NULL DEFAULT 'none'
);

CREATE TABLE collusr (
  site TEXT NOT NULL,
  usr_id INTEGER NOT NULL DEFAULT 0,
  coll_id INTEGER NOT NULL DEFAULT 0,
  mask_and INTEGER NOT NULL DEFAULT 0,
  mask_xor INTEGER NOT NULL DEFAULT 0,
  ord INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, usr_id, coll_id)
);

CREATE TABLE subdef (
  subdef_id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  file TEXT NOT NULL,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL DEFAULT 0,
  substit INTEGER NOT NULL DEFAULT 0,
  etag TEXT,
  dispatched INTEGER NOT NULL DEFAULT 0,
  created_on TEXT NOT NULL,
  updated_on TEXT NOT NULL
);
CREATE UNIQUE INDEX subdef_unicite ON subdef (record_id, name);
CREATE INDEX subdef_name ON subdef (name);
CREATE INDEX subdef_record_id ON subdef (record_id);

CREATE TABLE permalinks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subdef_id INTEGER NOT NULL,
  token TEXT NOT NULL,
  label TEXT NOT NULL,
  activated INTEGER NOT NULL DEFAULT 1,
  created_on TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  last_modified TEXT NOT NULL DEFAULT '0000-00-00 00:00:00'
);
CREATE UNIQUE INDEX permalinks_subdef_id ON permalinks (subdef_id);
CREATE UNIQUE INDEX permalinks_token ON permalinks (token);
CREATE INDEX permalinks_activated ON permalinks (activated);

CREATE TABLE metadatas_structure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '0',
  src TEXT NOT NULL,
  readonly INTEGER NOT NULL,
  required INTEGER NOT NULL,
  business INTEGER NOT NULL,
  aggregable INTEGER NOT NULL DEFAULT 0,
  indexable INTEGER NOT NULL,
  type TEXT NOT NULL,
  tbranch TEXT NOT NULL,
  separator TEXT NOT NULL,
  thumbtitle TEXT,
  multi INTEGER NOT NULL,
  report INTEGER NOT NULL,
  sorter INTEGER NOT NULL,
  dces_element TEXT,
  VocabularyControlType TEXT,
  RestrictToVocabularyControl INTEGER NOT NULL DEFAULT 0,
  label_en TEXT,
  label_fr TEXT,
  label_de TEXT,
  label_nl TEXT,
  generate_cterms INTEGER NOT NULL DEFAULT 1,
  gui_editable INTEGER NOT NULL DEFAULT 1,
  gui_visible INTEGER NOT NULL DEFAULT 1,
  printable INTEGER NOT NULL DEFAULT 1,
  input_disable INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX metadatas_structure_name ON metadatas_structure (name);
CREATE UNIQUE INDEX metadatas_structure_dces_element ON metadatas_structure (dces_element);
CREATE INDEX metadatas_structure_indexable ON metadatas_structure (indexable);
CREATE INDEX metadatas_structure_readonly ON metadatas_structure (readonly);
CREATE INDEX metadatas_structure_required ON metadatas_structure (required);

CREATE TABLE metadatas (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id INTEGER NOT NULL DEFAULT 0,
  meta_struct_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  VocabularyType TEXT,
  VocabularyId INTEGER
);
CREATE INDEX metadatas_meta_struct_id ON metadatas (meta_struct_id);
CREATE INDEX metadatas_record_id ON metadatas (record_id);
CREATE INDEX metadatas_index_meta ON metadatas (record_id, meta_struct_id);

CREATE TABLE technical_datas (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE UNIQUE INDEX technical_datas_unicite ON technical_datas (record_id, name);
CREATE INDEX technical_datas_record_index ON technical_datas (record_id);

CREATE TABLE pref (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  prop TEXT NOT NULL,
  value TEXT NOT NULL,
  locale TEXT,
  updated_on TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  created_on TEXT NOT NULL DEFAULT '0000-00-00 00:00:00'
);
CREATE UNIQUE INDEX pref_UNIQUE ON pref (prop, locale);
CREATE INDEX pref_prop ON pref (prop);

CREATE TABLE log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  date TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  sit_session INTEGER,
  user TEXT,
  site TEXT NOT NULL,
  usrid INTEGER,
  nav TEXT NOT NULL,
  version TEXT NOT NULL,
  os TEXT NOT NULL,
  res TEXT NOT NULL,
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  appli BLOB NOT NULL,
  fonction TEXT,
  societe TEXT,
  activite TEXT,
  pays TEXT
);
CREATE INDEX log_site ON log (site);
CREATE INDEX log_sit_session ON log (sit_session);
CREATE INDEX log_user ON log (user);
CREATE INDEX log_date ON log (date);
CREATE INDEX log_nav ON log (nav);
CREATE INDEX log_os ON log (os);
CREATE INDEX log_res ON log (res);
CREATE INDEX log_version ON log (version);
CREATE INDEX log_os_nav ON log (os, nav);
CREATE INDEX log_date_site ON log (site, date);

CREATE TABLE log_docs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  log_id INTEGER NOT NULL,
  date TEXT NOT NULL DEFAULT '0000-00-00 00:00:00',
  record_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  final TEXT NOT NULL,
  comment TEXT NOT NULL,
  coll_id_from INTEGER,
  coll_id INTEGER
);
CREATE INDEX log_docs_log_id ON log_docs (log_id);
CREATE INDEX log_docs_record_id ON log_docs (record_id);
CREATE INDEX log_docs_coll_id_from ON log_docs (coll_id);
CREATE INDEX log_docs_coll_id ON log_docs (coll_id);
CREATE INDEX log_docs_action ON log_docs (action);
CREATE INDEX log_docs_date ON log_docs (date);
CREATE INDEX log_docs_final ON log_docs (final);

CREATE TABLE clients (
  site_id TEXT NOT NULL UNIQUE
);

CREATE TABLE memcached (
  type TEXT NOT NULL,
  value INTEGER NOT NULL,
  site_id TEXT NOT NULL
);
CREATE INDEX memcached_type ON memcached (type);
CREATE INDEX memcached_value ON memcached (value);
CREATE INDEX memcached_site_id ON memcached (site_id);
CREATE UNIQUE INDEX memcached_unique ON memcached (type, value, site_id);
