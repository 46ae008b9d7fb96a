SET client_encoding = 'SJIS';
INSERT INTO t VALUES ('ƒ'), ('ƒ\');
