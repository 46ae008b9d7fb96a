CREATE TABLE `staff` (
  `id` int NOT NULL,
  `salary` decimal(9,2) DEFAULT NULL,
  `flags` bit(4) DEFAULT NULL,
  `note` varchar(40) DEFAULT NULL,
  `photo` varbinary(16) DEFAULT NULL,
  PRIMARY KEY (`id`)
);

INSERT INTO `staff` VALUES (1,1000.00,b'0001','it\'s one',0x01FF),(2,2000.00,_binary '\n','line\nbreak',NULL);
INSERT INTO `staff` VALUES (3,NULL,NULL,'back\\slash',_binary '\0three');
INSERT INTO `staff` VALUES (4,4000.00,b'0100',NULL,0x04),(5,5000.00,b'0101','five',0x05);
