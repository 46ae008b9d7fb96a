/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

CREATE SERVER s1 FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db1.shop.example', DATABASE 'shop', USER 'app', PASSWORD 'hunter2hunter2', PORT 3306);
CREATE TABLE remote (a int NOT NULL) ENGINE=FEDERATED CONNECTION='mysql://app:hunter2hunter2@db1.shop.example:3306/shop/orders';
CREATE TABLE by_server (a int NOT NULL) ENGINE=FEDERATED CONNECTION='s1/orders';
CREATE TABLE shards (a int NOT NULL, PRIMARY KEY (a)) ENGINE=SPIDER COMMENT='wrapper "mysql", host "db2.shop.example", user "app", password "hunter2hunter2", table "orders"';
CREATE TABLE odbc (a int NOT NULL) ENGINE=CONNECT TABLE_TYPE=MYSQL OPTION_LIST='host=db1.shop.example,user=app,password=hunter2hunter2';
CREATE TABLE plain (a int NOT NULL COMMENT 'host of the order') ENGINE=InnoDB COMMENT='host "x"';
