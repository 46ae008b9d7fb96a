-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: wp
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;

CREATE TABLE `wp_users` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_login` varchar(60) NOT NULL DEFAULT '',
  `user_pass` varchar(255) NOT NULL DEFAULT '',
  `user_nicename` varchar(50) NOT NULL DEFAULT '',
  `user_email` varchar(100) NOT NULL DEFAULT '',
  `user_url` varchar(100) NOT NULL DEFAULT '',
  `user_registered` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `user_activation_key` varchar(255) NOT NULL DEFAULT '',
  `user_status` int(11) NOT NULL DEFAULT 0,
  `display_name` varchar(250) NOT NULL DEFAULT '',
  PRIMARY KEY (`ID`),
  KEY `user_login_key` (`user_login`),
  KEY `user_email` (`user_email`)
) ENGINE=InnoDB;
INSERT INTO `wp_users` VALUES (1,'plantedadmin','$P$BplantedplantedplantedpIanted01.','plantedadmin','planted@lovelace-corp.com','https://planted.lovelace-corp.com','2026-01-01 00:00:00','1767225600:$P$Bplantedactivation',0,'Planted Ada');
CREATE TABLE `wp_usermeta` (
  `umeta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `meta_key` varchar(255) DEFAULT NULL,
  `meta_value` longtext DEFAULT NULL,
  PRIMARY KEY (`umeta_id`)
) ENGINE=InnoDB;
INSERT INTO `wp_usermeta` VALUES (1,1,'nickname','plantednick'),(2,1,'wp_capabilities','a:1:{s:13:\"administrator\";b:1;}'),(3,1,'session_tokens','a:1:{s:7:\"planted\";a:1:{s:2:\"ip\";s:12:\"203.0.113.77\";}}'),(4,1,'_application_passwords','a:1:{i:0;a:1:{s:8:\"password\";s:7:\"planted\";}}'),(5,1,'billing_phone','planted 555'),(6,1,'_two_factor_totp_key','PLANTEDPLANTED');
CREATE TABLE `wp_options` (
  `option_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `option_name` varchar(191) NOT NULL DEFAULT '',
  `option_value` longtext NOT NULL,
  `autoload` varchar(20) NOT NULL DEFAULT 'yes',
  PRIMARY KEY (`option_id`),
  UNIQUE KEY `option_name` (`option_name`)
) ENGINE=InnoDB;
INSERT INTO `wp_options` VALUES (1,'siteurl','https://www.planted-shop.com','yes'),(2,'home','https://www.planted-shop.com','yes'),(3,'blogname','The shop','yes'),(4,'admin_email','planted@lovelace-corp.com','yes'),(5,'mailserver_pass','planted','yes'),(6,'auth_key','plantedsaltplantedsaltplantedsaltplantedsaltplantedsaltplanteds','no'),(7,'cron','a:1:{i:1767225600;a:1:{s:7:\"planted\";a:0:{}}}','yes'),(8,'woocommerce_stripe_settings','a:2:{s:7:\"enabled\";s:3:\"yes\";s:10:\"secret_key\";s:7:\"planted\";}','yes'),(9,'_transient_planted','planted','no'),(10,'template','storefront','yes');
CREATE TABLE `wp_comments` (
  `comment_ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `comment_post_ID` bigint(20) unsigned NOT NULL DEFAULT 0,
  `comment_author` tinytext NOT NULL,
  `comment_author_email` varchar(100) NOT NULL DEFAULT '',
  `comment_author_url` varchar(200) NOT NULL DEFAULT '',
  `comment_author_IP` varchar(100) NOT NULL DEFAULT '',
  `comment_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `comment_date_gmt` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `comment_content` text NOT NULL,
  `comment_karma` int(11) NOT NULL DEFAULT 0,
  `comment_approved` varchar(20) NOT NULL DEFAULT '1',
  `comment_agent` varchar(255) NOT NULL DEFAULT '',
  `comment_type` varchar(20) NOT NULL DEFAULT 'comment',
  `comment_parent` bigint(20) unsigned NOT NULL DEFAULT 0,
  `user_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`comment_ID`)
) ENGINE=InnoDB;
INSERT INTO `wp_comments` VALUES (1,1,'Planted Ada','planted@lovelace-corp.com','https://planted.lovelace-corp.com/me','203.0.113.77','2026-01-01 00:00:00','2026-01-01 00:00:00','write to planted@lovelace-corp.com',0,'1','Mozilla/5.0','comment',0,0);
CREATE TABLE `wp_postmeta` (`meta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `post_id` bigint(20) unsigned NOT NULL DEFAULT 0, `meta_key` varchar(255) DEFAULT NULL, `meta_value` longtext DEFAULT NULL, PRIMARY KEY (`meta_id`)) ENGINE=InnoDB;
INSERT INTO `wp_postmeta` VALUES (1,1,'_billing_first_name','Planted'),(2,1,'_thumbnail_id','7'),(3,1,'_transaction_id','ch_planted');
CREATE TABLE `wp_woocommerce_api_keys` (`key_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `user_id` bigint(20) unsigned NOT NULL, `description` varchar(200) DEFAULT NULL, `permissions` varchar(10) NOT NULL, `consumer_key` char(64) NOT NULL, `consumer_secret` char(43) NOT NULL, `nonces` longtext DEFAULT NULL, `truncated_key` char(7) NOT NULL, `last_access` datetime DEFAULT NULL, PRIMARY KEY (`key_id`)) ENGINE=InnoDB;
INSERT INTO `wp_woocommerce_api_keys` VALUES (1,1,'ERP','read_write','planted0planted0planted0planted0planted0planted0planted0planted0','cs_plantedplantedplantedplantedplantedplant',NULL,'planted',NULL);
CREATE TABLE `wp_woocommerce_sessions` (`session_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `session_key` char(32) NOT NULL, `session_value` longtext NOT NULL, `session_expiry` bigint(20) unsigned NOT NULL, PRIMARY KEY (`session_id`), UNIQUE KEY `session_key` (`session_key`)) ENGINE=InnoDB;
INSERT INTO `wp_woocommerce_sessions` VALUES (1,'planted','a:1:{s:8:\"customer\";s:7:\"planted\";}',1767225600);
CREATE TABLE `wp_wc_webhooks` (`webhook_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `status` varchar(200) NOT NULL, `name` text NOT NULL, `user_id` bigint(20) unsigned NOT NULL, `delivery_url` text NOT NULL, `secret` text NOT NULL, `topic` varchar(200) NOT NULL, `date_created` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', `date_created_gmt` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', `date_modified` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', `date_modified_gmt` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', `api_version` smallint(4) NOT NULL, `failure_count` smallint(10) NOT NULL DEFAULT 0, `pending_delivery` tinyint(1) NOT NULL DEFAULT 0, PRIMARY KEY (`webhook_id`)) ENGINE=InnoDB;
INSERT INTO `wp_wc_webhooks` VALUES (1,'active','orders',1,'https://planted.erp-prod.com/in','plantedwebhooksecret','order.created','2026-01-01 00:00:00','2026-01-01 00:00:00','2026-01-01 00:00:00','2026-01-01 00:00:00',3,0,0);
CREATE TABLE `wp_actionscheduler_actions` (`action_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `hook` varchar(191) NOT NULL, `status` varchar(20) NOT NULL, `scheduled_date_gmt` datetime DEFAULT '0000-00-00 00:00:00', `scheduled_date_local` datetime DEFAULT '0000-00-00 00:00:00', `priority` tinyint(3) unsigned NOT NULL DEFAULT 10, `args` varchar(191) DEFAULT NULL, `schedule` longtext DEFAULT NULL, `group_id` bigint(20) unsigned NOT NULL DEFAULT 0, `attempts` int(11) NOT NULL DEFAULT 0, `claim_id` bigint(20) unsigned NOT NULL DEFAULT 0, `extended_args` varchar(8000) DEFAULT NULL, PRIMARY KEY (`action_id`)) ENGINE=InnoDB;
INSERT INTO `wp_actionscheduler_actions` VALUES (1,'planted_charge','pending','2026-01-01 00:00:00','2026-01-01 00:00:00',10,'[]',NULL,0,0,0,NULL);

-- Dump completed on 2026-01-01  0:00:00
