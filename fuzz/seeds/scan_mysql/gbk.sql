/*!40101 SET NAMES gbk */;
INSERT INTO t VALUES ('•\','Õ''');
