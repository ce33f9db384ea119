use crate::{self as pallet_alpha_assets, AlphaBurned, AlphaRecycled};
use frame_support::derive_impl;
use sp_runtime::BuildStorage;
use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid};

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        AlphaAssets: pallet_alpha_assets,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

impl pallet_alpha_assets::Config for Test {}

#[test]
fn counts_per_subnet() -> Result<(), String> {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage()?;
    sp_io::TestExternalities::new(storage).execute_with(|| {
        let (one, two) = (NetUid::new(1), NetUid::new(2));
        AlphaAssets::mint(one, AlphaBalance::new(1_000));
        AlphaAssets::mint(two, AlphaBalance::new(5));
        AlphaAssets::burn(one, AlphaBalance::new(300));
        assert_eq!(AlphaAssets::total_issuance(one), AlphaBalance::new(1_000));
        AlphaAssets::recycle(one, AlphaBalance::new(200));
        assert_eq!(AlphaAssets::total_issuance(one), AlphaBalance::new(800));
        assert_eq!(AlphaAssets::burned(one), AlphaBalance::new(300));
        assert_eq!(AlphaAssets::recycled(one), AlphaBalance::new(200));
        assert_eq!(AlphaAssets::total_issuance(two), AlphaBalance::new(5));
        AlphaAssets::burn(two, AlphaBalance::ZERO);
        AlphaAssets::recycle(two, AlphaBalance::ZERO);
        assert!(!AlphaBurned::<Test>::contains_key(two));
        assert!(!AlphaRecycled::<Test>::contains_key(two));
        AlphaAssets::recycle(two, AlphaBalance::new(6));
        assert_eq!(AlphaAssets::total_issuance(two), AlphaBalance::ZERO);
    });
    Ok(())
}
