/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `notes` (
  `id` int(11) NOT NULL,
  `kept` text DEFAULT NULL,
  `hidden` text DEFAULT NULL,
  `hashed` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

LOCK TABLES `notes` WRITE;
/*!40000 ALTER TABLE `notes` DISABLE KEYS */;
INSERT INTO `notes` VALUES (1,'it\'s','it\'s','it\'s'),(2,'it''s','it''s','it''s'),(3,'a\\b','a\\b','a\\b'),(4,'a\nb\rc\Zd','a\nb\rc\Zd','a\nb'),(5,'"x"','\"x\"','"x"'),(6,NULL,NULL,NULL),(7,'','',''),(8,'Zoë €','Zoë €','Zoë €'),(9,'),(','),(','; -- x'),(10,'odd\q\%','odd\q\%','odd');
/*!40000 ALTER TABLE `notes` ENABLE KEYS */;
UNLOCK TABLES;
