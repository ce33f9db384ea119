//! Why a container of an older generation does not open.

/// Shared by the methods that are only read.
pub(crate) enum OldContainerError {
    /// What is wrong with its form.
    Damaged(&'static str),
    /// The authentication code does not fit.
    WrongPassword,
}
