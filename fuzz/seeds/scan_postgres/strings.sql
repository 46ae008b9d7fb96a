SELECT 'a''b;', E'c\';d', U&'\0041;', B'01', X'ff', "id""x;", 'join'
 'ed';
SET standard_conforming_strings = off;
SELECT 'a\';b';
