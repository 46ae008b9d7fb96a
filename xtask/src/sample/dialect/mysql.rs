//! As `mysqldump` 8.0 writes: keys inside the table, one INSERT for all rows, and statements inside
//! comments that servers run.

use crate::sample::json::Json;
use crate::sample::moment;
use crate::sample::table::{Column, Default, Shop, Table, Type};
use crate::sample::value::Value;

/// The dump.
pub(crate) fn write(shop: &Shop) -> Vec<u8> {
    let mut out = HEAD.as_bytes().to_vec();
    let mut tables: Vec<&Table> = shop.tables.iter().collect();
    tables.sort_by_key(|table| table.name);
    for table in tables {
        if table.name == "customers" {
            out.extend_from_slice(VIEW_STAND_IN.as_bytes());
        }
        out.extend_from_slice(definition(table).as_bytes());
        data(table, &mut out);
        if table.name == "customers" {
            out.extend_from_slice(TRIGGER.as_bytes());
        }
    }
    out.extend_from_slice(VIEW.as_bytes());
    out.extend_from_slice(TAIL.as_bytes());
    out
}

fn definition(table: &Table) -> String {
    let name = table.name;
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    let key: Vec<String> = table
        .primary_key
        .iter()
        .map(|column| format!("`{column}`"))
        .collect();
    lines.push(format!("  PRIMARY KEY ({})", key.join(",")));
    lines.extend(
        table
            .unique
            .iter()
            .map(|column| format!("  UNIQUE KEY `{column}` (`{column}`)")),
    );
    lines.extend(keys(table));
    for (reference, number) in table.references.iter().zip(1..) {
        let (column, target) = (reference.column, reference.table);
        let clause = reference.on_delete.clause();
        lines.push(format!(
            "  CONSTRAINT `{name}_ibfk_{number}` FOREIGN KEY (`{column}`) REFERENCES `{target}` (`id`){clause}"
        ));
    }
    let counts = table
        .columns
        .first()
        .is_some_and(|column| column.counter.is_some());
    let counter = if counts {
        format!(" AUTO_INCREMENT={}", table.last_id() + 1)
    } else {
        String::new()
    };
    let comment = table
        .comment
        .map_or(String::new(), |comment| format!(" COMMENT='{comment}'"));
    format!(
        "--\n-- Table structure for table `{name}`\n--\n\n\
         DROP TABLE IF EXISTS `{name}`;\n\
         /*!40101 SET @saved_cs_client     = @@character_set_client */;\n\
         /*!50503 SET character_set_client = utf8mb4 */;\n\
         CREATE TABLE `{name}` (\n{}\n) ENGINE=InnoDB{counter} DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci{comment};\n\
         /*!40101 SET character_set_client = @saved_cs_client */;\n\n",
        lines.join(",\n")
    )
}

/// Indexes; `InnoDB` adds one for each foreign key that has none.
fn keys(table: &Table) -> Vec<String> {
    let referring = table.references.iter().map(|reference| reference.column);
    let mut columns: Vec<&str> = Vec::new();
    for column in table.indexed.iter().copied().chain(referring) {
        let covered = table.primary_key.first() == Some(&column) || columns.contains(&column);
        if !covered {
            columns.push(column);
        }
    }
    columns
        .iter()
        .map(|column| format!("  KEY `{column}` (`{column}`)"))
        .collect()
}

fn column(column: &Column) -> String {
    let mut line = format!("  `{}` {}", column.name, type_name(column.ty));
    if let Some(generated) = column.generated {
        line.push_str(&format!(
            " GENERATED ALWAYS AS ({}) STORED",
            generated.mysql
        ));
        return line;
    }
    if !column.nullable {
        line.push_str(" NOT NULL");
    } else if !matches!(column.ty, Type::Text | Type::JsonText | Type::Bytes) {
        line.push_str(" DEFAULT NULL");
    }
    match column.default {
        None => {}
        Some(Default::Now) => line.push_str(" DEFAULT CURRENT_TIMESTAMP"),
        Some(Default::Int(number)) => line.push_str(&format!(" DEFAULT '{number}'")),
        Some(Default::Bool(flag)) => line.push_str(&format!(" DEFAULT '{}'", u8::from(flag))),
        Some(Default::Text(text)) => line.push_str(&format!(" DEFAULT '{text}'")),
    }
    if column.counter.is_some() {
        line.push_str(" AUTO_INCREMENT");
    }
    line
}

