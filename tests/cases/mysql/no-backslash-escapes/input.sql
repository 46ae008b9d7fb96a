/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `people` (
  `id` int(11) NOT NULL,
  `kept` varchar(60) DEFAULT NULL,
  `name` varchar(60) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

SET sql_mode = 'NO_BACKSLASH_ESCAPES';
INSERT INTO `people` VALUES (1,'a\','a\'),(2,'it''s\n','it''s\n');
SET sql_mode = '';
INSERT INTO `people` VALUES (3,'a\\','a\\'),(4,'it\'s\n','it\'s\n');
