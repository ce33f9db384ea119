//! Claims that happen by themselves.

use sp_runtime::traits::Zero;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Lets the coldkeys that the parent block's hash selects claim on all subnets. A claim that
    /// fails is left for another time.
    pub(crate) fn auto_claim_root() {
        let coldkeys = NumStakingColdkeys::<T>::get();
        if coldkeys.is_zero() {
            return;
        }
        let parent = frame_system::Pallet::<T>::parent_hash();
        let mut hash = [0u8; 32];
        for (to, from) in hash.iter_mut().zip(parent.as_ref()) {
            *to = *from;
        }
        let claims = NumRootClaim::<T>::get();
        for index in taonet_emission::auto_claim_indices(&hash, coldkeys, claims) {
            if let Some(coldkey) = StakingColdkeysByIndex::<T>::get(index) {
                let _ = Self::claim_root_of_coldkey(&coldkey, None);
            }
        }
    }
}
