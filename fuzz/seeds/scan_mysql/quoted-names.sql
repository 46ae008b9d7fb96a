CREATE TABLE `a``;b` (`x` int DEFAULT '1;2') COMMENT='it''s';
INSERT INTO `a``;b` VALUES (1);
