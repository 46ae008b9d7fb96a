SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE pages (id integer, body text);
COPY pages (id, body) FROM stdin;
1	see https://api.shop.example/v2 and api.shop.example:8443, not x.api.shop.example
2	https://ada:hunter2hunter2@git.shop.example/x.git
3	https://docs.shop.example/no-secret
4	host=db1.shop.example user=app password=hunter2hunter2
5	postgres://app:hunter2hunter2@api.shop.example/x
6	call https://hooks.shop.example/in?token=abcdef123456
\.
