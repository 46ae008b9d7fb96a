/*M!999999\- enable the sandbox mode */ 
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `name` varchar(60) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `people` VALUES
(1,'jqcs7i1nutmbxcjzqcti'),
(2,NULL),
(3,'jqcs7i1nutmbxcjzqcti');
INSERT INTO `people` (`name`, `id`) VALUES ('8dbceiqbxuak7oih9slg',4);
