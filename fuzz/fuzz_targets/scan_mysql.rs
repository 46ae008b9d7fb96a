//! Scripts of `mysqldump` and `mariadb-dump`, cut into frames.
#![no_main]

use bauta_fuzz::scan_mysql;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| scan_mysql::run(data));
