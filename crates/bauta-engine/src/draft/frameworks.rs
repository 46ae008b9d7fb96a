//! Frameworks and applications that are known by their tables.

use bauta_model::{Catalog, Dialect, Table, TableName};

/// A preset and the tables it is known by.
struct Framework {
    /// The preset's name in `include:`.
    preset: &'static str,
    /// The schema its tables stand in; `None` is the default one.
    schema: Option<&'static str>,
    /// Signatures, one of which is enough: tables with columns that all of them have.
    signs: &'static [&'static [Sign]],
}

/// A table and columns of it.
type Sign = (&'static str, &'static [&'static str]);

/// The presets of the frameworks whose tables the dump holds.
pub(super) fn recognised(catalog: &Catalog, dialect: Dialect) -> Vec<&'static str> {
    let found = FRAMEWORKS.iter().filter(|framework| {
        framework.signs.iter().any(|signs| {
            signs
                .iter()
                .all(|(table, columns)| has(catalog, dialect, framework.schema, table, columns))
        })
    });
    found.map(|framework| framework.preset).collect()
}

fn has(
    catalog: &Catalog,
    dialect: Dialect,
    schema: Option<&str>,
    table: &str,
    columns: &[&str],
) -> bool {
    let fits = |name: &TableName, found: &Table| {
        let own = name.schema.as_deref().or(dialect.default_schema());
        name.table == table
            && own == schema.or(dialect.default_schema())
            && columns.iter().all(|column| found.column(column).is_some())
    };
    catalog.tables.iter().any(|(name, found)| fits(name, found))
}

static FRAMEWORKS: &[Framework] = &[
    Framework {
        preset: "presets/gitlab",
        schema: None,
        signs: &[&[
            ("application_settings", &["id"]),
            ("ci_runners", &["id"]),
            ("projects", &["namespace_id"]),
        ]],
    },
    Framework {
        preset: "presets/rails",
        schema: None,
        signs: &[
            &[("ar_internal_metadata", &["key", "value"])],
            &[
                ("schema_migrations", &["version"]),
                ("users", &["encrypted_password"]),
            ],
            &[("oauth_applications", &["uid", "secret", "redirect_uri"])],
        ],
    },
    Framework {
        preset: "presets/django",
        schema: None,
        signs: &[
            &[("django_migrations", &["app", "name"])],
            &[("django_session", &["session_data"])],
        ],
    },
    Framework {
        preset: "presets/laravel",
        schema: None,
        signs: &[
            &[("migrations", &["migration", "batch"])],
            &[("personal_access_tokens", &["tokenable_type", "token"])],
        ],
    },
    Framework {
        preset: "presets/wordpress",
        schema: None,
        signs: &[&[
            ("wp_options", &["option_name", "option_value"]),
            ("wp_users", &["user_login", "user_pass"]),
        ]],
    },
    Framework {
        preset: "presets/magento",
        schema: None,
        signs: &[&[
            ("core_config_data", &["path", "value"]),
            ("admin_user", &["username", "password"]),
        ]],
    },
    Framework {
        preset: "presets/keycloak",
        schema: None,
        signs: &[&[
            ("realm", &["id", "name"]),
            ("user_entity", &["realm_id"]),
            ("credential", &["secret_data"]),
        ]],
    },
    Framework {
        preset: "presets/supabase",
        schema: Some("auth"),
        signs: &[&[("users", &["encrypted_password", "raw_user_meta_data"])]],
    },
    Framework {
        preset: "presets/odoo",
        schema: None,
        signs: &[&[
            ("ir_config_parameter", &["key", "value"]),
            ("res_users", &["login"]),
        ]],
    },
];

#[cfg(test)]
mod tests {
    use bauta_model::{Column, ColumnType, Generated};

    use super::*;

    fn catalog(tables: &[(TableName, &[&str])]) -> Catalog {
        let column = |name: &&str| Column {
            name: (*name).into(),
            ty: ColumnType::default(),
            nullable: true,
            generated: Generated::No,
            identity: false,
            default: None,
        };
        let tables = tables.iter().map(|(name, columns)| {
            let table = Table {
                columns: columns.iter().map(column).collect(),
                ..Table::default()
            };
            (name.clone(), table)
        });
        Catalog {
            tables: tables.collect(),
            ..Catalog::default()
        }
    }

    #[test]
    fn a_framework_is_known_by_its_tables_in_its_schema() {
        let users: &[&str] = &["id", "encrypted_password", "raw_user_meta_data"];
        let there = catalog(&[(TableName::in_schema("auth", "users"), users)]);
        let elsewhere = catalog(&[(TableName::in_schema("public", "users"), users)]);
        assert_eq!(recognised(&there, Dialect::Postgres), ["presets/supabase"]);
        assert!(recognised(&elsewhere, Dialect::Postgres).is_empty());
    }

    #[test]
    fn a_table_of_that_name_with_other_columns_is_no_sign() {
        let of = |columns| catalog(&[(TableName::bare("migrations"), columns)]);
        let laravel: &[&str] = &["id", "migration", "batch"];
        assert_eq!(
            recognised(&of(laravel), Dialect::Mysql),
            ["presets/laravel"]
        );
        assert!(recognised(&of(&["id", "version"]), Dialect::Mysql).is_empty());
    }

    #[test]
    fn every_preset_of_the_list_is_built_in() {
        for framework in FRAMEWORKS {
            assert!(
                crate::presets::built_in(framework.preset).is_some(),
                "{}",
                framework.preset
            );
        }
    }
}
