use bauta_crypto::Prf;

/// How the values of a column are dealt out anew.
///
/// A transformer sees one row; who runs it gathers the values and hands each row its own.
#[derive(Debug, Clone)]
pub struct Shuffling {
    prf: Prf,
    window: Option<u64>,
}

impl Shuffling {
    pub(crate) fn new(prf: Prf, window: Option<u64>) -> Self {
        Self { prf, window }
    }

    /// The most rows that values are dealt among; `None` is all rows of the table.
    pub fn window(&self) -> Option<u64> {
        self.window
    }

    /// For each of `len` values, counted from 0, which of them takes its place. `first` is the
    /// number of the row that the run of rows begins with, so that runs are dealt differently.
    ///
    /// *Guarantees:* every number below `len` is there once; any such order is equally likely.
    ///
    /// *Source:* Fisher and Yates as in Knuth 3.4.2 P.
    pub fn order(&self, first: u64, len: u32) -> Box<[u32]> {
        let mut order: Box<[u32]> = (0..len).collect();
        let mut label = [0; 12];
        label[..8].copy_from_slice(&first.to_be_bytes());
        label[8..].copy_from_slice(&len.to_be_bytes());
        let mut draw = self.prf.draw(&label);
        for last in (1..order.len()).rev() {
            let chosen = usize::try_from(draw.uniform(last as u64 + 1)).unwrap_or(last);
            order.swap(last, chosen);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use bauta_crypto::{EnvironmentKey, Purpose};
    use proptest::prelude::*;

    use super::*;

    fn shuffling(root: u8) -> Shuffling {
        let key = EnvironmentKey::from_root("qa", [root; 32]);
        Shuffling::new(key.prf("staff.salary", Purpose::Shuffle), None)
    }

    proptest! {
        #[test]
        fn every_value_is_dealt_once(first: u64, len in 0u32..3000) {
            let mut order = shuffling(1).order(first, len).into_vec();
            order.sort_unstable();
            prop_assert_eq!(order, (0..len).collect::<Vec<_>>());
        }
    }

    #[test]
    fn orders_follow_the_key_the_run_of_rows_and_its_length() {
        let order = shuffling(1).order(0, 100);
        assert_eq!(order, shuffling(1).order(0, 100));
        assert_ne!(order, shuffling(2).order(0, 100));
        assert_ne!(order, shuffling(1).order(100, 100));
        assert_ne!(order[..], shuffling(1).order(0, 101)[..100]);
    }
}
