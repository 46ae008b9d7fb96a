INSERT INTO t VALUES (now(), (1+2), 'a' 'b', ST_GeomFromText('POINT(1 2)'), x'ff', /*!40000 'c' */ 1);
