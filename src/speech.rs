//! How is a page read aloud?
