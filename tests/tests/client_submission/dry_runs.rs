//! What a dry run foretells.

use crate::what_goes_wrong::Impostor;
use crate::*;

fn balance_effect(effects: &[Effect], uri: &str) -> (u64, u64) {
    let who = account(uri);
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Balance {
                account,
                before,
                after,
            } if *account == who => Some((before.rao(), after.rao())),
            _ => None,
        })
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_fee_and_balances() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    let transaction = client
        .transaction(pay("//Dave", 1))
        .dry_run(&alice)
        .await
        .unwrap();
    // The engine tries nothing before the first block.
    assert!(matches!(transaction.outcome, DryRunOutcome::Unknown { .. }));
    seal(&node);
    let transaction = client
        .transaction(calls::utility::batch_all(vec![
            pay("//Dave", 3),
            pay("//Eve", 4),
        ]))
        .tip(Tao::from_rao(77));
    let foretold = transaction.dry_run(&alice).await.unwrap();
    assert!(
        matches!(
            foretold.outcome,
            DryRunOutcome::Succeeds {
                covers_inner_calls: true
            }
        ),
        "{foretold:?}"
    );
    assert!(foretold.may_succeed());
    assert_eq!(node.best(), 1, "nothing was sent");
    let locked = transaction.preview(&account("//Alice")).await.unwrap();
    assert!(matches!(locked.outcome, DryRunOutcome::Unknown { .. }));
    assert_eq!(locked.effects, foretold.effects);

    let inclusion = transaction.submit(&alice).await.unwrap();
    assert!(
        inclusion.fee.unwrap() <= foretold.fee,
        "{:?}",
        inclusion.fee
    );
    for uri in ["//Dave", "//Eve"] {
        let (_, after) = balance_effect(&foretold.effects, uri);
        assert_eq!(balance(&client, uri).await, after);
    }
    let refund = foretold.fee.rao() - inclusion.fee.unwrap().rao();
    let (_, after) = balance_effect(&foretold.effects, "//Alice");
    assert_eq!(balance(&client, "//Alice").await, after + refund);
    let json = foretold.to_json();
    assert_eq!(json["outcome"]["success"], true);
    assert_eq!(json["call"]["function"], "batch_all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_failures() {
    let node = Node::start(&INSTANT);
    seal(&node);
    let client = connect(&node.address).await;
    let fails = async |call: Call, signer: &dyn TransactionSigner| {
        let foretold = client.transaction(call).dry_run(signer).await.unwrap();
        let json = foretold.to_json();
        let DryRunOutcome::Fails(error) = foretold.outcome else {
            panic!("{json}");
        };
        assert_eq!(json["outcome"]["code"], error.code());
        assert_eq!(json["outcome"]["success"], false);
        error
    };
    let alice = key("//Alice");
    let error = fails(pay("//Dave", 100_000_000), &alice).await;
    assert_eq!(error.code(), "insufficient_balance", "{error}");
    let error = fails(calls::sudo(calls::system::remark(b"")), &key("//Bob")).await;
    assert_eq!(error.code(), "not_authorized", "{error}");
    let error = fails(
        calls::stake::add_stake(&account("//Bob"), 999, tao(1)),
        &alice,
    )
    .await;
    assert_eq!(error.code(), "subnet_not_exists", "{error}");
    let error = fails(pay("//Dave", 1), &Impostor).await;
    assert_eq!(error.chain_error_name(), Some("BadProof"));
    assert_eq!(node.best(), 1, "nothing was sent");

    // Root's call succeeds whatever happens inside.
    let hidden = client
        .transaction(calls::sudo(calls::admin::set_tempo(999, 100)))
        .dry_run(&alice)
        .await
        .unwrap();
    assert!(matches!(
        hidden.outcome,
        DryRunOutcome::Succeeds {
            covers_inner_calls: false
        }
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_prices_and_trades() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    let submit = async |call: Call| {
        client
            .submit(&call, &alice, WaitFor::Inclusion)
            .await
            .unwrap()
    };
    let hotkey = account("//Hotkey");
    submit(calls::sudo(calls::admin::set_network_rate_limit(0))).await;

    let create = client.transaction(calls::subnets::register_network(&hotkey));
    let foretold = create.dry_run(&alice).await.unwrap();
    let (_, after) = balance_effect(&foretold.effects, "//Alice");
    let inclusion = create.submit(&alice).await.unwrap();
    let refund = foretold.fee.rao() - inclusion.fee.unwrap().rao();
    assert_eq!(balance(&client, "//Alice").await, after + refund);
    let netuid = 2;
    submit(calls::subnets::start_call(netuid)).await;

    let buy = client.transaction(calls::stake::add_stake(&hotkey, netuid, tao(50)));
    let foretold = buy.dry_run(&alice).await.unwrap();
    let Some(Effect::Trade {
        received,
        price_before,
        price_paid,
        ..
    }) = foretold
        .effects
        .iter()
        .find(|effect| matches!(effect, Effect::Trade { .. }))
    else {
        panic!("no trade: {:?}", foretold.effects);
    };
    assert!(price_paid > price_before, "buying raises the price");
    let stake = async || {
        client
            .stake_rao(&hotkey, &account("//Alice"), netuid)
            .await
            .unwrap()
    };
    let before = stake().await;
    buy.submit(&alice).await.unwrap();
    let bought = stake().await - before;
    // The block pays dividends besides, so not to the last rao.
    assert!(
        bought.abs_diff(received.rao()) < received.rao() / 100,
        "{bought} bought, {received} foretold"
    );
    let price_move = foretold.effects.iter().find_map(Effect::price_move);
    assert!(price_move.is_some_and(|moved| moved > 0.0));
}
