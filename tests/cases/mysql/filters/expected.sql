/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `sessions` (
  `id` int(11) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

LOCK TABLES `sessions` WRITE;

UNLOCK TABLES;

CREATE TABLE `visits` (
  `id` int(11) NOT NULL,
  `who` varchar(60) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `visits` VALUES(2,'9kuq8vflrqm30ldegizo');

INSERT INTO `visits` VALUES(5,'9kuq8vflrqm30ldegizo'),
(6,'9kuq8vflrqm30ldegizo');
