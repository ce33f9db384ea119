//! What a swap costs: quotes pools of every weight and prints the mean time beside that of the
//! arbitrary-precision definition of the power behind it.
//!
//! `cargo run --release -p taonet-amm --example swap_cost`

use std::{hint::black_box, time::Instant};

use taonet_amm::{Balancer, PERQUINTILL, Pool, Side, SwapRequest, pow_ratio_reference};

const POOLS: u64 = 2_000;

/// A different pool for each number, with weights between 1 and 99 percent.
fn pool(index: u64) -> Pool {
    let spread = index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let weight = PERQUINTILL / 100 + spread % (PERQUINTILL / 100 * 98);
    let reserve = |bits: u64| 1_000_000_000_000 + (spread >> 20) % (1 << bits);
    let balancer = Balancer::new(weight).unwrap_or_default();
    Pool::dynamic(reserve(44), reserve(42), balancer, 33)
}

fn mean_us(mut run: impl FnMut(u64)) -> u128 {
    let start = Instant::now();
    for index in 0..POOLS {
        run(index);
    }
    start.elapsed().as_nanos() / u128::from(POOLS) / 10
}

fn print(name: &str, hundredths: u128) {
    println!(
        "{name:<34}{:>6}.{:02} us",
        hundredths / 100,
        hundredths % 100
    );
}

fn main() {
    let swap = mean_us(|index| {
        let _ = black_box(pool(index).quote(Side::Buy, 1_000_000_000));
    });
    print("swap", swap);
    let limited = mean_us(|index| {
        let pool = pool(index);
        let billion = taonet_amm::U64F64::from_num(1_010_000_000);
        let limit_price = pool
            .spot_price()
            .saturating_mul(billion)
            .saturating_to_num();
        let amount = pool.tao_reserve;
        let request = SwapRequest {
            side: Side::Buy,
            amount,
            limit_price,
            drop_fees: false,
        };
        let _ = black_box(pool.swap(&request));
    });
    print("swap cut short by its limit", limited);
    let definition = mean_us(|index| {
        let Pool {
            tao_reserve,
            balancer,
            ..
        } = pool(index);
        let _ = black_box(pow_ratio_reference(
            tao_reserve.into(),
            u128::from(tao_reserve) + 1_000_000_000,
            balancer.quote_weight(),
            balancer.base_weight(),
            256,
            PERQUINTILL,
        ));
    });
    print("the power of a swap by definition", definition);
    println!("ratio {}", definition.checked_div(swap).unwrap_or(0));
}
