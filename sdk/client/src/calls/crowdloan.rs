//! TAO raised together, for an account or for a call.

use crate::{AccountId, Call, Tao};

calls! { "Crowdloan";
    /// Opens a crowdloan with the signer's `deposit`, until block `end_block`. When `cap` is
    /// reached, finalising it makes `call` in the creator's name, or sends everything to `target`.
    create(
        deposit: Tao,
        min_contribution: Tao,
        cap: Tao,
        end_block = "end": u32,
        call: Option<Call>,
        target = "target_address": Option<&AccountId>,
    );

    /// Gives `amount`, or what is still missing.
    contribute(crowdloan_id: u32, amount: Tao);

    /// Takes the signer's contribution back.
    withdraw(crowdloan_id: u32);

    /// Uses what was raised. Its creator.
    finalize(crowdloan_id: u32);

    /// Gives contributions back, some at a time, when it ended without reaching the cap. Its
    /// creator.
    refund(crowdloan_id: u32);

    /// Removes a crowdloan that is refunded. Its creator.
    dissolve(crowdloan_id: u32);

    /// Smallest contribution. Its creator.
    update_min_contribution(crowdloan_id: u32, minimum = "new_min_contribution": Tao);

    /// Last block. Its creator.
    update_end(crowdloan_id: u32, end_block = "new_end": u32);

    /// What it raises. Its creator.
    update_cap(crowdloan_id: u32, cap = "new_cap": Tao);

    /// Largest sum of one contributor, or no such limit. Its creator.
    set_max_contribution(crowdloan_id: u32, maximum = "new_max_contribution": Option<Tao>);
}
