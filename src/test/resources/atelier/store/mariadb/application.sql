-- Tables of Phraseanet 4.1.22's application box as MariaDB has them: names, columns, types, defaults and keys.
-- For tests: the tables of a real installation are Phraseanet's to make, and are never altered.
-- utf8mb3 is replaced by the test where it wants the wider character set.

CREATE TABLE `sbas` (
  `sbas_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `ord` int(11) unsigned NOT NULL DEFAULT 0,
  `host` char(255) NOT NULL,
  `port` int(11) unsigned NOT NULL DEFAULT 0,
  `dbname` char(64) NOT NULL,
  `sqlengine` char(20) NOT NULL,
  `user` char(64) NOT NULL,
  `pwd` char(64) DEFAULT NULL,
  `viewname` char(128) DEFAULT NULL,
  `indexable` tinyint(1) unsigned NOT NULL DEFAULT 1,
  `label_en` char(128) DEFAULT NULL,
  `label_fr` char(128) DEFAULT NULL,
  `label_de` char(128) DEFAULT NULL,
  `label_nl` char(128) DEFAULT NULL,
  PRIMARY KEY (`sbas_id`),
  UNIQUE KEY `server` (`host`,`port`,`dbname`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `bas` (
  `base_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `ord` int(11) unsigned NOT NULL DEFAULT 0,
  `active` tinyint(4) unsigned NOT NULL DEFAULT 0,
  `server_coll_id` int(11) unsigned NOT NULL DEFAULT 0,
  `aliases` text NOT NULL,
  `sbas_id` int(11) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`base_id`),
  UNIQUE KEY `collection` (`sbas_id`,`server_coll_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `basusr` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `base_id` int(11) unsigned NOT NULL DEFAULT 0,
  `usr_id` int(11) unsigned NOT NULL DEFAULT 0,
  `canputinalbum` int(1) unsigned NOT NULL DEFAULT 0,
  `candwnldhd` int(1) unsigned NOT NULL DEFAULT 0,
  `candwnldsubdef` int(1) unsigned NOT NULL DEFAULT 0,
  `candwnldpreview` int(1) unsigned NOT NULL DEFAULT 0,
  `cancmd` int(1) unsigned NOT NULL DEFAULT 0,
  `canadmin` int(1) unsigned NOT NULL DEFAULT 0,
  `actif` int(1) unsigned NOT NULL DEFAULT 0,
  `canreport` int(1) unsigned NOT NULL DEFAULT 0,
  `canpush` int(1) unsigned NOT NULL DEFAULT 0,
  `creationdate` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `basusr_infousr` text NOT NULL,
  `mask_and` int(11) unsigned NOT NULL DEFAULT 0,
  `mask_xor` int(11) unsigned NOT NULL DEFAULT 0,
  `restrict_dwnld` int(1) unsigned NOT NULL DEFAULT 0,
  `month_dwnld_max` int(10) unsigned NOT NULL DEFAULT 0,
  `remain_dwnld` int(10) unsigned NOT NULL DEFAULT 0,
  `time_limited` int(1) unsigned NOT NULL DEFAULT 0,
  `limited_from` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `limited_to` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `canaddrecord` int(1) unsigned NOT NULL DEFAULT 0,
  `order_master` int(1) unsigned NOT NULL DEFAULT 0,
  `canmodifrecord` int(1) unsigned NOT NULL DEFAULT 0,
  `candeleterecord` int(1) unsigned NOT NULL DEFAULT 0,
  `chgstatus` int(1) unsigned NOT NULL DEFAULT 0,
  `lastconn` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `imgtools` int(1) unsigned NOT NULL DEFAULT 0,
  `manage` int(1) unsigned NOT NULL DEFAULT 0,
  `modify_struct` int(1) unsigned NOT NULL DEFAULT 0,
  `bas_modify_struct` int(1) unsigned NOT NULL DEFAULT 0,
  `nowatermark` int(1) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unik` (`base_id`,`usr_id`),
  KEY `basid` (`base_id`),
  KEY `usrid` (`usr_id`),
  KEY `canadmin` (`canadmin`),
  KEY `actif` (`actif`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `sbasusr` (
  `sbasusr_id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `sbas_id` int(11) unsigned NOT NULL DEFAULT 0,
  `usr_id` int(11) unsigned NOT NULL DEFAULT 0,
  `bas_manage` tinyint(3) unsigned NOT NULL DEFAULT 0,
  `bas_modify_struct` tinyint(3) unsigned NOT NULL DEFAULT 0,
  `bas_modif_th` tinyint(3) unsigned NOT NULL DEFAULT 0,
  `bas_chupub` tinyint(3) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`sbasusr_id`),
  UNIQUE KEY `unikid` (`usr_id`,`sbas_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `records_rights` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `usr_id` int(11) unsigned NOT NULL,
  `sbas_id` int(11) unsigned NOT NULL,
  `record_id` int(11) unsigned NOT NULL,
  `document` tinyint(1) unsigned NOT NULL,
  `preview` tinyint(1) unsigned NOT NULL,
  `case` char(32) NOT NULL,
  `pusher_usr_id` int(11) unsigned NOT NULL,
  `expire_on` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `pusher_usr_id` (`pusher_usr_id`),
  KEY `document` (`document`),
  KEY `preview` (`preview`),
  KEY `usr_id` (`usr_id`),
  KEY `sbas_record` (`sbas_id`,`record_id`),
  KEY `sbas_record_document` (`sbas_id`,`record_id`,`document`),
  KEY `sbas_record_preview` (`sbas_id`,`record_id`,`preview`),
  UNIQUE KEY `sbas_record_user` (`sbas_id`,`record_id`,`usr_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `notifications` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `usr_id` int(11) unsigned NOT NULL DEFAULT 0,
  `type` char(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `unread` tinyint(1) unsigned NOT NULL DEFAULT 1,
  `mailed` tinyint(1) unsigned NOT NULL DEFAULT 0,
  `datas` longblob NOT NULL,
  `created_on` datetime NOT NULL,
  PRIMARY KEY (`id`),
  KEY `usr_id` (`usr_id`),
  KEY `unread` (`unread`),
  KEY `created_on` (`created_on`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `sitepreff` (
  `id` int(11) unsigned NOT NULL,
  `preffs` longtext NOT NULL,
  `version` varchar(64) DEFAULT NULL,
  `maj` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `memcached_update` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `schedqtime` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `schedstatus` enum('stopped','stopping','started','tostop') NOT NULL DEFAULT 'stopped',
  `schedpid` int(11) DEFAULT NULL,
  `schedulerkey` char(20) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `Users` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `login` varchar(128) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin NOT NULL,
  `email` varchar(128) DEFAULT NULL,
  `password` varchar(128) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin DEFAULT NULL,
  `nonce` varchar(64) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin DEFAULT NULL,
  `salted_password` tinyint(1) NOT NULL DEFAULT 1,
  `first_name` varchar(64) NOT NULL DEFAULT '',
  `last_name` varchar(64) NOT NULL DEFAULT '',
  `gender` smallint DEFAULT NULL,
  `address` varchar(255) NOT NULL DEFAULT '',
  `city` varchar(64) NOT NULL DEFAULT '',
  `country` varchar(64) DEFAULT '',
  `zip_code` varchar(32) NOT NULL DEFAULT '',
  `geoname_id` int(11) DEFAULT NULL,
  `locale` varchar(8) DEFAULT NULL,
  `timezone` varchar(128) NOT NULL DEFAULT '',
  `job` varchar(128) NOT NULL DEFAULT '',
  `activity` varchar(256) NOT NULL DEFAULT '',
  `company` varchar(64) NOT NULL DEFAULT '',
  `phone` varchar(32) NOT NULL DEFAULT '',
  `fax` varchar(32) NOT NULL DEFAULT '',
  `admin` tinyint(1) NOT NULL DEFAULT 0,
  `guest` tinyint(1) NOT NULL DEFAULT 0,
  `mail_notifications` tinyint(1) NOT NULL DEFAULT 0,
  `request_notifications` tinyint(1) NOT NULL DEFAULT 0,
  `ldap_created` tinyint(1) NOT NULL DEFAULT 0,
  `last_model` int(11) DEFAULT NULL,
  `push_list` varchar(255) NOT NULL DEFAULT '',
  `can_change_profil` tinyint(1) NOT NULL DEFAULT 1,
  `can_change_ftp_profil` tinyint(1) NOT NULL DEFAULT 1,
  `last_connection` datetime DEFAULT NULL,
  `mail_locked` tinyint(1) NOT NULL DEFAULT 0,
  `deleted` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `model_of` int(11) DEFAULT NULL,
  `granted_api` tinyint(1) NOT NULL DEFAULT 0,
  `nb_inactivity_email` int(11) NOT NULL DEFAULT 0,
  `last_inactivity_email` datetime DEFAULT NULL,
  `can_renew_password` tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email_unique` (`email`),
  UNIQUE KEY `login_unique` (`login`),
  KEY `user_login` (`login`),
  KEY `user_mail` (`email`),
  KEY `user_model_of` (`model_of`),
  KEY `user_salted_password` (`salted_password`),
  KEY `user_admin` (`admin`),
  KEY `user_guest` (`guest`),
  FOREIGN KEY (`last_model`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`model_of`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `UserNotificationSettings` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `name` varchar(64) NOT NULL,
  `value` varchar(128) DEFAULT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_setting` (`user_id`,`name`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `WorkerRunningJob` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `databox_id` int(11) DEFAULT NULL,
  `record_id` int(11) DEFAULT NULL,
  `flock` varchar(64) DEFAULT NULL,
  `work` varchar(64) DEFAULT NULL,
  `work_on` varchar(64) DEFAULT NULL,
  `commit_id` varchar(255) DEFAULT NULL,
  `asset_id` varchar(255) DEFAULT NULL,
  `info` varchar(255) DEFAULT NULL,
  `payload` longtext DEFAULT NULL COMMENT '(DC2Type:json_array)',
  `created` datetime NOT NULL,
  `published` datetime NOT NULL,
  `finished` datetime DEFAULT NULL,
  `status` varchar(255) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `flock` (`databox_id`,`record_id`,`flock`),
  KEY `worker_running_job_databox_id` (`databox_id`),
  KEY `worker_running_job_record_id` (`record_id`),
  KEY `worker_running_job_work` (`work`),
  KEY `worker_running_job_created` (`created`),
  KEY `worker_running_job_published` (`published`),
  KEY `worker_running_job_finished` (`finished`),
  KEY `worker_running_job_status` (`status`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `WorkerJob` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `type` varchar(255) NOT NULL,
  `data` longtext NOT NULL COMMENT '(DC2Type:json_array)',
  `status` varchar(255) NOT NULL,
  `created` datetime NOT NULL,
  `started` datetime DEFAULT NULL,
  `finished` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `worker_job_type` (`type`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `Baskets` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(128) NOT NULL,
  `description` longtext DEFAULT NULL,
  `user_id` int(11) NOT NULL,
  `is_read` tinyint(1) NOT NULL DEFAULT 0,
  `pusher_id` int(11) DEFAULT NULL,
  `archived` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `vote_initiator_id` int(11) DEFAULT NULL,
  `vote_created` datetime DEFAULT NULL,
  `vote_updated` datetime DEFAULT NULL,
  `vote_expires` datetime DEFAULT NULL,
  `share_expires` datetime DEFAULT NULL,
  `wip` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`pusher_id`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`vote_initiator_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `BasketElements` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `record_id` int(11) NOT NULL,
  `sbas_id` int(11) NOT NULL,
  `ord` int(11) NOT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `basket_id` int(11) DEFAULT NULL,
  `vote_expired` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_recordcle` (`basket_id`,`sbas_id`,`record_id`),
  KEY `vote_expired` (`vote_expired`),
  FOREIGN KEY (`basket_id`) REFERENCES `Baskets` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `BasketParticipants` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `can_modify` tinyint(1) NOT NULL DEFAULT 0,
  `is_aware` tinyint(1) NOT NULL DEFAULT 0,
  `is_confirmed` tinyint(1) NOT NULL DEFAULT 0,
  `can_agree` tinyint(1) NOT NULL DEFAULT 0,
  `can_see_others` tinyint(1) NOT NULL DEFAULT 0,
  `reminded` datetime DEFAULT NULL,
  `user_id` int(11) NOT NULL,
  `basket_id` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_participant` (`basket_id`,`user_id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`basket_id`) REFERENCES `Baskets` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `BasketElementVotes` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `agreement` tinyint(1) DEFAULT NULL,
  `note` longtext DEFAULT NULL,
  `updated` datetime NOT NULL,
  `participant_id` int(11) DEFAULT NULL,
  `basket_element_id` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`participant_id`) REFERENCES `BasketParticipants` (`id`),
  FOREIGN KEY (`basket_element_id`) REFERENCES `BasketElements` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `Tokens` (
  `value` varchar(128) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `type` varchar(32) NOT NULL,
  `data` longtext DEFAULT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `expiration` datetime DEFAULT NULL,
  PRIMARY KEY (`value`),
  KEY `type` (`type`),
  KEY `created` (`created`),
  KEY `updated` (`updated`),
  KEY `expiration` (`expiration`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `FtpExports` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `crash` int(11) NOT NULL DEFAULT 0,
  `nbretry` int(11) NOT NULL DEFAULT 3,
  `mail` varchar(128) DEFAULT NULL,
  `addr` varchar(128) NOT NULL,
  `use_ssl` tinyint(1) NOT NULL DEFAULT 0,
  `login` varchar(128) DEFAULT NULL,
  `pwd` varchar(128) DEFAULT NULL,
  `passif` tinyint(1) NOT NULL DEFAULT 0,
  `destfolder` varchar(128) NOT NULL DEFAULT '/',
  `sendermail` varchar(128) DEFAULT '1',
  `text_mail_sender` varchar(128) DEFAULT NULL,
  `text_mail_receiver` varchar(128) DEFAULT NULL,
  `user_id` int(11) NOT NULL,
  `foldertocreate` varchar(128) DEFAULT NULL,
  `logfile` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `FtpExportElements` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `record_id` int(11) NOT NULL,
  `base_id` int(11) NOT NULL,
  `subdef` varchar(255) NOT NULL,
  `filename` varchar(255) NOT NULL,
  `folder` varchar(255) DEFAULT NULL,
  `error` tinyint(1) NOT NULL DEFAULT 0,
  `done` tinyint(1) NOT NULL DEFAULT 0,
  `export_id` int(11) DEFAULT NULL,
  `businessfields` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `toStamp` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_ftp_export` (`export_id`,`base_id`,`record_id`,`subdef`),
  KEY `ftp_export_element_done` (`done`),
  KEY `ftp_export_element_error` (`error`),
  FOREIGN KEY (`export_id`) REFERENCES `FtpExports` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `FtpCredential` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `active` tinyint(1) NOT NULL DEFAULT 0,
  `address` varchar(128) NOT NULL DEFAULT '',
  `login` varchar(128) NOT NULL DEFAULT '',
  `password` varchar(128) NOT NULL DEFAULT '',
  `reception_folder` varchar(128) NOT NULL DEFAULT '',
  `repository_prefix_name` varchar(128) NOT NULL DEFAULT '',
  `passive` tinyint(1) NOT NULL DEFAULT 0,
  `tls` tinyint(1) NOT NULL DEFAULT 0,
  `max_retry` int(11) NOT NULL DEFAULT 5,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `ApiApplications` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `creator_id` int(11) DEFAULT NULL,
  `type` varchar(128) NOT NULL,
  `name` varchar(128) NOT NULL,
  `description` longtext NOT NULL,
  `website` varchar(128) NOT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `client_id` varchar(128) NOT NULL,
  `client_secret` varchar(128) NOT NULL,
  `nonce` varchar(64) NOT NULL,
  `redirect_uri` varchar(128) NOT NULL,
  `activated` tinyint(1) NOT NULL,
  `grant_password` tinyint(1) NOT NULL,
  `webhook_url` varchar(1024) DEFAULT NULL,
  `listened_events` longtext DEFAULT NULL COMMENT '(DC2Type:json_array)',
  `hmac_key` varchar(1024) DEFAULT NULL,
  `webhook_active` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `client_id` (`client_id`),
  KEY `api_application_creator_id` (`creator_id`),
  FOREIGN KEY (`creator_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `ApiAccounts` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `revoked` tinyint(1) NOT NULL DEFAULT 0,
  `api_version` varchar(16) NOT NULL,
  `application_id` int(11) NOT NULL,
  `created` datetime NOT NULL,
  PRIMARY KEY (`id`),
  KEY `api_account_user_id` (`user_id`),
  KEY `api_account_application_id` (`application_id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`application_id`) REFERENCES `ApiApplications` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `WebhookEvents` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `type` varchar(64) NOT NULL,
  `data` longtext NOT NULL COMMENT '(DC2Type:json_array)',
  `processed` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `collection_base_ids` longtext DEFAULT NULL COMMENT '(DC2Type:json_array)',
  PRIMARY KEY (`id`),
  KEY `webhook_event_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `WebhookEventDeliveries` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `application_id` int(11) NOT NULL,
  `event_id` int(11) NOT NULL,
  `delivered` tinyint(1) NOT NULL DEFAULT 0,
  `deliveryTries` int(11) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_app_delivery` (`application_id`,`event_id`),
  FOREIGN KEY (`application_id`) REFERENCES `ApiApplications` (`id`),
  FOREIGN KEY (`event_id`) REFERENCES `WebhookEvents` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `WebhookEventPayloads` (
  `id` char(36) NOT NULL,
  `delivery_id` int(11) DEFAULT NULL,
  `request` longtext NOT NULL,
  `response` longtext NOT NULL,
  `status` int(11) NOT NULL,
  `headers` longtext NOT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`delivery_id`) REFERENCES `WebhookEventDeliveries` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `LazaretSessions` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) DEFAULT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `LazaretFiles` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `filename` varchar(512) NOT NULL,
  `thumbFilename` varchar(512) NOT NULL,
  `originalName` varchar(256) NOT NULL,
  `base_id` int(11) NOT NULL,
  `uuid` varchar(36) NOT NULL,
  `sha256` varchar(64) NOT NULL,
  `forced` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `lazaret_session_id` int(11) DEFAULT NULL,
  `size` bigint DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`lazaret_session_id`) REFERENCES `LazaretSessions` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `LazaretChecks` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `checkClassname` varchar(512) NOT NULL,
  `lazaret_file_id` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`lazaret_file_id`) REFERENCES `LazaretFiles` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `LazaretAttributes` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `value` varchar(2048) NOT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  `lazaret_file_id` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`lazaret_file_id`) REFERENCES `LazaretFiles` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `StoryWZ` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `sbas_id` int(11) NOT NULL,
  `record_id` int(11) NOT NULL,
  `user_id` int(11) NOT NULL,
  `created` datetime NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `user_story` (`user_id`,`sbas_id`,`record_id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `Orders` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(11) NOT NULL,
  `order_usage` varchar(2048) NOT NULL,
  `todo` int(11) DEFAULT NULL,
  `deadline` datetime NOT NULL,
  `created_on` datetime NOT NULL,
  `basket_id` int(11) DEFAULT NULL,
  `notification_method` varchar(32) NOT NULL,
  `canceled_on` datetime DEFAULT NULL,
  `canceled_by` int(11) DEFAULT NULL,
  `canceled_todo` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  FOREIGN KEY (`user_id`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`basket_id`) REFERENCES `Baskets` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `OrderElements` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `base_id` int(11) NOT NULL,
  `record_id` int(11) NOT NULL,
  `order_master` int(11) DEFAULT NULL,
  `deny` tinyint(1) DEFAULT NULL,
  `order_id` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unique_ordercle` (`base_id`,`record_id`,`order_id`),
  FOREIGN KEY (`order_master`) REFERENCES `Users` (`id`),
  FOREIGN KEY (`order_id`) REFERENCES `Orders` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

CREATE TABLE `FeedItems` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `record_id` int(11) NOT NULL,
  `sbas_id` int(11) NOT NULL,
  `ord` int(11) NOT NULL,
  `created_on` datetime NOT NULL,
  `updated_on` datetime NOT NULL,
  `entry_id` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `lookup_unique_idx` (`entry_id`,`sbas_id`,`record_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;

INSERT INTO `sitepreff` (`id`, `preffs`, `version`) VALUES (1, '', '4.1.22');
