//! What an organisation allows in each environment, as a file that whoever writes profiles cannot
//! change.

mod document;

mod terms;

mod schema;

pub use document::{Policy, PolicyError, Requirement, SealedTokens};
pub use schema::policy_schema;
pub use terms::{Policies, Terms, UnnamedEnvironment};
