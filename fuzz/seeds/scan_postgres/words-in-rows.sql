INSERT INTO t VALUES (a$b$, 1), (2, c$b$), (date'\', ( )), ();
