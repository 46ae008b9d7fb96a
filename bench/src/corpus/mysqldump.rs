//! As `mysqldump` writes: keys inside the table, many rows in a statement.

use crate::shop::{Column, Marks, Table};

/// A row of an INSERT statement.
pub(super) static MARKS: Marks = Marks {
    open: b"(",
    between: b",",
    quote: b"'",
    null: b"NULL",
    close: b")",
    escape: |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'\'' => Some(b"\\'"),
        b'"' => Some(b"\\\""),
        b'\n' => Some(b"\\n"),
        b'\r' => Some(b"\\r"),
        _ => None,
    },
};

/// The table.
pub(super) fn definition(table: &Table, rows: u64) -> String {
    let name = table.name;
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    lines.push("  PRIMARY KEY (`id`)".to_owned());
    if let Some(column) = table.unique {
        lines.push(format!("  UNIQUE KEY `{column}` (`{column}`)"));
    }
    if let Some(reference) = &table.reference {
        let (column, target) = (reference.column, reference.table);
        lines.push(format!("  KEY `{column}` (`{column}`)"));
        lines.push(format!(
            "  CONSTRAINT `{name}_ibfk_1` FOREIGN KEY (`{column}`) REFERENCES `{target}` (`id`)"
        ));
    }
    let next = rows + 1;
    format!(
        "--\n-- Table structure for table `{name}`\n--\n\n\
         DROP TABLE IF EXISTS `{name}`;\n\
         /*!40101 SET @saved_cs_client     = @@character_set_client */;\n\
         /*!40101 SET character_set_client = utf8mb4 */;\n\
         CREATE TABLE `{name}` (\n{}\n) ENGINE=InnoDB AUTO_INCREMENT={next} \
         DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;\n\
         /*!40101 SET character_set_client = @saved_cs_client */;\n\n",
        lines.join(",\n")
    )
}

/// What stands before the rows.
pub(super) fn data_head(table: &Table) -> String {
    let name = table.name;
    format!(
        "--\n-- Dumping data for table `{name}`\n--\n\nLOCK TABLES `{name}` WRITE;\n\
         /*!40000 ALTER TABLE `{name}` DISABLE KEYS */;\n"
    )
}

/// How each statement begins.
pub(super) fn insert(table: &Table) -> String {
    format!("INSERT INTO `{}` VALUES ", table.name)
}

/// What stands after the rows.
pub(super) fn data_tail(table: &Table) -> String {
    let name = table.name;
    format!("/*!40000 ALTER TABLE `{name}` ENABLE KEYS */;\nUNLOCK TABLES;\n\n")
}

fn column(column: &Column) -> String {
    let mut line = format!("  `{}` {}", column.name, column.mysql);
    line.push_str(if column.nullable {
        " DEFAULT NULL"
    } else {
        " NOT NULL"
    });
    if column.name == "id" {
        line.push_str(" AUTO_INCREMENT");
    }
    line
}

/// The first lines.
pub(super) const HEAD: &str = "-- MySQL dump 10.13  Distrib 8.0.43, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version\t8.0.43

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

";

/// The last lines.
pub(super) const TAIL: &str = "/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-21  3:15:00
";
