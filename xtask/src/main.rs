//! Development tasks of bauta.
fn main() {}
