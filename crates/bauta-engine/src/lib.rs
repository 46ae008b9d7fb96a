//! The streaming engine: source, scan, plan, mask, sink.
