//! Everything people see: pages, pictures and the words in them, from immutable views. No I/O, no clock.
//!
//! A page is made in two steps: [`pages`] turns a view into words and pictures, a template in `templates/` puts them in
//! place. Templates decide nothing.

pub mod assets;
pub mod badge;
pub mod chart;
pub mod country_map;
pub mod doubts;
pub mod embed_options;
pub mod embed_svg;
pub mod feeds;
pub mod fonts;
pub mod icons;
pub mod live_map;
pub mod locale;
pub mod manifest;
pub mod map;
pub mod moments;
pub mod numbers;
pub mod og;
pub mod pages;
pub mod path;
pub mod places;
pub mod projection;
pub mod raster;
pub mod sentence;
pub mod shapes;
pub mod sitemap;
pub mod snippets;
pub mod statuspage;
pub mod structured;
pub mod svg;
pub mod text_width;
pub mod views;
pub mod words;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult};

use crate::domain::bucket::Timestamp;
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Snapshot;
use assets::Assets;
use locale::{Arg, Locale};
use views::{
    BuilderView, Edition, EmbedView, FeedView, HereView, IncidentView, IncidentsView, IndexView, NearView, NetworkView,
    RegionView, ServiceView, Site, StatuspageView, VoteView,
};

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
    /// The templates in each language, in the order of [`Locale::ALL`].
    pages: Vec<Tera>,
    site: Site,
}

/// Addresses of the assets, as the templates know them.
#[derive(Serialize)]
struct AssetPaths {
    css: String,
    js: String,
    here_js: String,
    chart_js: String,
    map_js: String,
    icon: String,
    embed_css: String,
    embed_js: String,
    builder_css: String,
    docs_css: String,
    builder_js: String,
    apple_icon: String,
}

/// An entry of the language switch.
#[derive(Serialize)]
struct Language {
    code: &'static str,
    name: &'static str,
}

impl Renderer {
    /// Parses all templates.
    ///
    /// # Errors
    /// [`RenderError::Templates`] when one does not parse.
    pub fn new(site: Site) -> Result<Self, RenderError> {
        let mut pages = Vec::with_capacity(Locale::ALL.len());
        for locale in Locale::ALL {
            pages.push(templates(&site, locale)?);
        }
        Ok(Self { pages, site })
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
        self.fill(
            view.locale,
            "index.html",
            &pages::index::page(self.edition(view.locale), view),
        )
    }

