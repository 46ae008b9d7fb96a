INSERT INTO t VALUES /* a */ (1, /* ) */ 2 -- )
), -- x
(3,4) /* y */ ;
