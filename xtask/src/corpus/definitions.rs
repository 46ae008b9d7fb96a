//! Statements with credentials in them.

use super::credentials::{TOKENS, database_url};
use super::dialect::Dialect;
use super::pattern::fill;
use super::truth::Plant;
use crate::encoding::base64;
use crate::random::Random;

/// Statements for behind the tables, and what is hidden in them.
pub(super) fn write(
    dialect: Dialect,
    random: &mut Random,
    table: &str,
    plants: &mut Vec<Plant>,
) -> String {
    match dialect {
        Dialect::Postgres => postgres(random, table, plants),
        Dialect::Mysql => mysql(random, table, plants),
        Dialect::Sqlite => sqlite(random, table, plants),
    }
}

/// A token that is known by itself, planted.
fn token(random: &mut Random, plants: &mut Vec<Plant>) -> String {
    let speaking: Vec<_> = TOKENS.iter().filter(|token| token.speaks()).collect();
    let token = random.pick(&speaking);
    let value = token.write(random);
    plants.push(Plant::of(token.kinds[0], &value, "ddl"));
    value
}

/// A password, planted.
fn password(kind: &str, random: &mut Random, plants: &mut Vec<Plant>) -> String {
    let (_, password) = database_url(random);
    plants.push(Plant::of(kind, &password, "ddl"));
    password
}

fn mysql(random: &mut Random, table: &str, plants: &mut Vec<Plant>) -> String {
    let mut out = String::new();
    let value = token(random, plants);
    out += &format!("ALTER TABLE `{table}` COMMENT = 'old key: {value}';\n");
    let value = password("role-password", random, plants);
    out += &format!("CREATE USER `svc_app`@`%` IDENTIFIED BY '{value}';\n");
    let value = password("foreign-server", random, plants);
    out += &format!(
        "CREATE SERVER legacy FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'db1.prod.corp.example', USER 'svc', PASSWORD '{value}');\n"
    );
    let value = token(random, plants);
    out += &format!(
        "/*!50106 CREATE EVENT `call_home` ON SCHEDULE EVERY 1 HOUR DO UPDATE `{table}` SET id = id WHERE '{value}' = '' */;\n"
    );
    let value = token(random, plants);
    out += &format!(
        "CREATE VIEW `hidden` AS SELECT '{}' AS `packed`;\n",
        base64(format!("token={value}").as_bytes())
    );
    out
}

fn sqlite(random: &mut Random, table: &str, plants: &mut Vec<Plant>) -> String {
    let mut out = String::new();
    let value = token(random, plants);
    out += &format!("CREATE VIEW plain AS SELECT '{value}' AS token;\n");
    let value = token(random, plants);
    out += &format!(
        "CREATE VIEW hidden AS SELECT '{}' AS packed;\n",
        base64(format!("token={value}").as_bytes())
    );
    let value = token(random, plants);
    out += &format!(
        "CREATE TRIGGER note AFTER INSERT ON {table} BEGIN UPDATE {table} SET id = id WHERE '{value}' = ''; END;\n"
    );
    out
}

fn postgres(random: &mut Random, table: &str, plants: &mut Vec<Plant>) -> String {
    let mut out = String::new();
    let mut plant = |kind: &str, value: &str| {
        plants.push(Plant::of(kind, value, "ddl"));
        value.to_owned()
    };
    let speaking: Vec<_> = TOKENS.iter().filter(|token| token.speaks()).collect();
    let token = |random: &mut Random| {
        let token = random.pick(&speaking);
        (token.kinds[0], token.write(random))
    };

    let (kind, value) = token(random);
    let value = plant(kind, &value);
    out += &format!("ALTER TABLE {table} ALTER COLUMN id SET DEFAULT length('{value}');\n");

    let (kind, value) = token(random);
    let value = plant(kind, &value);
    out += &format!("COMMENT ON TABLE {table} IS 'old key: {value}';\n");

    let (_, password) = database_url(random);
    let password = plant("db-url", &password);
    out += &format!(
        "CREATE FUNCTION public.pull() RETURNS void LANGUAGE sql AS $body$\n  SELECT dblink_connect('host=db1.prod.corp.example user=svc password={password}');\n$body$;\n"
    );

    let (_, password) = database_url(random);
    let password = plant("role-password", &password);
    out += &format!("ALTER ROLE svc_app WITH LOGIN PASSWORD '{password}';\n");

    let scram = fill("[b64:22]==$[b64:43]=:[b64:43]=", random);
    let scram = plant("pg-scram", &format!("SCRAM-SHA-256$4096:{scram}"));
    out += &format!("ALTER ROLE svc_report WITH PASSWORD '{scram}';\n");

    let (_, password) = database_url(random);
    let password = plant("subscription", &password);
    out += &format!(
        "CREATE SUBSCRIPTION sub_main CONNECTION 'host=db2.prod.corp.example password={password} dbname=main' PUBLICATION pub_main;\n"
    );

    let (_, password) = database_url(random);
    let password = plant("user-mapping", &password);
    out += &format!(
        "CREATE USER MAPPING FOR svc_app SERVER legacy OPTIONS (\"user\" 'svc', password '{password}');\n"
    );

    let bearer = plant("bearer", &fill("[b62:40]", random));
    out += &format!(
        "CREATE TRIGGER notify AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION supabase_functions.http_request('https://hooks.corp.example/in', 'POST', '{{\"Authorization\":\"Bearer {bearer}\"}}');\n"
    );

    let secret = plant("setting", &fill("[b62:44]", random));
    out += &format!("ALTER DATABASE main SET \"app.jwt_secret\" TO '{secret}';\n");

    let (kind, value) = token(random);
    let value = plant(kind, &value);
    out += &format!(
        "CREATE VIEW public.hidden AS SELECT '{}'::text AS packed;\n",
        base64(format!("token={value}").as_bytes())
    );
    out
}
