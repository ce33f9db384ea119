//! Many transactions at the same time.

use crate::*;

/// Memory of this process, in kilobytes.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_transfers_over_one_connection() {
    const COUNT: usize = 1_000;
    /// Far less than what a thousand transactions with their events take.
    const MOST_KB: u64 = 24 * 1_024;
    let node = Node::start(&[&MANUAL[..3], &["250", "--rpc-port", "0"]].concat());
    let client = connect(&node.address).await;
    let before = balance(&client, "//Dave").await;
    let alice = key("//Alice");
    let payment = balances::transfer_keep_alive(&account("//Dave"), Tao::from_rao(1_000));
    let calls = std::iter::repeat_n(payment, COUNT);
    let begin = std::time::Instant::now();
    let mut results = std::pin::pin!(client.submit_many(calls, &alice));
    let mut seen = vec![false; COUNT];
    let mut early_kb = 0;
    let mut done = 0;
    while let Some((index, result)) = results.next().await {
        let inclusion = result.unwrap_or_else(|error| panic!("{index}: {error}"));
        assert!(inclusion.fee.is_some());
        assert!(!std::mem::replace(&mut seen[index], true), "{index} twice");
        done += 1;
        if done == 300 {
            early_kb = resident_kb();
        }
    }
    let late_kb = resident_kb();
    println!(
        "{COUNT} transfers in {:?}; {early_kb} kB after 300, {late_kb} kB at the end",
        begin.elapsed()
    );
    assert!(seen.into_iter().all(|seen| seen));
    assert_eq!(balance(&client, "//Dave").await, before + 1_000_000);
    assert!(
        late_kb < early_kb + MOST_KB,
        "{early_kb} kB, then {late_kb}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_stops_no_other() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let calls: Vec<Call> = (0..10)
        .map(|index| match index {
            3 => pay("//Dave", 100_000_000),
            7 => Call::dynamic("Balances", "no_such_call", serde_json::Map::new()),
            _ => pay("//Dave", 1),
        })
        .collect();
    let alice = key("//Alice");
    let results: Vec<(usize, Result<Inclusion, ClientError>)> =
        client.submit_many(calls, &alice).collect().await;
    assert_eq!(results.len(), 10);
    for (index, result) in results {
        match (index, result) {
            (3, Err(error)) => assert_eq!(error.code(), "insufficient_balance", "{error}"),
            (7, Err(error)) => assert_eq!(error.code(), "not_found", "{error}"),
            (3 | 7, Ok(_)) => panic!("{index} succeeded"),
            (_, result) => drop(result.unwrap()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_one_key() {
    let node = Node::start(&[&MANUAL[..3], &["100", "--rpc-port", "0"]].concat());
    let before = balance(&connect(&node.address).await, "//Dave").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..2 {
        // Each has its own connection and its own idea of the next nonce.
        let client = connect(&node.address).await;
        tasks.spawn(async move {
            let alice = key("//Alice");
            let calls = std::iter::repeat_n(pay("//Dave", 1), 20);
            let results: Vec<_> = client.submit_many(calls, &alice).collect().await;
            let all = results.into_iter().map(|(_, result)| result.unwrap());
            all.collect::<Vec<_>>().len()
        });
    }
    let counts = tokio::time::timeout(DEADLINE, tasks.join_all())
        .await
        .unwrap();
    assert_eq!(counts, [20, 20]);
    let after = balance(&connect(&node.address).await, "//Dave").await;
    assert_eq!(after, before + 40 * RAO_PER_TAO, "each exactly once");
}
