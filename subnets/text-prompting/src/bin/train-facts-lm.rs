//! Trains the shipped language model again and writes its weights.
//!
//! `cargo run --release -p taonet-text-prompting --bin train-facts-lm -- [FOLDER]`

use eyre::WrapErr;
use taonet_text_prompting::knowledge::{Phrasing, facts};
use taonet_text_prompting::lm::{LanguageModel, TrainingOptions, train};

fn main() -> eyre::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/models").to_owned());
    let report = train(TrainingOptions::default(), |pass, loss| {
        eprintln!("pass {pass:>3}: loss {loss:.4}");
    })?;
    for phrasing in [Phrasing::Public, Phrasing::HeldOut] {
        eprintln!(
            "{phrasing:?}: {:.1} % right",
            100.0 * share_right(&report.model, phrasing)?
        );
    }
    std::fs::create_dir_all(&folder).wrap_err_with(|| format!("cannot create {folder}"))?;
    let weights = format!("{folder}/facts-lm.safetensors");
    candle_core::safetensors::save(&report.weights, &weights)
        .wrap_err_with(|| format!("cannot write {weights}"))?;
    let words = format!("{folder}/facts-lm.words.txt");
    std::fs::write(&words, report.vocabulary.to_text())
        .wrap_err_with(|| format!("cannot write {words}"))?;
    println!("wrote {weights} and {words}");
    Ok(())
}

fn share_right(model: &LanguageModel, phrasing: Phrasing) -> eyre::Result<f64> {
    let (mut asked, mut right) = (0u32, 0u32);
    for fact in facts() {
        for choice in 0..fact.relation.questions(phrasing).len() {
            asked += 1;
            let answer = model.answer(&fact.question(phrasing, choice), 0.0, 0)?;
            right += u32::from(answer == fact.answer);
        }
    }
    Ok(f64::from(right) / f64::from(asked.max(1)))
}
