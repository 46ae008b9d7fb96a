/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `name` varchar(60) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT  IGNORE INTO `people` (`id`, `name`) VALUES (1,'jqcs7i1nutmbxcjzqcti'),(2,'8dbceiqbxuak7oih9slg');
REPLACE INTO people VALUES (1,'jqcs7i1nutmbxcjzqcti'),(3,'8dbceiqbxuak7oih9slg');
insert into people values (4,'jqcs7i1nutmbxcjzqcti');
