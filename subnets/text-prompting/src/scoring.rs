//! How good an answer is.

use std::time::Duration;

/// Words beyond which an answer is no answer but a list of guesses.
const MAX_ANSWER_WORDS: usize = 16;
/// Share of the score for holding the right answer.
const CORRECT: f64 = 0.85;
/// Share of the score for saying little else.
const SIMILAR: f64 = 0.10;
/// Share of the score for being quick.
const QUICK: f64 = 0.05;

/// Scores an answer in 0..1: correct, to the point, quick, in this order of importance.
///
/// An answer is correct if it holds the expected words in a row, does not run on, and does not
/// repeat the question instead of answering it. Only a correct answer is paid for speed.
pub fn score(expected: &str, answer: &str, latency: Duration, timeout: Duration) -> f64 {
    let expected = words(expected);
    let answer = words(answer);
    if expected.is_empty() || answer.is_empty() {
        return 0.0;
    }
    let correct = answer.len() <= MAX_ANSWER_WORDS
        && answer
            .windows(expected.len())
            .any(|window| window == expected.as_slice());
    let similar = SIMILAR * similarity(&expected, &answer);
    if !correct {
        return similar;
    }
    let used = (latency.as_secs_f64() / timeout.as_secs_f64().max(f64::MIN_POSITIVE)).min(1.0);
    CORRECT + similar + QUICK * (1.0 - used)
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !(character.is_alphanumeric() || character == '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Harmonic mean of precision and recall over words.
fn similarity(expected: &[String], answer: &[String]) -> f64 {
    let shared = expected.iter().filter(|word| answer.contains(word)).count() as f64;
    2.0 * shared / (expected.len() + answer.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(expected: &str, answer: &str) -> f64 {
        score(
            expected,
            answer,
            Duration::from_millis(10),
            Duration::from_secs(10),
        )
    }

    #[test]
    fn right_beats_wordy_beats_wrong_beats_nothing() {
        let exact = marked("Austin", "Austin");
        let sentence = marked("Austin", "The capital of Texas is Austin.");
        let wrong = marked("Austin", "Dallas");
        assert!(exact > 0.99 && exact <= 1.0, "{exact}");
        assert!(sentence > 0.85 && sentence < exact, "{sentence}");
        assert_eq!(wrong, 0.0);
        assert_eq!(marked("Austin", ""), 0.0);
    }

    #[test]
    fn listing_every_city_is_not_an_answer() {
        let list = "Paris Rome Austin ".repeat(20);
        assert!(marked("Austin", &list) < 0.1);
    }

    #[test]
    fn words_must_match_whole_and_in_order() {
        assert!(marked("H", "He") < 0.1);
        assert!(marked("New Delhi", "Delhi New") < 0.2);
        assert!(marked("Port-au-Prince", "port-au-prince") > 0.9);
    }

    #[test]
    fn speed_breaks_ties_only() {
        let timeout = Duration::from_secs(10);
        let quick = score("Austin", "Austin", Duration::ZERO, timeout);
        let slow = score("Austin", "Austin", timeout, timeout);
        assert!(quick > slow && slow > 0.9);
    }
}
