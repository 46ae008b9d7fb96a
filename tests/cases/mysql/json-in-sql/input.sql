/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `events` (
  `id` int(11) NOT NULL,
  `body` json DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `events` VALUES (1,'{\"email\": \"ada@shop.example\", \"n\": 1.50, \"note\": \"a \\\"quoted\\\" word\\n\"}'),(2,NULL),(3,'{}');
