//! Values inside values: open, change and close them without touching their surroundings.
