//! Transactions that go as they should.

use crate::*;

#[tokio::test(flavor = "multi_thread")]
async fn an_inclusion_tells_block_fee_and_events() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let before = balance(&client, "//Alice").await;
    let inclusion = client
        .transaction(pay("//Dave", 3))
        .tip(Tao::from_rao(1_000))
        .wait_for(WaitFor::Finalisation)
        .submit(&key("//Alice"))
        .await
        .unwrap();
    assert_eq!(
        inclusion.identifier(),
        format!("{}-{}", inclusion.block_number, inclusion.extrinsic_index)
    );
    let fee = inclusion.fee.unwrap().rao();
    assert!(fee > 0);
    let after = balance(&client, "//Alice").await;
    assert_eq!(after, before - 3 * RAO_PER_TAO - fee - 1_000);
    let transfer = inclusion.event("Balances", "Transfer").unwrap();
    assert_eq!(transfer.fields["to"], key("//Dave").ss58());
    assert_eq!(transfer.fields["amount"], 3 * RAO_PER_TAO);
    assert_eq!(inclusion.to_json()["extrinsic_id"], inclusion.identifier());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_of_keys_and_both_kinds_of_eras_are_taken() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let edwards = Keypair::from_uri_with("//Edwards", taonet_wallet::Scheme::Ed25519).unwrap();
    let fund = balances::transfer_keep_alive(&edwards.public().bytes(), tao(10));
    client
        .submit(&fund, &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap();
    for period in [4, 64, 65_536] {
        client
            .transaction(pay("//Dave", 1))
            .mortal(period)
            .submit(&edwards)
            .await
            .unwrap();
    }
    client
        .transaction(pay("//Dave", 1))
        .immortal()
        .submit(&edwards)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_takes_the_hash_of_its_metadata() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    for _ in 0..2 {
        client
            .transaction(pay("//Dave", 1))
            .metadata_hash(true)
            .submit(&key("//Alice"))
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_acts_for_somebody_else() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let (alice, bob) = (key("//Alice"), key("//Bob"));
    let as_alice = |call, kind| {
        client
            .transaction(call)
            .as_proxy_of(&account("//Alice"), kind)
    };
    let refused = as_alice(pay("//Dave", 1), None).submit(&bob).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.chain_error_name(), Some("NotProxy"), "{refused}");
    assert_eq!(refused.code(), "not_authorized");

    let add = calls::proxy::add_proxy(&account("//Bob"), ProxyType::Transfer, 0);
    client
        .submit(&add, &alice, WaitFor::Inclusion)
        .await
        .unwrap();
    let before = balance(&client, "//Alice").await;
    as_alice(pay("//Dave", 7), Some(ProxyType::Transfer))
        .submit(&bob)
        .await
        .unwrap();
    assert_eq!(
        balance(&client, "//Alice").await,
        before - 7 * RAO_PER_TAO,
        "the proxy pays the fee"
    );
    // What the proxy may not do fails although the wrapper succeeds.
    let error = as_alice(calls::system::remark(b"no transfer"), None)
        .submit(&bob)
        .await
        .unwrap_err();
    assert_eq!(error.chain_error_name(), Some("CallFiltered"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_are_announced_and_agreed_to_by_their_hash() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let submit = async |call: Call, uri: &str| {
        client
            .submit(&call, &key(uri), WaitFor::Inclusion)
            .await
            .unwrap()
    };
    let before = balance(&client, "//Dave").await;
    let call = pay("//Dave", 2);
    let hash = client.call_hash(&call).await.unwrap();

    let (alice, bob) = (account("//Alice"), account("//Bob"));
    submit(
        calls::proxy::add_proxy(&bob, ProxyType::Transfer, 1),
        "//Alice",
    )
    .await;
    submit(calls::proxy::announce(&alice, hash), "//Bob").await;
    seal(&node);
    let announced = calls::proxy::proxy_announced(&bob, &alice, None, call.clone());
    submit(announced, "//Charlie").await;
    assert_eq!(balance(&client, "//Dave").await, before + 2 * RAO_PER_TAO);

    let together = taonet_client::multisig_account(&[alice, bob], 2);
    let fund = balances::transfer_keep_alive(&together, tao(10));
    submit(fund, "//Alice").await;
    let weight = client
        .transaction(call.clone())
        .preview(&together)
        .await
        .unwrap()
        .weight;
    let first = calls::multisig::approve_as_multi(2, &[bob], None, hash, weight);
    let first = submit(first, "//Alice").await;
    let timepoint = calls::multisig::Timepoint {
        height: first.block_number,
        index: first.extrinsic_index,
    };
    let second = calls::multisig::as_multi(2, &[alice], Some(timepoint), call, weight);
    submit(second, "//Bob").await;
    assert_eq!(balance(&client, "//Dave").await, before + 4 * RAO_PER_TAO);

    let unknown = Call::dynamic("Teleport", "beam", serde_json::Map::new());
    let error = client.call_hash(&unknown).await.unwrap_err();
    assert_eq!(error.code(), "not_found", "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_inside_of_root_s_call_is_a_failure() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let call = calls::sudo(calls::subnets::root_dissolve_network(999));
    let error = client
        .submit(&call, &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "subnet_not_exists", "{error}");
    assert!(error.remedy().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_transaction_is_opened_by_the_author() {
    let node = Node::start(&[&MANUAL[..3], &["200", "--rpc-port", "0"]].concat());
    let client = connect(&node.address).await;
    // A key takes some blocks to become the next one.
    node.wait_best(5);
    let before = balance(&client, "//Dave").await;
    let inclusion = client
        .transaction(pay("//Dave", 2))
        .shielded(true)
        .wait_for(WaitFor::Finalisation)
        .submit(&key("//Alice"))
        .await
        .unwrap();
    assert!(inclusion.event("Balances", "Transfer").is_some());
    assert_eq!(balance(&client, "//Dave").await, before + 2 * RAO_PER_TAO);
    // The block holds the wrapper and, right behind it, what was inside.
    let hash = format!("0x{}", hex::encode(inclusion.block_hash));
    let block = node.rpc("chain_getBlock", json!([hash]));
    let index = usize::try_from(inclusion.extrinsic_index).unwrap();
    let wrapper = block["block"]["extrinsics"][index - 1].as_str().unwrap();
    assert!(wrapper.len() > 2_000, "the wrapper carries an envelope");
    // The next one is an ordinary one, behind both nonces.
    client
        .submit(&pay("//Dave", 1), &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap();
    // It cannot be left alone.
    let error = client
        .transaction(pay("//Dave", 1))
        .shielded(true)
        .send(&key("//Alice"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "invalid_argument");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_without_a_key_takes_nothing_sealed() {
    let node = Node::start(&MANUAL);
    let client = connect(&node.address).await;
    let error = client
        .transaction(pay("//Dave", 2))
        .shielded(true)
        .submit(&key("//Alice"))
        .await
        .unwrap_err();
    assert!(matches!(error, ClientError::NoShield), "{error}");
    assert!(error.to_string().contains("unsealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn root_sets_the_rules_of_a_new_subnet() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let submit = async |calls: Vec<Call>| {
        let call = calls::utility::batch_all(calls);
        client
            .submit(&call, &key("//Alice"), WaitFor::Inclusion)
            .await
    };
    let netuid = 2;
    let rules = [
        calls::admin::set_tempo(netuid, 20),
        calls::admin::set_commit_reveal_enabled(netuid, false),
        calls::admin::set_weights_rate_limit(netuid, 1),
        calls::admin::set_serving_rate_limit(netuid, 0),
        calls::admin::set_emission_enabled(netuid, true),
    ];
    let owner_hotkey = account("//Hotkey");
    submit(vec![calls::subnets::register_network(&owner_hotkey)])
        .await
        .unwrap();
    // Otherwise it depends on the block whether rules are frozen for the coming epoch.
    submit(vec![calls::sudo(calls::admin::set_admin_freeze_window(0))])
        .await
        .unwrap();
    submit(rules.map(calls::sudo).to_vec()).await.unwrap();
    let rules = client.hyperparameters(netuid).await.unwrap();
    assert_eq!(rules.tempo, 20);
}
