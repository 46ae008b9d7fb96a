/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `name` varchar(60) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `people` VALUES (1,'jqcs7i1nutmbxcjzqcti');
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=CURRENT_USER*/ /*!50003 TRIGGER `people_before` BEFORE INSERT ON `people` FOR EACH ROW BEGIN
  -- it's; a comment
  SET NEW.name = CONCAT(NEW.name, ';', "'");
END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
DELIMITER ;;
CREATE DEFINER=CURRENT_USER PROCEDURE `add_person`(IN n VARCHAR(60))
BEGIN
  INSERT INTO `people` VALUES (9, n);
END ;;
DELIMITER ;
INSERT INTO `people` VALUES (2,'8dbceiqbxuak7oih9slg');
