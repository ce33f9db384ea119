//! An embedding without a model: words and letter groups, hashed into a vector.

/// Letters per group.
const GROUP: usize = 4;
/// How much a whole word weighs against one of its letter groups.
const WORD_WEIGHT: f32 = 2.0;

/// Counts hashed features with signs, so that collisions cancel out on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashedNgrams {
    dimension: usize,
}

/// The dimension asked for makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an embedding cannot have {0} dimensions: choose 1 to 4096")]
pub struct DimensionError(pub usize);

impl HashedNgrams {
    /// An embedding of `dimension` numbers, 1 to 4,096.
    pub fn new(dimension: usize) -> Result<Self, DimensionError> {
        if (1..=4096).contains(&dimension) {
            Ok(Self { dimension })
        } else {
            Err(DimensionError(dimension))
        }
    }

    /// Numbers per vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// A vector of unit length; all zero for a text without letters or digits.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        let mut vector = vec![0.0; self.dimension];
        let lower = text.to_lowercase();
        let words = lower
            .split(|character: char| !character.is_alphanumeric())
            .filter(|w| !w.is_empty());
        for word in words {
            self.count(&mut vector, word.as_bytes(), WORD_WEIGHT);
            let marked: Vec<u8> = [b"<", word.as_bytes(), b">"].concat();
            for group in marked.windows(GROUP) {
                self.count(&mut vector, group, 1.0);
            }
        }
        let length = vector.iter().map(|cell| cell * cell).sum::<f32>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|cell| *cell /= length);
        }
        vector
    }

    fn count(&self, vector: &mut [f32], feature: &[u8], weight: f32) {
        let hash = fnv1a(feature);
        let place = (hash % self.dimension as u64) as usize;
        let sign = if hash >> 63 == 0 { weight } else { -weight };
        if let Some(cell) = vector.get_mut(place) {
            *cell += sign;
        }
    }
}

/// A fixed hash, so that vectors of different machines and versions can be compared.
fn fnv1a(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // The low bits of this hash are weak for short input; mix the high ones in.
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(left: &[f32], right: &[f32]) -> f32 {
        left.iter().zip(right).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn like_texts_are_closer_than_unlike_ones() {
        let embedding = HashedNgrams::new(512).unwrap();
        let text = embedding.embed("The old ship sails to the island.");
        let like = embedding.embed("An old ship sailed to an island");
        let unlike = embedding.embed("Bread is baked in the morning.");
        assert!(cosine(&text, &like) > cosine(&text, &unlike) + 0.2);
        assert!((cosine(&text, &text) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn dimensions_are_bounded() {
        assert!(HashedNgrams::new(0).is_err());
        assert!(HashedNgrams::new(4097).is_err());
        assert_eq!(HashedNgrams::new(1).unwrap().embed("").as_slice(), [0.0]);
    }
}
