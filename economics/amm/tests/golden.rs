//! Recorded results of the protocol's pool arithmetic, compared to the last digit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use serde_json::Value;
use taonet_amm::{AmmError, Balancer, Pool, Side, SwapRequest, U64F64};

fn read(path: &str) -> Value {
    let path = format!("{}/../../vectors/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap()
}

/// An integer, written as a number or as a decimal string.
fn int(value: &Value) -> u128 {
    match value {
        Value::Number(n) => u128::from(n.as_u64().unwrap()),
        Value::String(s) => s.parse().unwrap(),
        other => panic!("not an integer: {other}"),
    }
}

fn rao(value: &Value) -> u64 {
    u64::try_from(int(value)).unwrap()
}

fn fixed(value: &Value) -> U64F64 {
    U64F64::from_bits(int(value))
}

fn balancer(case: &Value) -> Balancer {
    Balancer::new(rao(&case["quote"])).unwrap()
}

/// Runs every case of one function and holds the count against the index.
fn check(function: &str, run: impl Fn(&Value) -> Result<(), String>) {
    let cases = read("economics/balancer.json");
    let cases = cases[function].as_array().unwrap();
    let index = read("economics/index.json");
    let expected = index["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["file"] == "balancer.json")
        .map(|file| rao(&file["cases"][function]))
        .unwrap();
    let mut passed = 0;
    for case in cases {
        match run(case) {
            Ok(()) => passed += 1,
            Err(got) => eprintln!("{function}: got {got} in {case}"),
        }
    }
    println!("{function}: {passed} / {expected}");
    assert_eq!(passed, expected, "{function}");
}

fn same<T: PartialEq + std::fmt::Debug>(got: T, expected: T) -> Result<(), String> {
    if got == expected {
        Ok(())
    } else {
        Err(format!("{got:?}"))
    }
}

#[test]
fn new() {
    check("new", |case| {
        same(
            Balancer::new(rao(&case["quote"])).is_ok(),
            case["ok"].as_bool().unwrap(),
        )
    });
}

#[test]
fn calculate_price() {
    check("calculate_price", |case| {
        let price = balancer(case).price(rao(&case["base"]), rao(&case["quote_reserve"]));
        same(price, fixed(&case["out"]))
    });
}

#[test]
fn exp_base_quote() {
    check("exp_base_quote", |case| {
        same(
            balancer(case).exp_base_quote(rao(&case["x"]), rao(&case["dx"])),
            fixed(&case["out"]),
        )
    });
}

#[test]
fn exp_quote_base() {
    check("exp_quote_base", |case| {
        same(
            balancer(case).exp_quote_base(rao(&case["y"]), rao(&case["dy"])),
            fixed(&case["out"]),
        )
    });
}

#[test]
fn calculate_quote_delta_in() {
    check("calculate_quote_delta_in", |case| {
        let (current, target) = (fixed(&case["current_price"]), fixed(&case["target_price"]));
        let delta = balancer(case).quote_delta_in(current, target, rao(&case["reserve"]));
        same(delta, rao(&case["out"]))
    });
}

#[test]
fn calculate_base_delta_in() {
    check("calculate_base_delta_in", |case| {
        let (current, target) = (fixed(&case["current_price"]), fixed(&case["target_price"]));
        let delta = balancer(case).base_delta_in(current, target, rao(&case["reserve"]));
        same(delta, rao(&case["out"]))
    });
}

#[test]
fn update_weights_for_added_liquidity() {
    check("update_weights_for_added_liquidity", |case| {
        let before = balancer(case);
        let after = before.after_liquidity(
            rao(&case["alpha_reserve"]),
            rao(&case["tao_reserve"]),
            rao(&case["alpha_delta"]),
            rao(&case["tao_delta"]),
        );
        same(after.is_ok(), case["ok"].as_bool().unwrap())?;
        same(
            after.unwrap_or(before).quote_weight(),
            rao(&case["new_quote"]),
        )
    });
}

#[test]
fn get_base_needed_for_quote() {
    check("get_base_needed_for_quote", |case| {
        let alpha = balancer(case).alpha_needed_for_tao(
            rao(&case["alpha_reserve"]),
            rao(&case["tao_reserve"]),
            rao(&case["delta_tao"]),
        );
        same(alpha, rao(&case["out"]))
    });
}

#[test]
fn swap_quotes() {
    let file = read("scenarios/swap_quotes.json");
    let cases = file["cases"].as_array().unwrap();
    let (mut passed, mut refused, mut partial) = (0, 0, 0);
    for case in cases {
        let pool = Pool::dynamic(
            rao(&case["alpha_reserve"]),
            rao(&case["tao_reserve"]),
            Balancer::new(rao(&case["quote_weight"])).unwrap(),
            u16::try_from(int(&case["fee_rate"])).unwrap(),
        );
        assert_eq!(
            pool.spot_price(),
            fixed(&case["price_u64f64"]),
            "price in {case}"
        );
        let args = &case["args"];
        let request = SwapRequest {
            side: match args["side"].as_str().unwrap() {
                "buy" => Side::Buy,
                "sell" => Side::Sell,
                other => panic!("side {other}"),
            },
            amount: rao(&args["amount"]),
            limit_price: rao(&args["limit_price"]),
            drop_fees: case["drop_fees"].as_bool().unwrap(),
        };
        let got = pool.swap(&request);
        let expected = &case["result"];
        let matches = match (got, expected["error"].as_str()) {
            (Err(error), Some(name)) => {
                refused += 1;
                format!("{error:?}") == name
            }
            (Ok(swap), None) => {
                partial += u32::from(swap.total_in() < request.amount);
                swap.amount_paid_in == rao(&expected["paid_in"])
                    && swap.amount_paid_out == rao(&expected["paid_out"])
                    && swap.fee_paid == rao(&expected["fee"])
                    && swap.fee_to_block_author == rao(&expected["fee_to_block_author"])
            }
            _ => false,
        };
        if matches {
            passed += 1;
        } else {
            eprintln!("swap: got {got:?} in {case}");
        }
    }
    println!(
        "swap_quotes: {passed} / {} ({refused} refused, {partial} partial)",
        cases.len()
    );
    assert_eq!(cases.len(), 600);
    assert_eq!(passed, cases.len());
}

/// The worked example of the protocol page: a pool of 1,000 TAO and 4,000 alpha.
#[test]
fn worked_example() {
    const TAO: u64 = 1_000_000_000_000;
    const ALPHA: u64 = 4_000_000_000_000;
    let rows = [
        (
            500_000_000_000_000_000,
            4_611_686_018_427_387_904,
            3_993_993_829,
            249_811_691,
            18_428_315_757_951_599_997,
            18_442_133_540_324_470_493,
        ),
        (
            510_000_000_000_000_000,
            4_430_835_586_332_196_221,
            4_156_929_248,
            240_016_330,
            18_427_563_972_970_742_160,
            18_442_314_323_844_451_736,
        ),
        (
            499_999_999_999_997_916,
            4_611_686_018_427_426_347,
            3_993_993_829,
            249_811_691,
            18_428_315_757_951_600_163,
            18_442_133_540_324_470_456,
        ),
    ];
    for (weight, spot, bought, sold, left_buy, left_sell) in rows {
        let balancer = Balancer::new(weight).unwrap();
        let pool = Pool::dynamic(ALPHA, TAO, balancer, 33);
        assert_eq!(pool.spot_price().to_bits(), spot);
        for (side, paid_out) in [(Side::Buy, bought), (Side::Sell, sold)] {
            let swap = pool.quote(side, 1_000_000_000).unwrap();
            assert_eq!(swap.amount_paid_in, 999_496_453);
            assert_eq!(swap.amount_paid_out, paid_out);
            assert_eq!(swap.fee_paid, 503_547);
        }
        assert_eq!(
            balancer.exp_quote_base(TAO, 1_000_000_000).to_bits(),
            left_buy
        );
        assert_eq!(
            balancer.exp_base_quote(ALPHA, 1_000_000_000).to_bits(),
            left_sell
        );
    }

    let limited = |weight, side, amount, limit_price| {
        let pool = Pool::dynamic(ALPHA, TAO, Balancer::new(weight).unwrap(), 33);
        let request = SwapRequest {
            side,
            amount,
            limit_price,
            drop_fees: false,
        };
        let swap = pool.swap(&request).unwrap();
        (swap.amount_paid_in, swap.amount_paid_out, swap.fee_paid)
    };
    assert_eq!(
        limited(
            500_000_000_000_000_000,
            Side::Buy,
            100_000_000_000,
            260_000_000
        ),
        (19_803_902_718, 77_677_297_234, 9_977_234)
    );
    assert_eq!(
        limited(
            510_000_000_000_000_000,
            Side::Buy,
            100_000_000_000,
            260_000_000
        ),
        (39_584_135_430, 158_399_499_537, 19_942_543)
    );
    assert_eq!(
        limited(
            510_000_000_000_000_000,
            Side::Sell,
            400_000_000_000,
            230_000_000
        ),
        (89_473_613_947, 21_030_092_007, 45_076_932)
    );

    let adjusted = Balancer::EVEN
        .after_liquidity(ALPHA, TAO, 1_000_000_000, 1_000_000_000)
        .unwrap();
    assert_eq!(adjusted.quote_weight(), 500_187_382_885_696_439);
    let price = adjusted.price(ALPHA + 1_000_000_000, TAO + 1_000_000_000);
    assert_eq!(price.to_bits(), 0x4000_0000_0000_000d);
}

#[test]
fn refusals() {
    let pool = Pool::dynamic(4_000_000_000_000, 1_000_000_000_000, Balancer::EVEN, 33);
    let buy = |pool: &Pool, amount, limit_price| {
        pool.swap(&SwapRequest {
            side: Side::Buy,
            amount,
            limit_price,
            drop_fees: true,
        })
    };
    assert_eq!(
        buy(&pool, 1_000_000, 250_000_000),
        Err(AmmError::PriceLimitExceeded)
    );
    assert_eq!(
        buy(&pool, 1_000 * pool.tao_reserve + 1, u64::MAX),
        Err(AmmError::SwapInputTooLarge)
    );
    let thin = Pool {
        alpha_reserve: 999_999,
        ..pool
    };
    assert_eq!(
        buy(&thin, 1_000_000, u64::MAX),
        Err(AmmError::ReservesTooLow)
    );
    let dear = Pool::dynamic(1_000_000, 1_000_000_000_000, Balancer::EVEN, 33);
    assert_eq!(buy(&dear, 10, u64::MAX), Err(AmmError::ReservesTooLow));
    // An order of nothing is filled with nothing.
    assert_eq!(
        buy(&pool, 0, u64::MAX),
        Ok(taonet_amm::SwapResult::default())
    );
}

#[test]
fn stable_exchange_is_one_to_one() {
    let pool = Pool::stable();
    let swap = pool.quote(Side::Sell, 7).unwrap();
    assert_eq!(
        (swap.amount_paid_in, swap.amount_paid_out, swap.fee_paid),
        (7, 7, 0)
    );
    assert_eq!(pool.spot_price(), U64F64::from_num(1));
    assert_eq!(pool.max_amount_in(Side::Buy, 999_999_999), Ok(0));
    assert_eq!(pool.max_amount_in(Side::Buy, 1_000_000_000), Ok(u64::MAX));
    assert_eq!(pool.max_amount_in(Side::Sell, 1_000_000_001), Ok(0));
}
