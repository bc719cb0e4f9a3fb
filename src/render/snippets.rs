//! The pieces of HTML and Markdown that other sites paste, each safe to be pasted whatever a service is called.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::service::Service;

use super::embed_options::{EmbedOptions, Size};
use super::embed_svg;
use super::pages::{address, percent_encoded};
use super::svg::Escaped;
use super::views::Edition;

/// Width and height of a frame in CSS pixels when nobody says otherwise. It fits itself to any other size from 240 on.
#[must_use]
pub fn frame_size(size: Size) -> (u32, u32) {
    match size {
        Size::Full => (640, 520),
        Size::Compact => (400, 230),
    }
}

/// Everything that can be pasted for one choice of options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippets {
    /// `<iframe>`.
    pub frame: String,
    /// `<groundswell-map>` with its script, and a link for when it cannot run.
    pub element: String,
    /// A rule that keeps the element's place free until its script has arrived.
    pub element_style: String,
    /// What a content security policy has to allow for it.
    pub element_policy: String,
    /// `<img>` of the picture.
    pub picture: String,
    /// The badge in Markdown.
    pub badge_markdown: String,
    /// The badge in HTML.
    pub badge_html: String,
    /// What shields.io is given to make a badge in its own style.
    pub shields: String,
    /// The address that editors turn into a frame by oEmbed.
    pub page: String,
}

/// A choice of options for one service.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The site that is asked, in the language of titles and alternative texts.
    pub site: Edition<'a>,
    /// The service.
    pub service: &'a Service,
    /// How it should look.
    pub options: EmbedOptions,
}

impl Choice<'_> {
    /// All of them; `label` is the badge's own.
    #[must_use]
    pub fn snippets(&self, label: Option<&str>) -> Snippets {
        let (_, height) = frame_size(self.options.size);
        Snippets {
            frame: self.frame("100%", height),
            element: self.element(),
            element_style: self.element_style(),
            element_policy: format!("script-src {0}; connect-src {0}", self.site.public_url),
            picture: self.picture(),
            badge_markdown: self.badge_markdown(label),
            badge_html: self.badge_html(label),
            shields: self.badge_address("json", label),
            page: self.page(),
        }
    }

    /// The frame at this width (in CSS pixels, or `100%`) and height.
    #[must_use]
    pub fn frame(&self, width: &str, height: u32) -> String {
        format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" frameborder=\"0\"></iframe>",
            Escaped(&self.embed_address("")),
            Escaped(&self.title()),
        )
    }

    /// What the thing that is pasted is called: `Spotify status`.
    #[must_use]
    pub fn title(&self) -> String {
        self.site
            .locale
            .say("embed-title", &[("name", self.service.name.as_str().into())])
    }

    fn element(&self) -> String {
        let mut attributes = String::new();
        for (name, value) in self.options.pairs() {
            // Writing to a String cannot fail.
            let _ = write!(attributes, " {name}=\"{}\"", Escaped(&value));
        }
        format!(
            "<script src=\"{}\" async></script>\n<groundswell-map service=\"{}\"{attributes}><a href=\"{}\">{}</a></groundswell-map>",
            Escaped(&address(self.site, "/widget.js")),
            self.service.slug,
            Escaped(&self.page()),
            Escaped(&self.title()),
        )
    }

    fn element_style(&self) -> String {
        let height = match self.options.size {
            Size::Full => 528,
            Size::Compact => 232,
        };
        format!("groundswell-map {{ display: block; min-height: {height}px; }}")
    }

    fn picture(&self) -> String {
        let (width, height) = embed_svg::size(self.options.size);
        format!(
            "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></a>",
            Escaped(&self.page()),
            Escaped(&self.embed_address(".svg")),
            Escaped(&self.title()),
        )
    }

    fn badge_html(&self, label: Option<&str>) -> String {
        format!(
            "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" height=\"20\" referrerpolicy=\"no-referrer\"></a>",
            Escaped(&self.page()),
            Escaped(&self.badge_address("svg", label)),
            Escaped(&self.title()),
        )
    }

    fn badge_markdown(&self, label: Option<&str>) -> String {
        let alternative = markdown_text(&self.title());
        format!(
            "[![{alternative}]({})]({})",
            self.badge_address("svg", label),
            self.page()
        )
    }

    fn badge_address(&self, suffix: &str, label: Option<&str>) -> String {
        let language = self.options.language.map(|locale| format!("lang={}", locale.code()));
        let label = label.map(|label| format!("label={}", percent_encoded(label)));
        let query: Vec<String> = [language, label].into_iter().flatten().collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let path = format!("/badge/{}.{suffix}{mark}{}", self.service.slug, query.join("&"));
        address(self.site, &path)
    }

    fn embed_address(&self, suffix: &str) -> String {
        let path = format!("/embed/{}{suffix}{}", self.service.slug, self.options.query());
        address(self.site, &path)
    }

    fn page(&self) -> String {
        address(self.site, &format!("/services/{}", self.service.slug))
    }
}

/// Text that Markdown takes for nothing but text.
fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}
