SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE pages (id integer, body text);
COPY pages (id, body) FROM stdin;
1	see https://api.staging.test/v2 and api.staging.test:8443, not x.api.shop.example
2	https://bauta:BAUTAdead4nJzRZh7SWN28TeV@bauta.invalid/x.git
3	https://docs.shop.example/no-secret
4	host=db.invalid dbname=bauta user=bauta password=BAUTAdead3DMkKZeXSpLrk9fA
5	postgres://bauta:BAUTAdeadGMQBVR5DyTGISiTW@api.staging.test/bauta
6	call https://bauta.invalid/in?token=BAUTAdeada371nHm
\.
