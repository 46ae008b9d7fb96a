//! Word lists: names, streets, companies, by locale. Versioned and pinned by golden tests.
//!
//! Names come from the `fake` crate where it has enough of them, else from here. A list that
//! changes changes tokens, so the tests hold a digest of each.

mod cities;

mod companies;

mod countries;

mod fitted;

mod identity;

mod lists;

mod locale;

mod names;

mod streets;

mod text;

pub(crate) use companies::CompanyForms;
pub(crate) use countries::COUNTRIES;
pub(crate) use fitted::Fitted;
pub(crate) use identity::{Handle, Identity};
pub(crate) use lists::{Lists, Word, lorem_words};
pub(crate) use locale::{LOCALE, Locale};
pub(crate) use streets::NumberPlace;
