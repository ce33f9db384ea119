//! The ranking as a table for people.

use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent, presets};

use super::ranking::{NeuronRanking, Ranking, SubnetRanking};

const COLUMNS: [&str; 13] = [
    "UID",
    "HOTKEY",
    "ROLE",
    "BACKEND",
    "QUALITY",
    "STAKE",
    "TRUST",
    "CONSENSUS",
    "INCENTIVE",
    "DIVIDENDS",
    "ALPHA/H",
    "TAO/H",
    "LAST ANSWER",
];
/// Longest answer that a cell shows, in letters.
const ANSWER_LETTERS: usize = 34;

/// All subnets, one below the other, best miner first.
pub(crate) fn render(ranking: &Ranking) -> String {
    let mut text = format!(
        "block {} (final {})\n",
        ranking.chain.block, ranking.chain.finalised_block
    );
    for subnet in &ranking.subnets {
        text.push('\n');
        text.push_str(&heading(ranking, subnet));
        text.push('\n');
        text.push_str(&rows(subnet));
        text.push('\n');
    }
    text
}

fn heading(ranking: &Ranking, subnet: &SubnetRanking) -> String {
    let countdown = match subnet.next_epoch_block {
        Some(next) => format!(
            "next epoch in {} blocks",
            next.saturating_sub(ranking.chain.block)
        ),
        None => "epochs are off".to_owned(),
    };
    format!(
        "subnet {}: {}   tempo {}   {countdown}   1 alpha = {:.6} TAO",
        subnet.netuid, subnet.name, subnet.tempo_blocks, subnet.alpha_price
    )
}

fn rows(subnet: &SubnetRanking) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .remove_style(TableComponent::HorizontalLines)
        .remove_style(TableComponent::MiddleIntersections)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(COLUMNS);
    let mut neurons: Vec<&NeuronRanking> = subnet.neurons.iter().collect();
    neurons.sort_by(|left, right| {
        right
            .incentive
            .total_cmp(&left.incentive)
            .then(left.uid.cmp(&right.uid))
    });
    for neuron in neurons {
        table.add_row(cells(neuron));
    }
    for column in [0, 4, 5, 6, 7, 8, 9, 10, 11] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.to_string()
}

fn cells(neuron: &NeuronRanking) -> [String; 13] {
    let latency = neuron
        .latency_ms
        .map(|latency| format!(" ({latency:.0} ms)"));
    let answer = neuron
        .last_answer
        .as_deref()
        .map(shortened)
        .unwrap_or_default();
    [
        neuron.uid.to_string(),
        neuron.hotkey.chars().take(8).collect::<String>() + "…",
        neuron.role.to_owned(),
        neuron.backend.unwrap_or("").to_owned(),
        neuron
            .quality
            .map(|quality| format!("{quality:.3}"))
            .unwrap_or_default(),
        format!("{:.2}", neuron.stake),
        format!("{:.3}", neuron.trust),
        format!("{:.3}", neuron.consensus),
        format!("{:.3}", neuron.incentive),
        format!("{:.3}", neuron.dividends),
        format!("{:.2}", neuron.emission_per_hour),
        format!("{:.4}", neuron.emission_per_hour_tao),
        answer + &latency.unwrap_or_default(),
    ]
}

/// One line without control characters: an answer comes from a stranger.
fn shortened(answer: &str) -> String {
    let plain: String = answer
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .take(ANSWER_LETTERS)
        .collect();
    if answer.chars().count() > ANSWER_LETTERS {
        plain + "…"
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn answers_of_strangers_cannot_draw_on_the_terminal() {
        assert_eq!(shortened("a\x1b[2Jb\n"), "a [2Jb ");
        assert_eq!(
            shortened(&"x".repeat(100)).chars().count(),
            super::ANSWER_LETTERS + 1
        );
    }
}
