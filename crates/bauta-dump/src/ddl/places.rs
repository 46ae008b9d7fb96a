//! Places within statements that the policy rewrites: database names, definers, numbers of sequences.

use bauta_model::TableName;

use super::cursor::Cursor;
use super::token::Tokens;

/// The sequence that the first argument of `nextval` or `setval` names.
pub(super) fn sequence_argument(arguments: &Cursor<'_>) -> Option<TableName> {
    let mut arguments = *arguments;
    let state = arguments.state;
    let Some(text) = arguments.literal() else {
        // MariaDB names the sequence without quotes.
        return arguments.table();
    };
    let tokens: Vec<_> = Tokens::new(&text, state.syntax).collect();
    Cursor::new(&text, state, &tokens).table()
}
