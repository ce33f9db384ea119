//! The protocol's own pallets.

use crate::Runtime;

impl pallet_alpha_assets::Config for Runtime {}
