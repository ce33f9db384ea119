//! Child keys: a hotkey lends parts of its stake weight to other hotkeys of a subnet.
//!
//! The relation is stored from both ends, as `ChildKeys` of the parent and `ParentKeys` of the
//! child, and both ends are kept in agreement here. New children wait as pending until the
//! cooldown is over and the subnet's epoch has fired.

mod apply;
mod set;
mod settings;
