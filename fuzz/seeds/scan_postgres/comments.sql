-- one
/* two /* nested ; */ ' */ SELECT /* x */ 1 -- ;
;
--
