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
INSERT INTO `notes` VALUES (1,'it\'s','****','4d71be3608ce'),(2,'it''s','****','4d71be3608ce'),(3,'a\\b','***','7e121d175336'),(4,'a\nb\rc\Zd','*******','9234f51f9e1d'),(5,'"x"','***','75774b3ab74e'),(6,NULL,NULL,NULL),(7,'','','09246b9bee31'),(8,'Zoë €','*****','11105f09d275'),(9,'),(','***','5ba12ad764d0'),(10,'odd\q\%','*****','2635072e8667');
/*!40000 ALTER TABLE `notes` ENABLE KEYS */;
UNLOCK TABLES;