fn type_name(ty: Type) -> String {
    match ty {
        Type::SmallInt => "smallint".into(),
        Type::Int => "int".into(),
        Type::BigInt => "bigint".into(),
        Type::Double => "double".into(),
        Type::Decimal(precision, scale) => format!("decimal({precision},{scale})"),
        Type::Bool => "tinyint(1)".into(),
        Type::Char(length) => format!("char({length})"),
        Type::Varchar(length) => format!("varchar({length})"),
        Type::Text => "text".into(),
        Type::Date => "date".into(),
        Type::Moment => "datetime".into(),
        Type::Uuid => "char(36)".into(),
        Type::Inet => "varchar(45)".into(),
        Type::MacAddress => "char(17)".into(),
        Type::Json | Type::TextList => "json".into(),
        Type::JsonText => "longtext".into(),
        Type::Bytes => "blob".into(),
        Type::Labels(labels) => {
            let labels: Vec<String> = labels
                .labels
                .iter()
                .map(|label| format!("'{label}'"))
                .collect();
            format!("enum({})", labels.join(","))
        }
    }
}

fn data(table: &Table, out: &mut Vec<u8>) {
    let name = table.name;
    let head = format!(
        "--\n-- Dumping data for table `{name}`\n--\n\nLOCK TABLES `{name}` WRITE;\n\
         /*!40000 ALTER TABLE `{name}` DISABLE KEYS */;\n"
    );
    out.extend_from_slice(head.as_bytes());
    // a table with a generated column is the one case in which the list is written
    let columns: Vec<String> = table
        .stored()
        .map(|column| format!("`{}`", column.name))
        .collect();
    let complete = columns.len() < table.columns.len();
    let list = if complete {
        format!(" ({})", columns.join(", "))
    } else {
        String::new()
    };
    out.extend_from_slice(format!("INSERT INTO `{name}`{list} VALUES ").as_bytes());
    for (number, row) in table.rows.iter().enumerate() {
        out.extend_from_slice(if number == 0 { b"(" } else { b"),(" });
        for (index, value) in row.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            literal(value, out);
        }
    }
    let tail = format!(");\n/*!40000 ALTER TABLE `{name}` ENABLE KEYS */;\nUNLOCK TABLES;\n");
    out.extend_from_slice(tail.as_bytes());
    if name != "customers" {
        out.push(b'\n');
    }
}

fn literal(value: &Value, out: &mut Vec<u8>) {
    let bare = match value {
        Value::Null => "NULL".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Cents(cents) => format!("{}.{:02}", cents / 100, cents % 100),
        Value::Float(number) => number.to_string(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::Date(seconds) => format!("'{}'", moment::date(*seconds)),
        Value::Moment(seconds) => format!("'{}'", moment::date_time(*seconds)),
        Value::Text(text) => return quoted(text.as_bytes(), out),
        Value::Json(json) => return quoted(json.render().as_bytes(), out),
        Value::List(items) => {
            let items = items.iter().map(Json::text).collect();
            return quoted(Json::List(items).render().as_bytes(), out);
        }
        Value::Bytes(bytes) => {
            out.extend_from_slice(b"_binary ");
            return quoted(bytes, out);
        }
    };
    out.extend_from_slice(bare.as_bytes());
}

fn quoted(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'\'');
    for byte in bytes {
        match byte {
            0 => out.extend_from_slice(b"\\0"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x1a => out.extend_from_slice(b"\\Z"),
            b'\\' | b'\'' | b'"' => out.extend_from_slice(&[b'\\', *byte]),
            other => out.push(*other),
        }
    }
    out.push(b'\'');
}

const HEAD: &str = "-- MySQL dump 10.13  Distrib 8.0.43, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version\t8.0.43

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

";

const VIEW_STAND_IN: &str = "--
-- Temporary view structure for view `customer_list`
--

DROP TABLE IF EXISTS `customer_list`;
/*!50001 DROP VIEW IF EXISTS `customer_list`*/;
SET @saved_cs_client     = @@character_set_client;
/*!50503 SET character_set_client = utf8mb4 */;
/*!50001 CREATE VIEW `customer_list` AS SELECT 
 1 AS `id`,
 1 AS `name`,
 1 AS `email`,
 1 AS `country`*/;
SET character_set_client = @saved_cs_client;

";

const TRIGGER: &str = "/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb4 */ ;
/*!50003 SET character_set_results = utf8mb4 */ ;
/*!50003 SET collation_connection  = utf8mb4_unicode_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`shop_deploy`@`10.0.%`*/ /*!50003 TRIGGER `customers_touch` BEFORE UPDATE ON `customers` FOR EACH ROW BEGIN
    -- it's the database that keeps time; not the application
    SET NEW.updated_at = NOW();
  END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;

";

const VIEW: &str = "--
-- Final view structure for view `customer_list`
--

/*!50001 DROP VIEW IF EXISTS `customer_list`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb4 */;
/*!50001 SET character_set_results     = utf8mb4 */;
/*!50001 SET collation_connection      = utf8mb4_unicode_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`shop_deploy`@`10.0.%` SQL SECURITY INVOKER */
/*!50001 VIEW `customer_list` AS select `customers`.`id` AS `id`,`customers`.`full_name` AS `name`,`customers`.`email` AS `email`,`customers`.`country` AS `country` from `customers` where (`customers`.`email` <> 'qa@shop.example') */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;
";

const TAIL: &str = "/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-07-01  3:15:00
";
