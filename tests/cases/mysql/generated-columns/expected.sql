/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `people` (
  `first` varchar(60) DEFAULT NULL,
  `whole` varchar(130) GENERATED ALWAYS AS (concat(`first`,' ',`last`)) STORED,
  `last` varchar(60) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `people` VALUES
('94sqjxbgouyp42odtqsk',DEFAULT,'nptim8w4frn3mo51d8w1'),
('gcxuerccvg8nz13l2x2r',DEFAULT,NULL);
INSERT INTO `people` (`first`, `last`) VALUES ('94sqjxbgouyp42odtqsk','nptim8w4frn3mo51d8w1');
