//! Profiles: parse, check, format, compare.
