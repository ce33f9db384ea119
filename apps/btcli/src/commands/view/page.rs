//! The dashboard's page: one HTML file that loads nothing from anywhere.
//!
//! Names on the chain are anybody's text. They reach the page only as escaped text, and the page
//! forbids the browser to load or send anything.

use std::fmt::Write as _;

/// What the page shows.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) network: String,
    pub(super) block: u32,
    /// Of whom the stakes are: a name and an address.
    pub(super) owner: Option<(String, String)>,
    /// Figures under headings.
    pub(super) figures: Vec<(String, String)>,
    pub(super) stakes: Sheet,
    pub(super) subnets: Sheet,
}

/// A table of the page: headings, each with whether its column holds numbers; and rows of cells,
/// each a text to show and a value to sort by.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) columns: Vec<(&'static str, bool)>,
    pub(super) rows: Vec<Vec<(String, f64)>>,
}

const STYLE: &str = "
:root{color-scheme:light dark;--line:#8884;--soft:#888}
body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:1.5rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{color:var(--soft);margin:.2rem 0 1rem;overflow-wrap:anywhere}
.figures{display:flex;flex-wrap:wrap;gap:.75rem}
.figures div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem;min-width:9rem}
.figures b{display:block;font-size:1.2rem;font-variant-numeric:tabular-nums}
.figures span{color:var(--soft);font-size:.85rem}
.sheet{overflow-x:auto}input{font:inherit;padding:.3rem .6rem;margin-bottom:.5rem;width:16rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;white-space:nowrap}
th{cursor:pointer;user-select:none}th[aria-sort=ascending]::after{content:' \\25b2'}
th[aria-sort=descending]::after{content:' \\25bc'}
.number{text-align:right;font-variant-numeric:tabular-nums}
";

const SCRIPT: &str = "
for (const sheet of document.querySelectorAll('.sheet')) {
  const body = sheet.querySelector('tbody'), heads = [...sheet.querySelectorAll('th')];
  heads.forEach((head, column) => head.addEventListener('click', () => {
    const up = head.getAttribute('aria-sort') === 'descending';
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const number = head.classList.contains('number');
    const key = row => number ? +row.cells[column].dataset.value : row.cells[column].textContent;
    const order = (a, b) => number ? key(a) - key(b) : key(a).localeCompare(key(b));
    body.append(...[...body.rows].sort((a, b) => up ? order(a, b) : order(b, a)));
  }));
  const search = sheet.querySelector('input');
  search.addEventListener('input', () => {
    const wanted = search.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}
";

/// Text that cannot be taken for markup.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

impl Page {
    /// The whole file.
    pub(super) fn html(&self) -> String {
        // Exactly this style and script may run; nothing may be loaded or sent.
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; \
             form-action 'none'",
            hash_source(STYLE),
            hash_source(SCRIPT)
        );
        let network = escaped(&self.network);
        let mut html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <title>Bittensor: {network}</title>\n<style>{STYLE}</style></head><body>\n\
             <h1>Bittensor: {network}</h1>\n"
        );
        let owner = match &self.owner {
            Some((name, address)) => {
                format!("{} &middot; {} &middot; ", escaped(name), escaped(address))
            }
            None => String::new(),
        };
        let _ = writeln!(html, "<p>{owner}block {}</p>", self.block);
        html.push_str("<div class=\"figures\">");
        for (heading, figure) in &self.figures {
            let _ = write!(
                html,
                "<div><b>{}</b><span>{}</span></div>",
                escaped(figure),
                escaped(heading)
            );
        }
        html.push_str("</div>\n");
        if self.owner.is_some() {
            self.stakes.write("Stake", &mut html);
        }
        self.subnets.write("Subnets", &mut html);
        let _ = write!(html, "<script>{SCRIPT}</script>\n</body></html>\n");
        html
    }
}

impl Sheet {
    fn write(&self, heading: &str, html: &mut String) {
        let _ = write!(
            html,
            "<h2>{heading}</h2>\n<div class=\"sheet\"><input type=\"search\" \
             placeholder=\"Filter\" aria-label=\"Filter {heading}\">\n<table><thead><tr>"
        );
        let class = |is_number: bool| match is_number {
            true => " class=\"number\"",
            false => "",
        };
        for (column, is_number) in &self.columns {
            let _ = write!(html, "<th{}>{}</th>", class(*is_number), escaped(column));
        }
        html.push_str("</tr></thead><tbody>\n");
        for row in &self.rows {
            html.push_str("<tr>");
            for ((text, value), (_, is_number)) in row.iter().zip(&self.columns) {
                let value = match is_number {
                    true => format!(" data-value=\"{value}\""),
                    false => String::new(),
                };
                let _ = write!(
                    html,
                    "<td{}{value}>{}</td>",
                    class(*is_number),
                    escaped(text)
                );
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
    }
}

/// How a content policy names one text that may run.
fn hash_source(text: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(text.as_bytes());
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(digest)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> String {
        Page {
            network: "local".into(),
            block: 7,
            owner: Some((name.into(), "5Address".into())),
            figures: vec![("free".into(), "τ 1.5".into())],
            stakes: Sheet {
                columns: vec![("HOTKEY", false), ("STAKE", true)],
                rows: vec![vec![(name.into(), 0.0), ("1.5".into(), 1.5)]],
            },
            subnets: Sheet::default(),
        }
        .html()
    }

    #[test]
    fn a_name_cannot_become_markup() {
        let html = page("<script>alert('1')</script>\"&");
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"));
    }

    #[test]
    fn the_page_loads_nothing() {
        let html = page("owner");
        for outside in ["http://", "https://", "src=", "@import", "url(", "<link"] {
            assert!(!html.contains(outside), "{outside}");
        }
        assert!(html.contains("default-src 'none'"));
        assert!(html.contains("data-value=\"1.5\""));
    }
}
