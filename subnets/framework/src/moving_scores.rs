//! Scores that move slowly, so that one lucky answer pays nobody.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Mark, ParticipantError};

/// Share of a new mark in the moving score.
const STEP: f64 = 0.04;

/// How one miner has done so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MinerScore {
    /// Moving score on unseen material, 0..1.
    pub held_out: f64,
    /// Moving score on public material, 0..1.
    pub public: f64,
    /// Moving latency in milliseconds of the answers that came.
    pub latency_ms: Option<f64>,
    /// Marks so far on unseen material.
    pub held_out_marks: u64,
    /// Marks so far on public material.
    pub public_marks: u64,
    /// The last answer.
    pub last_answer: String,
}

/// Scores by hotkey. A UID that changes hands starts anew, because its hotkey is another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MovingScores {
    by_hotkey: BTreeMap<String, MinerScore>,
}

impl MovingScores {
    /// Takes in one mark. A mark that is not finite counts as 0.
    ///
    /// The first marks of a miner are averaged plainly, so that a newcomer is not held at 0 by the
    /// slow step.
    pub fn record(&mut self, hotkey: &str, mark: &Mark) {
        let score = self.by_hotkey.entry(hotkey.to_owned()).or_default();
        if let Some(value) = mark.held_out {
            score.held_out = moved(score.held_out, value, score.held_out_marks);
            score.held_out_marks = score.held_out_marks.saturating_add(1);
        }
        if let Some(value) = mark.public {
            score.public = moved(score.public, value, score.public_marks);
            score.public_marks = score.public_marks.saturating_add(1);
        }
        if let Some(latency) = mark.latency {
            let latency_ms = latency.as_secs_f64() * 1e3;
            score.latency_ms = Some(
                score
                    .latency_ms
                    .map_or(latency_ms, |old| old + 0.2 * (latency_ms - old)),
            );
        }
        score.last_answer.clone_from(&mark.last_answer);
    }

    /// The score of a hotkey, if it was ever examined.
    pub fn get(&self, hotkey: &str) -> Option<&MinerScore> {
        self.by_hotkey.get(hotkey)
    }

    /// Forgets hotkeys that have left the subnet.
    pub fn retain(&mut self, mut still_here: impl FnMut(&str) -> bool) {
        self.by_hotkey.retain(|hotkey, _| still_here(hotkey));
    }

    /// Reads scores kept by [`Self::save`]; none if there is no file.
    pub fn load(path: &Path) -> Result<Self, ParticipantError> {
        match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| failure(path, &error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(failure(path, &error)),
        }
    }

    /// Writes the scores, all or nothing.
    pub fn save(&self, path: &Path) -> Result<(), ParticipantError> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| failure(path, &error))?;
        let file =
            tempfile::NamedTempFile::new_in(folder).map_err(|error| failure(path, &error))?;
        serde_json::to_writer(&file, self).map_err(|error| failure(path, &error))?;
        file.persist(path).map_err(|error| failure(path, &error))?;
        Ok(())
    }
}

fn moved(old: f64, mark: f64, marks_before: u64) -> f64 {
    let mark = if mark.is_finite() {
        mark.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let plain = 1.0 / (marks_before as f64 + 1.0);
    old + plain.max(STEP) * (mark - old)
}

fn failure(path: &Path, cause: &dyn std::fmt::Display) -> ParticipantError {
    ParticipantError::Scores {
        path: path.to_owned(),
        cause: cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(held_out: f64) -> Mark {
        Mark {
            held_out: Some(held_out),
            ..Mark::default()
        }
    }

    #[test]
    fn a_score_settles_where_its_marks_are() {
        let mut scores = MovingScores::default();
        for round in 0..400 {
            scores.record("a", &mark(f64::from(round % 2)));
            scores.record("b", &mark(0.9));
        }
        assert!((scores.get("a").unwrap().held_out - 0.5).abs() < 0.05);
        assert!((scores.get("b").unwrap().held_out - 0.9).abs() < 1e-9);
    }

    #[test]
    fn marks_that_are_no_numbers_count_as_nothing() {
        let mut scores = MovingScores::default();
        scores.record("a", &mark(f64::NAN));
        scores.record("a", &mark(f64::INFINITY));
        assert_eq!(scores.get("a").unwrap().held_out, 0.0);
    }

    #[test]
    fn scores_survive_a_restart_and_a_damaged_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/scores.json");
        let mut scores = MovingScores::load(&path).unwrap();
        scores.record("a", &mark(0.25));
        scores.save(&path).unwrap();
        assert_eq!(MovingScores::load(&path).unwrap(), scores);
        std::fs::write(&path, b"{").unwrap();
        assert!(
            MovingScores::load(&path)
                .unwrap_err()
                .to_string()
                .contains("scores.json")
        );
    }
}
