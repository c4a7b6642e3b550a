-- Tables of Phraseanet 4.1.22's databoxes as MariaDB has them: names, columns, types, defaults and keys.
-- For tests: the tables of a real installation are Phraseanet's to make, and are never altered.
-- utf8mb3 is replaced by the test where it wants the wider character set.

CREATE TABLE `record` (
  `coll_id` int(11) unsigned NOT NULL DEFAULT 0,
  `record_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `parent_record_id` int(11) unsigned NOT NULL DEFAULT 0,
  `cover_record_id` int(11) unsigned DEFAULT NULL,
  `status` int(10) unsigned NOT NULL DEFAULT 0,
  `sha256` char(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `uuid` char(36) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `xml` longblob NOT NULL,
  `moddate` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `credate` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `work` int(1) unsigned NOT NULL DEFAULT 0,
  `mime` char(255) DEFAULT NULL,
  `type` enum('image','video','audio','document','flash','unknown') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'unknown',
  `jeton` int(11) unsigned NOT NULL DEFAULT 0,
  `bitly` char(10) DEFAULT NULL,
  `originalname` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`record_id`),
  KEY `coll_id` (`coll_id`),
  KEY `type` (`type`),
  KEY `record_status` (`status`),
  KEY `jeton` (`jeton`),
  KEY `sha256` (`sha256`),
  KEY `uuid` (`uuid`),
  KEY `bitly` (`bitly`),
  KEY `parent_record_id` (`parent_record_id`),
  KEY `moddate` (`moddate`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `regroup` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `rid_parent` int(11) unsigned NOT NULL DEFAULT 0,
  `rid_child` int(11) unsigned NOT NULL DEFAULT 0,
  `dateadd` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `ord` int(11) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `lien` (`rid_child`,`rid_parent`),
  KEY `rid_parent` (`rid_parent`),
  KEY `rid_child` (`rid_child`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `coll` (
  `coll_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `asciiname` varchar(50) NOT NULL,
  `label_en` char(50) DEFAULT NULL,
  `label_fr` char(50) DEFAULT NULL,
  `label_de` char(50) DEFAULT NULL,
  `label_nl` char(50) DEFAULT NULL,
  `prefs` text NOT NULL,
  `logo` longblob NOT NULL,
  `majLogo` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `pub_wm` enum('none','wm','stamp') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'none',
  PRIMARY KEY (`coll_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `collusr` (
  `site` char(32) NOT NULL,
  `usr_id` int(11) unsigned NOT NULL DEFAULT 0,
  `coll_id` int(11) unsigned NOT NULL DEFAULT 0,
  `mask_and` int(11) unsigned NOT NULL DEFAULT 0,
  `mask_xor` int(11) unsigned NOT NULL DEFAULT 0,
  `ord` int(11) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`site`,`usr_id`,`coll_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `subdef` (
  `subdef_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `record_id` int(11) unsigned NOT NULL DEFAULT 0,
  `name` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `path` char(255) NOT NULL,
  `file` char(255) NOT NULL,
  `width` int(10) unsigned NOT NULL DEFAULT 0,
  `height` int(10) unsigned NOT NULL DEFAULT 0,
  `mime` char(255) NOT NULL,
  `size` bigint(20) unsigned NOT NULL DEFAULT 0,
  `substit` tinyint(1) unsigned NOT NULL DEFAULT 0,
  `etag` char(32) DEFAULT NULL,
  `dispatched` tinyint(1) unsigned NOT NULL DEFAULT 0,
  `created_on` datetime NOT NULL,
  `updated_on` datetime NOT NULL,
  PRIMARY KEY (`subdef_id`),
  UNIQUE KEY `unicite` (`record_id`,`name`),
  KEY `name` (`name`),
  KEY `record_id` (`record_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `permalinks` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `subdef_id` int(11) unsigned NOT NULL,
  `token` char(64) NOT NULL,
  `label` char(64) NOT NULL,
  `activated` tinyint(1) unsigned NOT NULL DEFAULT 1,
  `created_on` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `last_modified` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  PRIMARY KEY (`id`),
  UNIQUE KEY `subdef_id` (`subdef_id`),
  UNIQUE KEY `token` (`token`),
  KEY `activated` (`activated`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `metadatas_structure` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `name` char(128) NOT NULL DEFAULT '0',
  `src` varchar(512) NOT NULL,
  `readonly` int(1) unsigned NOT NULL,
  `required` int(1) unsigned NOT NULL,
  `business` int(1) unsigned NOT NULL,
  `aggregable` int(5) NOT NULL DEFAULT 0,
  `indexable` int(1) unsigned NOT NULL,
  `type` enum('string','date','number') NOT NULL,
  `tbranch` varchar(512) NOT NULL,
  `separator` char(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `thumbtitle` char(3) DEFAULT NULL,
  `multi` tinyint(1) unsigned NOT NULL,
  `report` tinyint(1) unsigned NOT NULL,
  `sorter` int(3) unsigned NOT NULL,
  `dces_element` char(12) DEFAULT NULL,
  `VocabularyControlType` char(16) DEFAULT NULL,
  `RestrictToVocabularyControl` tinyint(1) NOT NULL DEFAULT 0,
  `label_en` char(128) DEFAULT NULL,
  `label_fr` char(128) DEFAULT NULL,
  `label_de` char(128) DEFAULT NULL,
  `label_nl` char(128) DEFAULT NULL,
  `generate_cterms` int(1) unsigned NOT NULL DEFAULT 1,
  `gui_editable` int(1) unsigned NOT NULL DEFAULT 1,
  `gui_visible` int(1) unsigned NOT NULL DEFAULT 1,
  `printable` int(1) unsigned NOT NULL DEFAULT 1,
  `input_disable` int(1) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`),
  UNIQUE KEY `dces_element` (`dces_element`),
  KEY `indexable` (`indexable`),
  KEY `readonly` (`readonly`),
  KEY `required` (`required`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `metadatas` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `record_id` int(11) unsigned NOT NULL DEFAULT 0,
  `meta_struct_id` int(11) unsigned NOT NULL,
  `value` longtext CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci NOT NULL,
  `VocabularyType` char(16) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci DEFAULT NULL,
  `VocabularyId` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `meta_struct_id` (`meta_struct_id`),
  KEY `record_id` (`record_id`),
  KEY `index_meta` (`record_id`,`meta_struct_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `technical_datas` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `record_id` int(11) unsigned NOT NULL DEFAULT 0,
  `name` char(32) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `value` varchar(255) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unicite` (`record_id`,`name`),
  KEY `record_index` (`record_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `pref` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `prop` char(64) NOT NULL,
  `value` longtext NOT NULL,
  `locale` char(8) DEFAULT NULL,
  `updated_on` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `created_on` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  PRIMARY KEY (`id`),
  UNIQUE KEY `UNIQUE` (`prop`,`locale`),
  KEY `prop` (`prop`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `log` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `sit_session` int(11) unsigned DEFAULT NULL,
  `user` varchar(32) DEFAULT NULL,
  `site` varchar(64) NOT NULL,
  `usrid` int(11) unsigned DEFAULT NULL,
  `nav` varchar(64) NOT NULL,
  `version` varchar(64) NOT NULL,
  `os` varchar(64) NOT NULL,
  `res` varchar(16) NOT NULL,
  `ip` varchar(64) NOT NULL,
  `user_agent` varchar(255) NOT NULL,
  `appli` varbinary(1024) NOT NULL,
  `fonction` varchar(64) DEFAULT NULL,
  `societe` varchar(64) DEFAULT NULL,
  `activite` varchar(200) DEFAULT NULL,
  `pays` varchar(64) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `site` (`site`),
  KEY `sit_session` (`sit_session`),
  KEY `user` (`user`),
  KEY `date` (`date`),
  KEY `nav` (`nav`),
  KEY `os` (`os`),
  KEY `res` (`res`),
  KEY `version` (`version`),
  KEY `os_nav` (`os`,`nav`),
  KEY `date_site` (`site`,`date`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `log_docs` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `log_id` int(11) unsigned NOT NULL,
  `date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `record_id` int(11) unsigned NOT NULL,
  `action` enum('push','add','validate','edit','collection','status','print','substit','publish','download','mail','ftp','delete','subdefCreation','writeMetadatas','') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `final` varchar(255) NOT NULL,
  `comment` text NOT NULL,
  `coll_id_from` int(11) unsigned DEFAULT NULL,
  `coll_id` int(11) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `log_id` (`log_id`),
  KEY `record_id` (`record_id`),
  KEY `coll_id_from` (`coll_id`),
  KEY `coll_id` (`coll_id`),
  KEY `action` (`action`),
  KEY `date` (`date`),
  KEY `final` (`final`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `clients` (
  `site_id` varchar(255) NOT NULL,
  UNIQUE KEY `site_id` (`site_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `memcached` (
  `type` char(64) NOT NULL,
  `value` int(11) unsigned NOT NULL,
  `site_id` char(255) NOT NULL,
  KEY `type` (`type`),
  KEY `value` (`value`),
  KEY `site_id` (`site_id`),
  UNIQUE KEY `unique` (`type`,`value`,`site_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
