//! Word lists: names, streets, companies, by locale. Versioned and pinned by golden tests.
