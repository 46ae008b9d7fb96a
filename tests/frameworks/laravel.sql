-- MySQL dump 10.13  Distrib 8.4.3, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;

CREATE TABLE `users` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `email` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `email_verified_at` timestamp NULL DEFAULT NULL,
  `password` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `two_factor_secret` text COLLATE utf8mb4_unicode_ci,
  `two_factor_recovery_codes` text COLLATE utf8mb4_unicode_ci,
  `remember_token` varchar(100) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `users_email_unique` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO `users` VALUES (1,'Planted Ada','planted@lovelace-corp.com',NULL,'$2y$12$plantedplantedplantedpuTmWnfSDyHcL5pMvXLQuHhVaEnoBUy7K','eyJpdiI6InplantedA','eyJpdiI6InplantedB','plantedremember',NULL,NULL);
CREATE TABLE `password_reset_tokens` (
  `email` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `token` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`email`)
) ENGINE=InnoDB;
INSERT INTO `password_reset_tokens` VALUES ('planted@lovelace-corp.com','$2y$12$planted',NULL);
CREATE TABLE `sessions` (
  `id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `user_id` bigint unsigned DEFAULT NULL,
  `ip_address` varchar(45) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `user_agent` text COLLATE utf8mb4_unicode_ci,
  `payload` longtext COLLATE utf8mb4_unicode_ci NOT NULL,
  `last_activity` int NOT NULL,
  PRIMARY KEY (`id`),
  KEY `sessions_user_id_index` (`user_id`)
) ENGINE=InnoDB;
INSERT INTO `sessions` VALUES ('plantedsessionid',1,'203.0.113.77','curl','cGxhbnRlZA==planted',1767225600);
CREATE TABLE `cache` (`key` varchar(255) NOT NULL, `value` mediumtext NOT NULL, `expiration` int NOT NULL, PRIMARY KEY (`key`)) ENGINE=InnoDB;
INSERT INTO `cache` VALUES ('shop_cache_user_1','s:7:"planted";',1767225600);
CREATE TABLE `jobs` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `queue` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `payload` longtext COLLATE utf8mb4_unicode_ci NOT NULL,
  `attempts` tinyint unsigned NOT NULL,
  `reserved_at` int unsigned DEFAULT NULL,
  `available_at` int unsigned NOT NULL,
  `created_at` int unsigned NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `jobs` VALUES (1,'default','{\"job\":\"Illuminate\\\\Queue\\\\planted\"}',0,NULL,1767225600,1767225600);
CREATE TABLE `failed_jobs` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `uuid` varchar(255) NOT NULL,
  `connection` text NOT NULL,
  `queue` text NOT NULL,
  `payload` longtext NOT NULL,
  `exception` longtext NOT NULL,
  `failed_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `failed_jobs_uuid_unique` (`uuid`)
) ENGINE=InnoDB;
INSERT INTO `failed_jobs` VALUES (1,'b7b7','database','default','{\"planted\":1}','planted exception','2026-01-01 00:00:00');
CREATE TABLE `personal_access_tokens` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `tokenable_type` varchar(255) NOT NULL,
  `tokenable_id` bigint unsigned NOT NULL,
  `name` varchar(255) NOT NULL,
  `token` varchar(64) NOT NULL,
  `abilities` text,
  `last_used_at` timestamp NULL DEFAULT NULL,
  `expires_at` timestamp NULL DEFAULT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `personal_access_tokens_token_unique` (`token`)
) ENGINE=InnoDB;
INSERT INTO `personal_access_tokens` VALUES (1,'App\\Models\\User',1,'planted laptop','planted0planted0planted0planted0planted0planted0planted0planted0','[\"*\"]',NULL,NULL,NULL,NULL);
CREATE TABLE `oauth_clients` (
  `id` char(36) NOT NULL,
  `user_id` bigint unsigned DEFAULT NULL,
  `name` varchar(255) NOT NULL,
  `secret` varchar(100) DEFAULT NULL,
  `provider` varchar(255) DEFAULT NULL,
  `redirect` text NOT NULL,
  `personal_access_client` tinyint(1) NOT NULL,
  `password_client` tinyint(1) NOT NULL,
  `revoked` tinyint(1) NOT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `oauth_clients` VALUES ('9b3f0a52-6f0e-4c7c-9c0a-2f0f8d6b1a11',NULL,'Web','plantedpassportsecretplantedpassportsec0',NULL,'https://planted.shop-prod.com/cb',0,0,0,NULL,NULL);
CREATE TABLE `oauth_access_tokens` (`id` varchar(100) NOT NULL, `user_id` bigint unsigned DEFAULT NULL, `client_id` char(36) NOT NULL, `name` varchar(255) DEFAULT NULL, `scopes` text, `revoked` tinyint(1) NOT NULL, `created_at` timestamp NULL DEFAULT NULL, `updated_at` timestamp NULL DEFAULT NULL, `expires_at` datetime DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;
INSERT INTO `oauth_access_tokens` VALUES ('plantedtokenid',1,'9b3f0a52-6f0e-4c7c-9c0a-2f0f8d6b1a11',NULL,'[]',0,NULL,NULL,NULL);
CREATE TABLE `telescope_entries` (`sequence` bigint unsigned NOT NULL AUTO_INCREMENT, `uuid` char(36) NOT NULL, `batch_id` char(36) NOT NULL, `family_hash` varchar(255) DEFAULT NULL, `should_display_on_index` tinyint(1) NOT NULL DEFAULT '1', `type` varchar(20) NOT NULL, `content` longtext NOT NULL, `created_at` datetime DEFAULT NULL, PRIMARY KEY (`sequence`), UNIQUE KEY `telescope_entries_uuid_unique` (`uuid`)) ENGINE=InnoDB;
INSERT INTO `telescope_entries` VALUES (1,'a1','b1',NULL,1,'request','{\"headers\":{\"authorization\":\"Bearer planted\"}}',NULL);
CREATE TABLE `telescope_entries_tags` (`entry_uuid` char(36) NOT NULL, `tag` varchar(255) NOT NULL, PRIMARY KEY (`entry_uuid`,`tag`), CONSTRAINT `telescope_entries_tags_entry_uuid_foreign` FOREIGN KEY (`entry_uuid`) REFERENCES `telescope_entries` (`uuid`) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO `telescope_entries_tags` VALUES ('a1','planted');
CREATE TABLE `migrations` (`id` int unsigned NOT NULL AUTO_INCREMENT, `migration` varchar(255) NOT NULL, `batch` int NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;
INSERT INTO `migrations` VALUES (1,'0001_01_01_000000_create_users_table',1);

-- Dump completed on 2026-01-01  0:00:00
