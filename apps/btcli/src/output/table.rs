//! Tables that fit the terminal, and are left at their full width where there is none.

use comfy_table::{
    CellAlignment, Color, ColumnConstraint, ContentArrangement, TableComponent, Width,
    presets::UTF8_HORIZONTAL_ONLY,
};

use super::Medium;

/// A table under construction.
#[derive(Debug, Default)]
pub(crate) struct Table {
    title: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    footer: Option<Vec<Cell>>,
}

/// A column: its heading, and the side its cells stand at.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    heading: String,
    right: bool,
}

impl Column {
    /// A column of words.
    pub(crate) fn left(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            right: false,
        }
    }

    /// A column of numbers.
    pub(crate) fn right(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            right: true,
        }
    }
}

/// Text with a meaning that may be shown by a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    text: String,
    tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Notable,
}

impl Cell {
    /// A heading or a sum.
    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Strong)
    }

    /// Something of less weight.
    pub(crate) fn faint(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Faint)
    }

    /// Something that went well.
    pub(crate) fn good(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Good)
    }

    /// Something that went wrong.
    pub(crate) fn bad(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Bad)
    }

    /// Something to look at.
    pub(crate) fn notable(text: impl Into<String>) -> Self {
        Self::toned(text, Tone::Notable)
    }

    fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: printable(text.into()),
            tone,
        }
    }

    pub(super) fn render(&self, colours: bool) -> String {
        let code = match self.tone {
            _ if !colours => return self.text.clone(),
            Tone::Plain => return self.text.clone(),
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Good => "32",
            Tone::Bad => "31",
            Tone::Notable => "33",
        };
        format!("\u{1b}[{code}m{}\u{1b}[0m", self.text)
    }

    fn in_table(&self, colours: bool) -> comfy_table::Cell {
        let cell = comfy_table::Cell::new(&self.text);
        match self.tone {
            _ if !colours => cell,
            Tone::Plain => cell,
            Tone::Strong => cell.add_attribute(comfy_table::Attribute::Bold),
            Tone::Faint => cell.add_attribute(comfy_table::Attribute::Dim),
            Tone::Good => cell.fg(Color::Green),
            Tone::Bad => cell.fg(Color::Red),
            Tone::Notable => cell.fg(Color::Yellow),
        }
    }
}

/// Names on the chain are anybody's text: control characters in them must not reach a terminal.
fn printable(text: String) -> String {
    if text.chars().any(|c| c.is_control() && c != '\n') {
        text.chars()
            .map(|c| {
                if c.is_control() && c != '\n' {
                    '\u{fffd}'
                } else {
                    c
                }
            })
            .collect()
    } else {
        text
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

macro_rules! cell_of_number {
    ($($number:ty),+) => {
        $(impl From<$number> for Cell {
            fn from(number: $number) -> Self {
                Self::toned(number.to_string(), Tone::Plain)
            }
        })+
    };
}
cell_of_number!(u8, u16, u32, u64, usize, i64);

impl Table {
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            ..Self::default()
        }
    }

    pub(crate) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(printable(title.into()));
        self
    }

    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    pub(crate) fn footer(mut self, row: impl IntoIterator<Item = Cell>) -> Self {
        self.footer = Some(row.into_iter().collect());
        self
    }

    pub(super) fn render(&self, medium: Medium) -> String {
        let title = self.title.as_ref().map(|title| {
            let title = Cell::strong(title.as_str()).render(medium.colours);
            format!("\n{title}\n")
        });
        let body = match medium.width {
            Some(width) if self.least_width() > usize::from(width) => self.cards(medium),
            _ => self.grid(medium),
        };
        format!("{}{body}", title.unwrap_or_default())
    }

    /// Columns of text that the table needs if no heading is broken.
    fn least_width(&self) -> usize {
        let headings = self.columns.iter().map(|column| column.heading.len());
        headings.map(|length| length + 3).sum()
    }

    fn grid(&self, medium: Medium) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_preset(UTF8_HORIZONTAL_ONLY)
            .remove_style(TableComponent::HorizontalLines)
            .remove_style(TableComponent::MiddleIntersections)
            .remove_style(TableComponent::LeftBorderIntersections)
            .remove_style(TableComponent::RightBorderIntersections);
        match medium.width {
            Some(width) => table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        if medium.colours {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table.set_header(self.columns.iter().map(|column| &column.heading));
        for row in self.rows.iter().chain(&self.footer) {
            table.add_row(row.iter().map(|cell| cell.in_table(medium.colours)));
        }
        for (place, column) in self.columns.iter().enumerate() {
            let Some(drawn) = table.column_mut(place) else {
                continue;
            };
            if column.right {
                drawn.set_cell_alignment(CellAlignment::Right);
            }
            let heading = u16::try_from(column.heading.chars().count()).unwrap_or(u16::MAX);
            let least = Width::Fixed(heading.saturating_add(2));
            drawn.set_constraint(ColumnConstraint::LowerBoundary(least));
        }
        table.to_string()
    }

    /// One row below the other, for terminals that are too narrow for the table.
    fn cards(&self, medium: Medium) -> String {
        let widest = self.columns.iter().map(|column| column.heading.len()).max();
        let widest = widest.unwrap_or_default();
        let mut cards = Vec::new();
        for row in self.rows.iter().chain(&self.footer) {
            let mut lines = Vec::new();
            for (cell, column) in row.iter().zip(&self.columns) {
                if !cell.text.is_empty() {
                    let cell = cell.render(medium.colours);
                    lines.push(format!("{:<widest$}  {cell}", column.heading));
                }
            }
            cards.push(lines.join("\n"));
        }
        cards.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPE: Medium = Medium {
        width: None,
        colours: false,
    };

    fn wide() -> Table {
        let mut table = Table::new([Column::left("NAME"), Column::right("STAKE")]);
        table.push(["a".repeat(60).as_str().into(), Cell::good("1.5")]);
        table.footer([Cell::strong("total"), "1.5".into()])
    }

    #[test]
    fn a_piped_table_is_neither_wrapped_nor_coloured() {
        let text = wide().render(PIPE);
        assert!(text.contains(&"a".repeat(60)), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let narrow = Medium {
            width: Some(40),
            colours: false,
        };
        let text = wide().render(narrow);
        assert!(
            text.lines().all(|line| line.chars().count() <= 40),
            "{text}"
        );
    }

    #[test]
    fn a_table_of_many_columns_becomes_cards_on_a_narrow_terminal() {
        let narrow = Medium {
            width: Some(30),
            colours: false,
        };
        let columns = ["WALLET", "CONSENSUS", "INCENTIVE", "DIVIDENDS"].map(Column::left);
        let mut table = Table::new(columns);
        table.push(["a", "1", "2", ""].map(Cell::from));
        table.push(["b", "3", "4", "5"].map(Cell::from));
        assert_eq!(
            table.render(narrow),
            "WALLET     a\nCONSENSUS  1\nINCENTIVE  2\n\n\
             WALLET     b\nCONSENSUS  3\nINCENTIVE  4\nDIVIDENDS  5"
        );
    }

    #[test]
    fn names_from_the_chain_cannot_steer_the_terminal() {
        let cell = Cell::from("evil\u{1b}[2J\u{7}name");
        assert!(!cell.render(false).contains(['\u{1b}', '\u{7}']));
    }
}
