\connect -reuse-previous=on "dbname='a \'b'"
