//! Calls that travel inside other calls.
//!
//! The transaction extension guards the call that somebody signed. What a batch, a derived account,
//! a multisig, a delegate, the scheduler or a crowdloan dispatches passes here: [`NestedCall`] is
//! [`RuntimeCall`] with the main pallet's guards in front of every filtered dispatch. It is encoded
//! and described as the call itself, so nobody outside can tell them apart.

use crate::{Runtime, RuntimeCall, RuntimeOrigin, extensions::SubtensorTransactionExtension};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::{
        DispatchClass, DispatchInfo, DispatchResultWithPostInfo, GetDispatchInfo, PostDispatchInfo,
    },
    traits::{IsSubType, IsType, OriginTrait, UnfilteredDispatchable},
};
use ref_cast::RefCast;
use scale_info::{Type, TypeInfo};
use sp_runtime::{
    DispatchError,
    traits::{AsSystemOriginSigner, Dispatchable},
};

/// A call inside another one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, RefCast)]
#[repr(transparent)]
pub struct NestedCall(RuntimeCall);

impl NestedCall {
    /// The call itself.
    pub const fn call(&self) -> &RuntimeCall {
        &self.0
    }
}

impl Dispatchable for NestedCall {
    type RuntimeOrigin = RuntimeOrigin;
    type Config = <RuntimeCall as Dispatchable>::Config;
    type Info = DispatchInfo;
    type PostInfo = PostDispatchInfo;

    /// Filter, guards, call. Root and unsigned origins are not guarded.
    fn dispatch(self, origin: RuntimeOrigin) -> DispatchResultWithPostInfo {
        if !origin.filter_call(&self.0) {
            return Err(frame_system::Error::<Runtime>::CallFiltered.into());
        }
        if let Some(who) = origin.as_system_origin_signer() {
            SubtensorTransactionExtension::check(who, &self.0).map_err(DispatchError::from)?;
        }
        self.0.dispatch_bypass_filter(origin)
    }
}

impl UnfilteredDispatchable for NestedCall {
    type RuntimeOrigin = RuntimeOrigin;

    /// Whoever bypasses the filter bypasses the guards.
    fn dispatch_bypass_filter(self, origin: RuntimeOrigin) -> DispatchResultWithPostInfo {
        self.0.dispatch_bypass_filter(origin)
    }
}

impl GetDispatchInfo for NestedCall {
    /// Of class `Normal` whatever the call is: a batch takes the class of what it contains, and
    /// nobody shall come by the place of operational calls in that way.
    fn get_dispatch_info(&self) -> DispatchInfo {
        DispatchInfo {
            class: DispatchClass::Normal,
            ..self.0.get_dispatch_info()
        }
    }
}

impl TypeInfo for NestedCall {
    type Identity = RuntimeCall;

    fn type_info() -> Type {
        RuntimeCall::type_info()
    }
}

impl From<RuntimeCall> for NestedCall {
    fn from(call: RuntimeCall) -> Self {
        Self(call)
    }
}

impl From<NestedCall> for RuntimeCall {
    fn from(nested: NestedCall) -> Self {
        nested.0
    }
}

impl From<frame_system::Call<Runtime>> for NestedCall {
    fn from(call: frame_system::Call<Runtime>) -> Self {
        Self(call.into())
    }
}

impl IsType<RuntimeCall> for NestedCall {
    fn from_ref(call: &RuntimeCall) -> &Self {
        Self::ref_cast(call)
    }

    fn into_ref(&self) -> &RuntimeCall {
        &self.0
    }

    fn from_mut(call: &mut RuntimeCall) -> &mut Self {
        Self::ref_cast_mut(call)
    }

    fn into_mut(&mut self) -> &mut RuntimeCall {
        &mut self.0
    }
}

impl IsSubType<pallet_utility::Call<Runtime>> for NestedCall {
    fn is_sub_type(&self) -> Option<&pallet_utility::Call<Runtime>> {
        self.0.is_sub_type()
    }
}

impl IsSubType<pallet_proxy::Call<Runtime>> for NestedCall {
    fn is_sub_type(&self) -> Option<&pallet_proxy::Call<Runtime>> {
        self.0.is_sub_type()
    }
}
