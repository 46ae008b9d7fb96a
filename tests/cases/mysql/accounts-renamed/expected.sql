/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;

CREATE USER `app_staging`@`%` IDENTIFIED BY PASSWORD '*DEADBA07A0B3F34B877CA624A606A2257D2517AD';
CREATE ROLE `readers_staging` WITH ADMIN `app_staging`@`%`;
CREATE USER /*M!100103 IF NOT EXISTS */ `web_staging`@`%`, `web`@`10.0.0.1`;
GRANT SELECT, UPDATE ON `shop_staging`.* TO `app_staging`@`%`, `web_staging`@`%` WITH GRANT OPTION;
GRANT `readers_staging` TO `web`@`10.0.0.1`;
REVOKE ALL PRIVILEGES, GRANT OPTION FROM `app_staging`@`%`;
SET DEFAULT ROLE `readers_staging` FOR `web`@`10.0.0.1`;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`app_staging`@`%` SQL SECURITY DEFINER */
/*!50001 VIEW `one` AS SELECT 1 AS `app` */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `two` AS SELECT 2 AS `app` */;
DROP USER `web_staging`@`%`;
