//! Text that grows token by token.

/// What of an answer has been handed on already.
#[derive(Debug)]
pub(super) struct Unfolding {
    sent: String,
    stop: Option<&'static str>,
    complete: bool,
}

impl Unfolding {
    /// An answer that ends where `stop` begins.
    pub(super) fn new(stop: Option<&'static str>) -> Self {
        Self {
            sent: String::new(),
            stop,
            complete: false,
        }
    }

    /// What is new in the text of all tokens so far.
    pub(super) fn next(&mut self, whole: &str) -> Option<String> {
        let text = whole.trim_start();
        let cut = self.stop.and_then(|stop| text.split_once(stop));
        self.complete |= cut.is_some();
        let text = cut.map_or(text, |(before, _)| before);
        // White space may turn out to be the end of the answer, and a character whose bytes come
        // with several tokens reads as this sign until it is whole.
        let text = text.trim_end_matches(|sign: char| sign == '\u{FFFD}' || sign.is_whitespace());
        let new = text
            .strip_prefix(self.sent.as_str())
            .filter(|new| !new.is_empty())?
            .to_owned();
        self.sent.push_str(&new);
        Some(new)
    }

    /// Whether the text that ends the answer has come.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_once_and_without_its_margins() {
        let mut text = Unfolding::new(None);
        assert_eq!(text.next(" "), None);
        assert_eq!(text.next(" Port"), Some("Port".into()));
        assert_eq!(text.next(" Port au"), Some(" au".into()));
        assert_eq!(text.next(" Port au "), None);
        assert_eq!(text.next(" Port au \u{FFFD}"), None);
        assert_eq!(text.next(" Port au é"), Some(" é".into()));
        assert!(!text.is_complete());
    }

    #[test]
    fn text_ends_at_the_stop() {
        let mut text = Unfolding::new(Some("\n"));
        assert_eq!(
            text.next("\nParis"),
            Some("Paris".into()),
            "a leading line end is no answer"
        );
        assert!(!text.is_complete());
        assert_eq!(text.next("\nParis.\nQuestion"), Some(".".into()));
        assert!(text.is_complete());
    }
}
