-- a; b
--not a comment;
# it's; one
/* flat /* ; */ SELECT 1 # x
;
SELECT 1--2;
