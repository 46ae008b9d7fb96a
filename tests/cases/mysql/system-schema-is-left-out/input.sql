/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `mysql` /*!40100 DEFAULT CHARACTER SET latin1 */;
USE `mysql`;
DROP TABLE IF EXISTS `servers_of_old`;
CREATE TABLE `servers_of_old` (
  `Host` varchar(64) NOT NULL,
  `Password` varchar(64) NOT NULL
) ENGINE=InnoDB;
LOCK TABLES `servers_of_old` WRITE;
/*!40000 ALTER TABLE `servers_of_old` DISABLE KEYS */;
INSERT INTO `servers_of_old` VALUES ('db1.shop.example','hunter2hunter2'),('x','y');
/*!40000 ALTER TABLE `servers_of_old` ENABLE KEYS */;
UNLOCK TABLES;
REPLACE INTO `mysql`.`general_log_of_old` VALUES ('set password = hunter2');
CREATE DATABASE `shop`;
USE `shop`;
CREATE TABLE `t` (`a` int) ENGINE=InnoDB;
INSERT INTO `t` VALUES (1);
