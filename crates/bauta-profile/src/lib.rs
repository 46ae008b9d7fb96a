//! Profiles: what becomes of each table and column, read, checked, written, compared.
//!
//! Syntax only: the names of tables, columns and transformers are still strings here. Text comes
//! in, structures come out; nothing is read from anywhere.
//!
//! ```
//! use bauta_profile::{Decision, Profile, Rules, Scope};
//!
//! let profile = Profile::parse(
//!     r#"
//! version: 1
//! tables:
//!   public.customers: { columns: { email: email, "*_note": redact } }
//! "#,
//! )
//! .map_err(|problems| problems[0].clone())?;
//!
//! let scope = Scope { schema: Some("public"), database: None };
//! let mut rules = Rules::new(&profile, &[], scope);
//! let table = "public.customers".parse().expect("a name");
//! let decision = rules.decide(&[&table], &["email", "id"]);
//! assert!(matches!(decision.columns[0], Decision::Rule(rule, _) if rule.transformer == "email"));
//! assert_eq!(decision.columns[1], Decision::Undecided);
//! assert_eq!(rules.unmatched()[0].column, Some("*_note"));
//! # Ok::<(), bauta_profile::ProfileError>(())
//! ```

mod profile;

mod rule;

mod selector;

mod expression;

mod decode;

mod detector_rule;

mod preset;

mod resolve;

mod tree;

mod emit;

mod diff;

mod schema;

mod yaml;

mod date;

mod nearest;

mod error;

pub use date::{Date, DateError};
pub use decode::RULE_KEYS;
pub use detector_rule::{DetectorPattern, DetectorRule};
pub use diff::{Change, ChangeKind, Subject};
pub use error::{Place, Problem, ProfileError};
pub use expression::{Expression, ExpressionError, Truth};
pub use nearest::nearest;
pub use preset::{Preset, Presets};
pub use profile::{
    Definer, Exception, Identities, Owner, Profile, Replacement, Retention, Reviewed, Secrets,
    Source, Unlisted,
};
pub use resolve::{Decision, Origin, Rules, TableDecision, Unmatched};
pub use rule::{ColumnRule, FoldCase, OnInvalid, Rows, TableRule};
pub use schema::json_schema;
pub use selector::{ColumnPath, NamePattern, Scope, TableSelector, column_key};
pub use yaml::Comments;
