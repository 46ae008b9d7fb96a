/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE SERVER s1 FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db1.staging.test', DATABASE 'shop', USER 'app', PASSWORD 'BAUTAdeadRWCTDxd', PORT 3306);
CREATE TABLE remote (a int NOT NULL) ENGINE=FEDERATED CONNECTION='mysql://bauta:BAUTAdeadRWCTDxd@db1.staging.test:3306/shop/orders';
CREATE TABLE by_server (a int NOT NULL) ENGINE=FEDERATED CONNECTION='s1/orders';
CREATE TABLE shards (a int NOT NULL, PRIMARY KEY (a)) ENGINE=SPIDER COMMENT='wrapper "mysql", host "bauta.invalid", user "app", password "BAUTAdeadRWCTDxd", table "orders"';
CREATE TABLE odbc (a int NOT NULL) ENGINE=CONNECT TABLE_TYPE=MYSQL OPTION_LIST='host=db1.staging.test,user=app,password=BAUTAdeadRWCTDxd';
CREATE TABLE plain (a int NOT NULL COMMENT 'host of the order') ENGINE=InnoDB COMMENT='host "x"';
