//! Keys that change hands.
//!
//! 1. A **hotkey** is swapped by its coldkey when it may have leaked or moves to another machine:
//!    on one subnet or everywhere ([`hotkey_swap`]). The slot and all that hangs on it follow
//!    ([`slot`]), so do relations to other keys ([`relations`]) and, unless the coldkey wants it
//!    otherwise, everybody's stake ([`stake`]).
//! 2. A **coldkey** is swapped in two steps, so that a thief cannot hurry: the hash of the new key
//!    is announced, and after a delay, in which the coldkey can do nothing else, the swap is made
//!    ([`coldkey_announcement`], [`coldkey_swap`]). Whoever holds the key can dispute the swap;
//!    then only root can end the standstill.
//! 3. A hotkey can be tied to an **EVM address** that signed for it ([`evm`]).

mod coldkey_announcement;
mod coldkey_swap;
mod evm;
mod hotkey_swap;
mod relations;
mod slot;
mod stake;

#[cfg(test)]
mod tests;
