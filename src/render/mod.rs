//! Everything people see: pages, pictures and the words in them, from immutable views. No I/O, no clock.
//!
//! A page is made in two steps: [`pages`] turns a view into words and pictures, a template in `templates/` puts them in
//! place. Templates decide nothing.

pub mod assets;
pub mod chart;
pub mod country_map;
pub mod embed_svg;
pub mod locale;
pub mod map;
pub mod moments;
pub mod numbers;
pub mod pages;
pub mod path;
pub mod places;
pub mod projection;
pub mod sentence;
pub mod shapes;
pub mod svg;
pub mod views;
pub mod words;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use assets::Assets;
use views::{EmbedView, IncidentView, IncidentsView, IndexView, NetworkView, RegionView, ServiceView, Site};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template that does not parse, or does not fit its page. Both are mistakes in this program.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// At start-up.
    #[error("the templates do not parse: {0}")]
    Templates(#[source] tera::Error),
    /// At run time.
    #[error("template {name} could not be filled in: {source}")]
    Page {
        /// The template's name.
        name: &'static str,
        /// What is wrong.
        source: tera::Error,
    },
}

/// Fills in templates.
pub struct Renderer {
    tera: Tera,
    site: Site,
}

/// Addresses of the assets, as the templates know them.
#[derive(Serialize)]
struct AssetPaths {
    css: String,
    js: String,
    icon: String,
    embed_css: String,
}

impl Renderer {
    /// Parses all templates.
    ///
    /// # Errors
    /// [`RenderError::Templates`] when one does not parse.
    pub fn new(site: Site) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        let mut files = Vec::new();
        collect(&TEMPLATES, &mut files);
        tera.add_raw_templates(files).map_err(RenderError::Templates)?;
        let asset = |name, suffix| format!("{}{}", site.base_path, Assets::path(name, suffix));
        let paths = AssetPaths {
            css: asset("app", "css"),
            js: asset("app", "js"),
            icon: asset("icon", "svg"),
            embed_css: asset("embed", "css"),
        };
        let globals = tera.global_context();
        globals.insert("site", &site);
        globals.insert("base", &site.base_path);
        globals.insert("assets", &paths);
        Ok(Self { tera, site })
    }

    /// What is the same on every page.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// `GET /`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn index(&self, view: &IndexView<'_>) -> Result<String, RenderError> {
        self.fill("index.html", &pages::index::page(&self.site, view))
    }

    /// `GET /services/{slug}`, also with a confirmation.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn service(&self, view: &ServiceView<'_>) -> Result<String, RenderError> {
        self.fill("service.html", &pages::service::page(&self.site, view))
    }

    /// `GET /incidents`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn incidents(&self, view: &IncidentsView<'_>) -> Result<String, RenderError> {
        self.fill("incidents.html", &pages::incident::list(&self.site, view))
    }

    /// `GET /services/{slug}/incidents/{id}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn incident(&self, view: &IncidentView<'_>) -> Result<String, RenderError> {
        self.fill("incident.html", &pages::incident::page(&self.site, view))
    }

    /// `GET /regions/{code}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn region(&self, view: &RegionView<'_>) -> Result<String, RenderError> {
        self.fill("place.html", &pages::place::region(&self.site, view))
    }

    /// `GET /networks/{asn}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn network(&self, view: &NetworkView<'_>) -> Result<String, RenderError> {
        self.fill("place.html", &pages::place::network(&self.site, view))
    }

    /// `GET /methodology`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn methodology(&self) -> Result<String, RenderError> {
        self.fill("methodology.html", &pages::methodology(&self.site))
    }

    /// `GET /embed/{slug}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn embed(&self, view: &EmbedView<'_>) -> Result<String, RenderError> {
        self.fill("embed.html", &pages::embed::page(&self.site, view))
    }

    /// `GET /embed/{slug}.svg`: needs no template and cannot fail.
    #[must_use]
    pub fn embed_svg(&self, view: &EmbedView<'_>) -> String {
        embed_svg::picture(&self.site, view)
    }

    /// A page that says what went wrong: `title` in a few words, `detail` in a sentence.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn error(&self, status: u16, title: &str, detail: &str) -> Result<String, RenderError> {
        self.fill("error.html", &pages::error(&self.site, status, title, detail))
    }

    fn fill<P: Serialize>(&self, name: &'static str, page: &P) -> Result<String, RenderError> {
        let failed = |source| RenderError::Page { name, source };
        let mut context = Context::new();
        context.insert("page", page);
        self.tera.render(name, &context).map_err(failed)
    }
}

/// Templates by their path below `templates/`; the suffix `.html` is what makes Tera escape.
fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy();
        if let Some(text) = file.contents_utf8().filter(|_| name.ends_with(".html")) {
            files.push((name.into_owned(), text));
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
