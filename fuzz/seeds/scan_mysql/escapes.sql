INSERT INTO `t` VALUES (1,'it\'s','a\\','\0\n\r\Z\"'),(2,"d'q","x\"y",'a''b'),(3,_binary 'a\\b',0x00FF,b'101',NULL,-1.5e-10);
