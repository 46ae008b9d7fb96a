/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `files` (
  `id` int NOT NULL,
  `kept` blob,
  `body` blob
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `files` VALUES (1,_binary 'ÿþ\0\'\n\Z',_binary '/²vnh†í'),(2,_binary '',_binary ''),(3,NULL,NULL);
