-- MySQL dump 10.13  Distrib 8.0.40, for Linux (x86_64)
--
-- Host: localhost    Database: magento
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;

CREATE TABLE `core_config_data` (
  `config_id` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'Config ID',
  `scope` varchar(8) NOT NULL DEFAULT 'default' COMMENT 'Config Scope',
  `scope_id` int NOT NULL DEFAULT '0' COMMENT 'Config Scope ID',
  `path` varchar(255) NOT NULL DEFAULT 'general' COMMENT 'Config Path',
  `value` text COMMENT 'Config Value',
  `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'Updated At',
  PRIMARY KEY (`config_id`),
  UNIQUE KEY `CORE_CONFIG_DATA_SCOPE_SCOPE_ID_PATH` (`scope`,`scope_id`,`path`)
) ENGINE=InnoDB;
INSERT INTO `core_config_data` VALUES (1,'default',0,'general/locale/code','en_US','2026-01-01 00:00:00'),(2,'default',0,'web/unsecure/base_url','https://www.planted-shop.com/','2026-01-01 00:00:00'),(3,'default',0,'payment/stripe/private_key','planted','2026-01-01 00:00:00'),(4,'default',0,'carriers/dhl/password','0:3:planted','2026-01-01 00:00:00'),(5,'default',0,'some/module/blob','0:3:planted','2026-01-01 00:00:00'),(6,'default',0,'trans_email/ident_general/email','planted@shop-prod.com','2026-01-01 00:00:00');
CREATE TABLE `admin_user` (
  `user_id` int unsigned NOT NULL AUTO_INCREMENT,
  `firstname` varchar(32) DEFAULT NULL,
  `lastname` varchar(32) DEFAULT NULL,
  `email` varchar(128) DEFAULT NULL,
  `username` varchar(40) DEFAULT NULL,
  `password` varchar(255) NOT NULL,
  `created` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `modified` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `logdate` timestamp NULL DEFAULT NULL,
  `lognum` smallint unsigned NOT NULL DEFAULT '0',
  `reload_acl_flag` smallint NOT NULL DEFAULT '0',
  `is_active` smallint NOT NULL DEFAULT '1',
  `extra` text,
  `rp_token` text,
  `rp_token_created_at` timestamp NULL DEFAULT NULL,
  `interface_locale` varchar(16) NOT NULL DEFAULT 'en_US',
  PRIMARY KEY (`user_id`),
  UNIQUE KEY `ADMIN_USER_USERNAME` (`username`)
) ENGINE=InnoDB;
INSERT INTO `admin_user` VALUES (1,'Planted','Plantedlace','planted@shop-prod.com','plantedadmin','b109f3bbbc244eb82441917ed06d618b9008dd09b3befd1b5e07394c706a8bb9:plantedsalt:1','2026-01-01 00:00:00','2026-01-01 00:00:00',NULL,1,0,1,'{\"planted\":1}','0:3:planted',NULL,'en_US');
CREATE TABLE `admin_user_session` (`id` int unsigned NOT NULL AUTO_INCREMENT, `user_id` int unsigned DEFAULT NULL, `status` smallint unsigned NOT NULL DEFAULT '1', `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `ip` varchar(15) NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `ADMIN_USER_SESSION_USER_ID_ADMIN_USER_USER_ID` FOREIGN KEY (`user_id`) REFERENCES `admin_user` (`user_id`) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO `admin_user_session` VALUES (1,1,1,'2026-01-01 00:00:00','2026-01-01 00:00:00','planted');
CREATE TABLE `session` (`session_id` varchar(255) NOT NULL, `session_expires` int unsigned NOT NULL DEFAULT '0', `session_data` mediumblob NOT NULL, PRIMARY KEY (`session_id`)) ENGINE=InnoDB;
INSERT INTO `session` VALUES ('planted',1767225600,'planted');
CREATE TABLE `oauth_consumer` (`entity_id` int unsigned NOT NULL AUTO_INCREMENT, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `name` varchar(255) NOT NULL, `key` varchar(32) NOT NULL, `secret` varchar(128) NOT NULL, `callback_url` text, `rejected_callback_url` text NOT NULL, PRIMARY KEY (`entity_id`), UNIQUE KEY `OAUTH_CONSUMER_KEY` (`key`), UNIQUE KEY `OAUTH_CONSUMER_SECRET` (`secret`)) ENGINE=InnoDB;
INSERT INTO `oauth_consumer` VALUES (1,'2026-01-01 00:00:00','2026-01-01 00:00:00','ERP','plantedplantedplantedplantedplan','plantedplantedplantedplantedplan','https://planted.erp-prod.com/cb','https://planted.erp-prod.com/no');
CREATE TABLE `oauth_token` (`entity_id` int unsigned NOT NULL AUTO_INCREMENT, `consumer_id` int unsigned DEFAULT NULL, `admin_id` int unsigned DEFAULT NULL, `customer_id` int unsigned DEFAULT NULL, `type` varchar(16) NOT NULL, `token` varchar(32) NOT NULL, `secret` varchar(128) NOT NULL, `verifier` varchar(32) DEFAULT NULL, `callback_url` text NOT NULL, `revoked` smallint unsigned NOT NULL DEFAULT '0', PRIMARY KEY (`entity_id`), UNIQUE KEY `OAUTH_TOKEN_TOKEN` (`token`), CONSTRAINT `OAUTH_TOKEN_CONSUMER_ID_OAUTH_CONSUMER_ENTITY_ID` FOREIGN KEY (`consumer_id`) REFERENCES `oauth_consumer` (`entity_id`) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO `oauth_token` VALUES (1,1,NULL,NULL,'access','planted','planted',NULL,'https://planted.erp-prod.com',0);
CREATE TABLE `integration` (`integration_id` int unsigned NOT NULL AUTO_INCREMENT, `name` varchar(255) NOT NULL, `email` varchar(255) NOT NULL, `endpoint` varchar(255) DEFAULT NULL, `status` smallint unsigned NOT NULL, `consumer_id` int unsigned DEFAULT NULL, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `setup_type` smallint unsigned NOT NULL DEFAULT '0', `identity_link_url` varchar(255) DEFAULT NULL, PRIMARY KEY (`integration_id`), UNIQUE KEY `INTEGRATION_NAME` (`name`), CONSTRAINT `INTEGRATION_CONSUMER_ID_OAUTH_CONSUMER_ENTITY_ID` FOREIGN KEY (`consumer_id`) REFERENCES `oauth_consumer` (`entity_id`) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO `integration` VALUES (1,'ERP','planted@erp-prod.com','https://planted.erp-prod.com/e',1,1,'2026-01-01 00:00:00','2026-01-01 00:00:00',0,'https://planted.erp-prod.com/i');
CREATE TABLE `cron_schedule` (`schedule_id` int unsigned NOT NULL AUTO_INCREMENT, `job_code` varchar(255) NOT NULL DEFAULT '0', `status` varchar(7) NOT NULL DEFAULT 'pending', `messages` text, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `scheduled_at` timestamp NULL DEFAULT NULL, `executed_at` timestamp NULL DEFAULT NULL, `finished_at` timestamp NULL DEFAULT NULL, PRIMARY KEY (`schedule_id`)) ENGINE=InnoDB;
INSERT INTO `cron_schedule` VALUES (1,'planted_newsletter','pending',NULL,'2026-01-01 00:00:00',NULL,NULL,NULL);
CREATE TABLE `queue_message` (`id` bigint unsigned NOT NULL AUTO_INCREMENT, `topic_name` varchar(255) DEFAULT NULL, `body` longtext, PRIMARY KEY (`id`)) ENGINE=InnoDB;
INSERT INTO `queue_message` VALUES (1,'export','{\"planted\":1}');
CREATE TABLE `queue_message_status` (`id` bigint unsigned NOT NULL AUTO_INCREMENT, `queue_id` int unsigned NOT NULL, `message_id` bigint unsigned NOT NULL, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `status` smallint unsigned NOT NULL, `number_of_trials` smallint unsigned NOT NULL DEFAULT '0', PRIMARY KEY (`id`), CONSTRAINT `QUEUE_MESSAGE_ID_QUEUE_MESSAGE_STATUS_MESSAGE_ID` FOREIGN KEY (`message_id`) REFERENCES `queue_message` (`id`) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO `queue_message_status` VALUES (1,1,1,'2026-01-01 00:00:00',2,0);
CREATE TABLE `customer_entity` (`entity_id` int unsigned NOT NULL AUTO_INCREMENT, `website_id` smallint unsigned DEFAULT NULL, `email` varchar(255) DEFAULT NULL, `group_id` smallint unsigned NOT NULL DEFAULT '0', `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `is_active` smallint unsigned NOT NULL DEFAULT '1', `firstname` varchar(255) DEFAULT NULL, `middlename` varchar(255) DEFAULT NULL, `lastname` varchar(255) DEFAULT NULL, `dob` date DEFAULT NULL, `password_hash` varchar(128) DEFAULT NULL, `rp_token` varchar(128) DEFAULT NULL, `taxvat` varchar(50) DEFAULT NULL, `confirmation` varchar(64) DEFAULT NULL, PRIMARY KEY (`entity_id`), UNIQUE KEY `CUSTOMER_ENTITY_EMAIL_WEBSITE_ID` (`email`,`website_id`)) ENGINE=InnoDB;
INSERT INTO `customer_entity` VALUES (1,1,'planted@lovelace-corp.com',1,'2026-01-01 00:00:00',1,'Planted','Planted','Plantedlace','1990-05-05','b109f3bbbc244eb82441917ed06d618b9008dd09b3befd1b5e07394c706a8bb9:planted:1','planted','PLANTED123','planted');
CREATE TABLE `sales_order_payment` (`entity_id` int unsigned NOT NULL AUTO_INCREMENT, `parent_id` int unsigned NOT NULL, `additional_data` text, `cc_last_4` varchar(100) DEFAULT NULL, `cc_number_enc` varchar(128) DEFAULT NULL, `cc_owner` varchar(128) DEFAULT NULL, `last_trans_id` varchar(255) DEFAULT NULL, `method` varchar(128) DEFAULT NULL, `additional_information` text, PRIMARY KEY (`entity_id`)) ENGINE=InnoDB;
INSERT INTO `sales_order_payment` VALUES (1,1,'planted','planted','0:3:planted','Planted Ada','ch_planted','stripe','{\"token\":\"planted\"}');

-- Dump completed on 2026-01-01  0:00:00
