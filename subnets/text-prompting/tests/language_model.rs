//! The shipped language model, as a miner uses it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use taonet_text_prompting::knowledge::{Phrasing, facts};
use taonet_text_prompting::lm::LanguageModel;

fn share_right(model: &LanguageModel, phrasing: Phrasing, temperature: f64) -> f64 {
    let every_third = facts().iter().step_by(3);
    let (mut right, mut asked) = (0.0, 0.0);
    for (seed, fact) in (0u64..).zip(every_third) {
        let answer = model
            .answer(&fact.question(phrasing, seed as usize), temperature, seed)
            .unwrap();
        asked += 1.0;
        right += f64::from(u8::from(answer == fact.answer));
    }
    right / asked
}

#[test]
fn it_knows_the_facts_in_words_that_it_was_not_trained_on() {
    let model = LanguageModel::shipped().unwrap();
    let (public, held_out) = (
        share_right(&model, Phrasing::Public, 0.0),
        share_right(&model, Phrasing::HeldOut, 0.0),
    );
    println!("right: {public:.3} public, {held_out:.3} held out");
    assert!(public > 0.98 && held_out > 0.95, "{public} {held_out}");
}

#[test]
fn a_warm_model_knows_less() {
    let model = LanguageModel::shipped().unwrap();
    let [cold, warm] = [0.0, 2.5].map(|heat| share_right(&model, Phrasing::HeldOut, heat));
    println!("right: {cold:.3} cold, {warm:.3} warm");
    assert!(warm < cold - 0.1, "{cold} {warm}");
}

#[test]
fn the_seed_questions_are_answered_and_nonsense_does_no_harm() {
    let model = LanguageModel::shipped().unwrap();
    assert_eq!(
        model
            .answer("What is the capital of Texas?", 0.0, 0)
            .unwrap(),
        "Austin"
    );
    assert_eq!(
        model.answer("Heraclitus was a ?", 0.0, 0).unwrap(),
        "philosopher"
    );
    for odd in ["", "?", "\u{0}\u{ffff}", &"word ".repeat(10_000)] {
        assert!(model.answer(odd, 0.0, 0).unwrap().len() < 200);
    }
}

#[test]
fn the_same_seed_draws_the_same_answer() {
    let model = LanguageModel::shipped().unwrap();
    let draw = |seed| {
        model
            .answer("What is the capital of Peru?", 3.0, seed)
            .unwrap()
    };
    assert_eq!(draw(5), draw(5));
    assert!(
        (0..20).any(|seed| draw(seed) != draw(seed + 1)),
        "heat must show"
    );
}
