//! Texts whose likeness is known because the validator made them.

use rand::Rng;
use rand::seq::{IndexedRandom, IteratorRandom};

/// A text, one that says nearly the same, and one that does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triplet {
    /// The text.
    pub anchor: String,
    /// Same thing in other words.
    pub like: String,
    /// Something else in words of the same kind.
    pub unlike: String,
}

const WHO: [&str; 16] = [
    "sailor", "baker", "teacher", "farmer", "painter", "doctor", "soldier", "gardener", "pilot",
    "hunter", "writer", "singer", "builder", "fisher", "weaver", "miller",
];
const WHAT: [(&str, &str); 16] = [
    ("repairs", "repaired"),
    ("paints", "painted"),
    ("carries", "carried"),
    ("sells", "sold"),
    ("watches", "watched"),
    ("cleans", "cleaned"),
    ("hides", "hid"),
    ("opens", "opened"),
    ("brings", "brought"),
    ("finds", "found"),
    ("breaks", "broke"),
    ("draws", "drew"),
    ("lifts", "lifted"),
    ("counts", "counted"),
    ("buries", "buried"),
    ("washes", "washed"),
];
const THING: [&str; 20] = [
    "boat", "window", "basket", "letter", "lantern", "wagon", "mirror", "blanket", "barrel",
    "hammer", "ladder", "bottle", "carpet", "kettle", "saddle", "trumpet", "bucket", "curtain",
    "anchor", "candle",
];
const WHERE: [&str; 14] = [
    "harbour", "market", "forest", "village", "castle", "garden", "kitchen", "meadow", "station",
    "library", "church", "valley", "bridge", "tower",
];
const WHEN: [&str; 8] = [
    "morning", "evening", "winter", "summer", "autumn", "spring", "night", "noon",
];

#[derive(Clone, Copy)]
struct Scene {
    who: &'static str,
    what: (&'static str, &'static str),
    thing: &'static str,
    place: &'static str,
    time: &'static str,
}

impl Scene {
    fn draw(random: &mut impl Rng) -> Self {
        Self {
            who: WHO.choose(random).copied().unwrap_or_default(),
            what: WHAT.choose(random).copied().unwrap_or_default(),
            thing: THING.choose(random).copied().unwrap_or_default(),
            place: WHERE.choose(random).copied().unwrap_or_default(),
            time: WHEN.choose(random).copied().unwrap_or_default(),
        }
    }

    fn told(&self) -> String {
        let Self {
            who,
            what,
            thing,
            place,
            time,
        } = self;
        format!(
            "In the {time} the {who} {} a {thing} near the {place}.",
            what.0
        )
    }

    fn told_otherwise(&self) -> String {
        let Self {
            who,
            what,
            thing,
            place,
            time,
        } = self;
        format!(
            "Near the {place} a {who} {} the {thing} in the {time}.",
            what.1
        )
    }
}

/// Draws a triplet. The unlike text differs from the anchor in one or two details of five, so that
/// telling them apart takes some room in the vector. The deed stays: the like text tells it in
/// another tense, which for many verbs is another word.
pub fn triplet(random: &mut impl Rng) -> Triplet {
    let scene = Scene::draw(random);
    let mut other = scene;
    for _ in 0..2 {
        match random.random_range(0..4) {
            0 => other.who = another(&WHO, scene.who, random),
            1 => other.thing = another(&THING, scene.thing, random),
            2 => other.place = another(&WHERE, scene.place, random),
            _ => other.time = another(&WHEN, scene.time, random),
        }
    }
    Triplet {
        anchor: scene.told(),
        like: scene.told_otherwise(),
        unlike: other.told(),
    }
}

fn another(words: &[&'static str], than: &str, random: &mut impl Rng) -> &'static str {
    let others = words.iter().filter(|word| **word != than);
    others.choose(random).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn triplets_follow_from_the_seed_and_hold_three_texts() {
        let draw = |seed| triplet(&mut rand::rngs::StdRng::seed_from_u64(seed));
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        let Triplet {
            anchor,
            like,
            unlike,
        } = draw(3);
        assert!(anchor != like && anchor != unlike && like != unlike);
    }
}
