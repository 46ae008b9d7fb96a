//! probe
mod date;
mod error;
mod expression;
mod nearest;
mod selector;
mod yaml;
pub use expression::{Expression, ExpressionError, Truth};
pub use selector::*;
pub use date::*;
pub use error::*;
pub use yaml::Comments;
