SET client_encoding = 'UTF8';
\! ls