    /// `GET /services/{slug}`, also with a confirmation.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn service(&self, view: &ServiceView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "service.html",
            &pages::service::page(self.edition(view.locale), view),
        )
    }

    /// `GET /services/{slug}/here`, or the part of it that other pages show.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn here(&self, view: &HereView<'_>, is_part: bool) -> Result<String, RenderError> {
        let template = if is_part { "parts/here.html" } else { "here.html" };
        let page = pages::here::page(self.edition(view.locale), view);
        self.fill(view.locale, template, &page)
    }

    /// `GET /here`, or the part of it that the index shows.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn near(&self, view: &NearView<'_>, is_part: bool) -> Result<String, RenderError> {
        let template = if is_part { "parts/near.html" } else { "near.html" };
        let page = pages::here::near(self.edition(view.locale), view);
        self.fill(view.locale, template, &page)
    }

    /// The map of `GET /services/{slug}` with its tables, for a script that puts it in place.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn service_map(&self, view: &ServiceView<'_>) -> Result<String, RenderError> {
        let part = pages::regions::MapPart::new(self.edition(view.locale), view);
        self.fill(view.locale, "parts/regions.html", &part)
    }

    /// `GET /incidents`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn incidents(&self, view: &IncidentsView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "incidents.html",
            &pages::incident::list(self.edition(view.locale), view),
        )
    }

    /// `GET /services/{slug}/incidents/{id}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn incident(&self, view: &IncidentView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "incident.html",
            &pages::incident::page(self.edition(view.locale), view),
        )
    }

    /// The map of `GET /services/{slug}/incidents/{id}`, for a script that puts it in place.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn incident_map(&self, view: &IncidentView<'_>) -> Result<String, RenderError> {
        let part = pages::incident::MapPart::new(self.edition(view.locale), view);
        self.fill(view.locale, "parts/incident_map.html", &part)
    }

    /// `GET /services/{slug}/incidents/{id}/vote`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn vote(&self, view: &VoteView<'_>) -> Result<String, RenderError> {
        let page = pages::vote::page(self.edition(view.locale), view);
        self.fill(view.locale, "vote.html", &page)
    }

    /// The same for a link that is not good, with the message that says why.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn vote_refused(&self, locale: Locale, reason: &str) -> Result<String, RenderError> {
        self.fill(
            locale,
            "error.html",
            &pages::vote::refused(self.edition(locale), reason),
        )
    }

    /// `GET /regions/{code}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn region(&self, view: &RegionView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "place.html",
            &pages::place::region(self.edition(view.locale), view),
        )
    }

    /// `GET /networks/{asn}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn network(&self, view: &NetworkView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "place.html",
            &pages::place::network(self.edition(view.locale), view),
        )
    }

    /// `GET /methodology`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn methodology(&self, locale: Locale) -> Result<String, RenderError> {
        self.fill(locale, "methodology.html", &pages::methodology(self.edition(locale)))
    }

    /// `GET /docs`: the document of the API, for people.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn docs(&self, locale: Locale, document: &serde_json::Value) -> Result<String, RenderError> {
        self.fill(locale, "docs.html", &pages::docs::page(self.edition(locale), document))
    }

    /// `GET /embed/{slug}`.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn embed(&self, view: &EmbedView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "embed.html",
            &pages::embed::page(self.edition(view.locale), view),
        )
    }

    /// `GET /embed/{slug}.svg`: needs no template and cannot fail.
    #[must_use]
    pub fn embed_svg(&self, view: &EmbedView<'_>) -> String {
        embed_svg::picture(self.edition(view.locale), view)
    }

    /// `GET /embed/{slug}.json`: what the frame says, as data for the element.
    #[must_use]
    pub fn embed_data(&self, view: &EmbedView<'_>) -> String {
        // Words and numbers: nothing in it can fail to be written.
        serde_json::to_string(&pages::embed::document(self.edition(view.locale), view)).unwrap_or_default()
    }

    /// `GET /services/{slug}/embed`: makes snippets for other sites.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn builder(&self, view: &BuilderView<'_>) -> Result<String, RenderError> {
        self.fill(
            view.locale,
            "builder.html",
            &pages::builder::page(self.edition(view.locale), view),
        )
    }

    /// `GET /og.png`, to be drawn.
    #[must_use]
    pub fn index_picture(&self, view: &IndexView<'_>) -> og::Card {
        og::index(self.edition(view.locale), view)
    }

    /// `GET /og/{slug}.png`, to be drawn.
    #[must_use]
    pub fn service_picture(&self, locale: Locale, service: &Service, snapshot: &Snapshot, now: Timestamp) -> og::Card {
        og::service(self.edition(locale), service, snapshot, now)
    }

    /// `GET /og/{slug}/{incident}.png`, to be drawn.
    #[must_use]
    pub fn incident_picture(&self, locale: Locale, service: &Service, incident: &Incident, now: Timestamp) -> og::Card {
        og::incident(self.edition(locale), service, incident, now)
    }

    /// `GET /manifest.webmanifest`.
    #[must_use]
    pub fn manifest(&self, locale: Locale) -> String {
        manifest::json(self.edition(locale))
    }

    /// `GET /feed.{format}` and `GET /services/{slug}/feed.{format}`.
    #[must_use]
    pub fn feed(&self, view: &FeedView<'_>, format: feeds::Format) -> String {
        feeds::text(self.edition(view.locale), view, format)
    }

    /// `GET /api/v2/…`, in English.
    #[must_use]
    pub fn statuspage(&self, view: &StatuspageView<'_>, document: statuspage::Document) -> String {
        statuspage::text(self.edition(Locale::En), view, document)
    }

    /// `GET /sitemap.xml`.
    #[must_use]
    pub fn sitemap(&self, entries: &[sitemap::Entry]) -> String {
        sitemap::xml(&self.site, entries)
    }

    /// A page that says what went wrong: `title` in a few words, `detail` in a sentence.
    ///
    /// # Errors
    /// [`RenderError::Page`] when the template does not fit.
    pub fn error(&self, locale: Locale, status: u16, title: &str, detail: &str) -> Result<String, RenderError> {
        self.fill(
            locale,
            "error.html",
            &pages::error(self.edition(locale), status, title, detail),
        )
    }

    /// The site in that language.
    #[must_use]
    pub fn edition(&self, locale: Locale) -> Edition<'_> {
        Edition {
            site: &self.site,
            locale,
        }
    }

    fn fill<P: Serialize>(&self, locale: Locale, name: &'static str, page: &P) -> Result<String, RenderError> {
        let failed = |source| RenderError::Page { name, source };
        let mut context = Context::new();
        context.insert("page", page);
        self.pages[locale as usize].render(name, &context).map_err(failed)
    }
}

/// All templates, to be filled in in one language.
fn templates(site: &Site, locale: Locale) -> Result<Tera, RenderError> {
    let mut tera = Tera::new();
    // `{{ say(key="…", name=value) }}`: a message in the language of the page, in components too.
    tera.register_function("say", move |variables: Kwargs, _: &State<'_>| say(locale, &variables));
    let mut files = Vec::new();
    collect(&TEMPLATES, &mut files);
    tera.add_raw_templates(files).map_err(RenderError::Templates)?;
    let asset = |name, suffix| format!("{}{}", site.base_path, Assets::path(name, suffix));
    let paths = AssetPaths {
        css: asset("app", "css"),
        js: asset("app", "js"),
        here_js: asset("here", "js"),
        chart_js: asset("chart", "js"),
        map_js: asset("map", "js"),
        icon: asset("icon", "svg"),
        embed_css: asset("embed", "css"),
        embed_js: asset("embed", "js"),
        builder_css: asset("builder", "css"),
        docs_css: asset("docs", "css"),
        builder_js: asset("builder", "js"),
        apple_icon: format!("{}{}", site.base_path, icons::APPLE.path()),
    };
    let language = |locale: Locale| Language {
        code: locale.code(),
        name: locale.name(),
    };
    let globals = tera.global_context();
    globals.insert("site", site);
    globals.insert("base", &site.base_path);
    globals.insert("assets", &paths);
    globals.insert("locale", locale.code());
    globals.insert("direction", locale.direction());
    globals.insert("languages", &Locale::ALL.map(language));
    Ok(tera)
}

fn say(locale: Locale, variables: &Kwargs) -> TeraResult<String> {
    let key = variables.must_get::<String>("key")?;
    let arg = |(name, value): (_, &tera::Value)| {
        let count = value.as_u128().and_then(|count| u64::try_from(count).ok());
        Some((
            tera::value::Key::as_str(name)?,
            count.map_or_else(|| value.to_string().into(), Arg::Count),
        ))
    };
    let args = variables.iter().filter_map(arg).filter(|(name, _)| *name != "key");
    Ok(locale.say(&key, &args.collect::<Vec<_>>()))
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
