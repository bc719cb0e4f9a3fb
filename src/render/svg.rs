//! Small pieces that all pictures share.

use std::fmt;

/// Text made safe for SVG and HTML, in elements and quoted attributes. Control characters that XML forbids are dropped.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_str(" ")?,
                c if c.is_control() => {}
                c => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

/// A coordinate with at most one decimal, without a trailing `.0`.
pub struct Coordinate(pub f64);

impl fmt::Display for Coordinate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.1}", self.0);
        f.write_str(text.strip_suffix(".0").unwrap_or(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_are_inert() {
        assert_eq!(
            Escaped("<a b='c'>&\"\u{0}\n").to_string(),
            "&lt;a b=&#39;c&#39;&gt;&amp;&quot; "
        );
        assert_eq!(Coordinate(3.04).to_string(), "3");
        assert_eq!(Coordinate(-1.26).to_string(), "-1.3");
    }
}
