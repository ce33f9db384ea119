//! Text for people: lines and tables.

use super::{Cell, Medium, Table};

/// What is printed when nobody asked for JSON.
#[derive(Debug, Default)]
pub(crate) struct Text(Vec<Part>);

#[derive(Debug)]
enum Part {
    Line(Cell),
    Table(Table),
    Script(String),
}

impl Text {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// One line, or several separated by newlines.
    pub(crate) fn line(mut self, line: impl Into<Cell>) -> Self {
        self.0.push(Part::Line(line.into()));
        self
    }

    pub(crate) fn table(mut self, table: Table) -> Self {
        self.0.push(Part::Table(table));
        self
    }

    /// Text for another program: as it is, without a newline of its own.
    pub(crate) fn script(script: String) -> Self {
        Self(vec![Part::Script(script)])
    }

    pub(crate) fn push_line(&mut self, line: impl Into<Cell>) {
        self.0.push(Part::Line(line.into()));
    }

    pub(crate) fn push_table(&mut self, table: Table) {
        self.0.push(Part::Table(table));
    }

    pub(crate) fn render(&self, medium: Medium) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Line(line) => text += &line.render(medium.colours),
                Part::Table(table) => text += &table.render(medium),
                Part::Script(script) => {
                    text += script;
                    continue;
                }
            }
            text.push('\n');
        }
        text
    }
}

impl<Line: Into<Cell>> From<Line> for Text {
    fn from(line: Line) -> Self {
        Self::new().line(line)
    }
}
