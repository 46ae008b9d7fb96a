CREATE TABLE `staff` (
  `id` int NOT NULL,
  `salary` decimal(9,2) DEFAULT NULL,
  `flags` bit(4) DEFAULT NULL,
  `note` varchar(40) DEFAULT NULL,
  `photo` varbinary(16) DEFAULT NULL,
  PRIMARY KEY (`id`)
);

INSERT INTO `staff` VALUES (1,5000.00,b'00001010','back\\slash',0x01FF),(2,4000.00,_binary '','it\'s one',NULL);
INSERT INTO `staff` VALUES (3,NULL,NULL,'five',_binary '\0three');
INSERT INTO `staff` VALUES (4,2000.00,b'0001',NULL,0x05),(5,1000.00,b'0101','line\nbreak',0x04);
