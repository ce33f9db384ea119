//! Texts whose likeness is known because the validator made them.

use rand::Rng;
use rand::seq::IndexedRandom;

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
    ("repairs", "repaired"), ("paints", "painted"), ("carries", "carried"), ("sells", "sold"),
    ("watches", "watched"), ("cleans", "cleaned"), ("hides", "hid"), ("opens", "opened"),
    ("brings", "brought"), ("finds", "found"), ("breaks", "broke"), ("draws", "drew"),
    ("lifts", "lifted"), ("counts", "counted"), ("buries", "buried"), ("washes", "washed"),
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
const WHEN: [&str; 8] =
    ["morning", "evening", "winter", "summer", "autumn", "spring", "night", "noon"];

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
        let Self { who, what, thing, place, time } = self;
        format!("In the {time} the {who} {} a {thing} near the {place}.", what.0)
    }

    fn told_otherwise(&self) -> String {
        let Self { who, what, thing, place, time } = self;
        format!("Near the {place} a {who} {} the {thing} in the {time}.", what.1)
    }
}

/// Draws a triplet. The unlike text shares two of five details with the anchor, so that telling
/// them apart takes some room in the vector.
pub fn triplet(random: &mut impl Rng) -> Triplet {
    let scene = Scene::draw(random);
    let mut other = Scene::draw(random);
    other.place = scene.place;
    if random.random_bool(0.5) {
        other.who = scene.who;
    } else {
        other.time = scene.time;
    }
    while other.thing == scene.thing || other.what == scene.what {
        let again = Scene::draw(random);
        other.thing = again.thing;
        other.what = again.what;
    }
    Triplet { anchor: scene.told(), like: scene.told_otherwise(), unlike: other.told() }
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
        let Triplet { anchor, like, unlike } = draw(3);
        assert!(anchor != like && anchor != unlike && like != unlike);
    }
}
