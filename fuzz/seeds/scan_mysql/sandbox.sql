/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19
--
/*!40101 SET NAMES utf8mb4 */;
INSERT INTO `t` VALUES
(1,'a'),
(2,'b');
-- Dump completed on 2026-01-01
