SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE pages (id integer, body text);
COPY pages (id, body) FROM stdin;
1	see https://api.shop.example/v2 and api.shop.example:8443, not x.api.shop.example
2	https://bauta:BAUTAdead4nJzRZh7SWN28TeV@git.shop.example/x.git
3	https://docs.shop.example/no-secret
4	host=db1.shop.example user=app password=BAUTAdeadRWCTDxd
5	postgres://bauta:BAUTAdeadGMQBVR5DyTGISiTW@db.invalid/bauta
6	call https://hooks.shop.example/in?token=BAUTAdeada371nHm
\.
