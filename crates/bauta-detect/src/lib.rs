//! Detectors for personal data and secrets inside text.
