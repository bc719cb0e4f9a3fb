//! Pages and pictures as bytes: made (and pages compressed) once per change, then copied.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::problem::Problem;

/// Bytes of pages that are kept, before compression: every service in a few maps. Addresses can be made up (searches,
/// network numbers), so it is memory that is limited. When it is full it is emptied, and fills with what is asked for.
const PAGES_BYTES_MAX: usize = 96 * 1024 * 1024;

const NOT_FOR_ANOTHER: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");
const BY_ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");

/// Pages as bytes, by address, each valid for one version of what it shows.
#[derive(Default)]
pub struct Cache {
    held: RwLock<Held>,
    /// Held while the store is asked for something to keep, so that a crowd asks it once.
    history: Mutex<()>,
}

/// Pages by address, and their size.
#[derive(Default)]
struct Held {
    pages: HashMap<String, Arc<Page>>,
    bytes: usize,
}

impl Held {
    fn insert(&mut self, address: String, page: Arc<Page>, bytes_max: usize) {
        if self.bytes + page.bytes() > bytes_max {
            *self = Self::default();
        }
        self.bytes += page.bytes();
        if let Some(old) = self.pages.insert(address, page) {
            self.bytes -= old.bytes();
        }
    }
}

/// One page or picture.
pub struct Page {
    version: String,
    content_type: &'static str,
    hash: String,
    etag: HeaderValue,
    plain: Bytes,
    /// `None` for what is compressed by its own format, as PNG is: once more costs time and saves nothing.
    compressed: Option<Compressed>,
}

/// Of 11. A page changes every few seconds, and more would cost ten times the time for 3 % of the bytes.
const PAGE_QUALITY: u32 = 5;

/// A file of ours is compressed once in the life of the process: 10 % fewer bytes for some 50 ms.
const FILE_QUALITY: u32 = 11;

/// A page's compressed forms, each made when first asked for.
struct Compressed {
    brotli_quality: u32,
    brotli: OnceLock<Variant>,
    gzip: OnceLock<Variant>,
}

/// One encoding of a page.
#[derive(Clone)]
struct Variant {
    etag: HeaderValue,
    bytes: Bytes,
}

/// How an answer is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Cache {
    /// The page at `address`, rendered anew when `version` differs from the one that is kept.
    ///
    /// # Errors
    /// When it cannot be rendered.
    pub fn page(
        &self,
        address: &str,
        version: &str,
        content_type: &'static str,
        render: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<Arc<Page>, Problem> {
        if let Some(page) = self.known(address, version) {
            return Ok(page);
        }
        Ok(self.keep(address, Page::text(version.to_owned(), content_type, render()?)))
    }

    /// The same for what takes the store to make. One is made at a time: whoever asks meanwhile waits and finds it here.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn page_of_history(
        &self,
        address: &str,
        version: &str,
        content_type: &'static str,
        make: impl Future<Output = Result<String, Problem>>,
    ) -> Result<Arc<Page>, Problem> {
        if let Some(page) = self.known(address, version) {
            return Ok(page);
        }
        let _turn = self.history.lock().await;
        if let Some(page) = self.known(address, version) {
            return Ok(page);
        }
        Ok(self.keep(address, Page::text(version.to_owned(), content_type, make.await?)))
    }

    fn known(&self, address: &str, version: &str) -> Option<Arc<Page>> {
        self.kept(address).filter(|page| page.is_of(version))
    }

    /// What is kept at `address`, of whatever version.
    pub fn kept(&self, address: &str) -> Option<Arc<Page>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.pages.get(address).cloned()
    }

    /// Keeps a page in the place of the one that is kept at `address`.
    pub fn keep(&self, address: &str, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.insert(address.to_owned(), Arc::clone(&page), PAGES_BYTES_MAX);
        page
    }
}

impl Page {
    /// Text, which is compressed for clients that take it.
    pub fn text(version: String, content_type: &'static str, text: String) -> Self {
        Self {
            compressed: Some(Compressed::new(PAGE_QUALITY)),
            ..Self::picture(version, content_type, text.into_bytes())
        }
    }

    /// Text that never changes, compressed as well as can be.
    pub fn file(content_type: &'static str, bytes: &[u8]) -> Self {
        Self {
            compressed: Some(Compressed::new(FILE_QUALITY)),
            ..Self::picture(String::new(), content_type, bytes.to_vec())
        }
    }

    /// Bytes that are sent as they are.
    pub fn picture(version: String, content_type: &'static str, bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes);
        let hash = hex(&digest[..8]);
        Self {
            version,
            content_type,
            etag: etag(&hash, ""),
            hash,
            plain: Bytes::from(bytes),
            compressed: None,
        }
    }

    /// A page that is answered once and not kept.
    pub fn passing(content_type: &'static str, text: String) -> Self {
        Self::text(String::new(), content_type, text)
    }

    /// Whether it shows this version.
    pub fn is_of(&self, version: &str) -> bool {
        self.version == version
    }

    fn bytes(&self) -> usize {
        self.plain.len()
    }

    /// The answer to a request: 304 when the client has it, else the bytes in an encoding that it takes.
    pub fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let encoding = self.encoding_for(request);
        let variant = self.variant(encoding);
        let known = request.headers().get(header::IF_NONE_MATCH);
        let is_known = known.is_some_and(|known| holds(known, &variant.etag));
        let mut response = if is_known {
            HttpResponse::new(StatusCode::NOT_MODIFIED)
        } else {
            HttpResponse::with_body(StatusCode::OK, BoxBody::new(variant.bytes))
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag);
        headers.insert(header::CACHE_CONTROL, NOT_FOR_ANOTHER);
        if self.compressed.is_some() {
            headers.insert(header::VARY, BY_ENCODING);
        }
        if is_known {
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Some(name) = encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    }

    fn variant(&self, encoding: Encoding) -> Variant {
        let make = |bytes: Bytes| Variant {
            etag: etag(&self.hash, encoding.suffix()),
            bytes,
        };
        match (encoding, &self.compressed) {
            (Encoding::Brotli, Some(compressed)) => {
                let quality = compressed.brotli_quality;
                let made = compressed.brotli.get_or_init(|| make(brotli(&self.plain, quality)));
                made.clone()
            }
            (Encoding::Gzip, Some(compressed)) => compressed.gzip.get_or_init(|| make(gzip(&self.plain))).clone(),
            _ => Variant {
                etag: self.etag.clone(),
                bytes: self.plain.clone(),
            },
        }
    }

    fn encoding_for(&self, request: &HttpRequest) -> Encoding {
        match self.compressed {
            Some(_) => Encoding::of(request.headers()),
            None => Encoding::Plain,
        }
    }
}

impl Compressed {
    fn new(brotli_quality: u32) -> Self {
        Self {
            brotli_quality,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }
}

impl Encoding {
    /// The best that these headers ask for.
    pub fn of(headers: &HeaderMap) -> Self {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok());
        let takes = |name: &str| {
            let mut offers = accepted.unwrap_or_default().split(',');
            offers.any(|offer| is_offer_of(offer, name))
        };
        match (takes("br"), takes("gzip")) {
            (true, _) => Self::Brotli,
            (_, true) => Self::Gzip,
            _ => Self::Plain,
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Plain => "",
        }
    }
}

/// Whether `gzip;q=0.5` offers `gzip`; with a weight of 0 it refuses it (RFC 9110, 12.5.3).
fn is_offer_of(offer: &str, name: &str) -> bool {
    let (coding, parameters) = offer.split_once(';').unwrap_or((offer, ""));
    let weight = parameters.trim().trim_start_matches(['q', 'Q']).trim_start_matches('=');
    coding.trim().eq_ignore_ascii_case(name) && weight.parse() != Ok(0.0)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Whether a client that knows these tags has it.
pub fn holds(known: &HeaderValue, etag: &HeaderValue) -> bool {
    let tags = known.to_str().unwrap_or_default().split(',');
    tags.map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag.as_bytes() == etag.as_bytes() || tag == "*")
}

/// Hexadecimal digits and two letters always fit into a header.
fn etag(hash: &str, suffix: &str) -> HeaderValue {
    HeaderValue::try_from(format!("\"{hash}{suffix}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn brotli(plain: &[u8], quality: u32) -> Bytes {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 16 * 1024, quality, 20);
    // Writing into memory does not fail.
    let _ = writer.write_all(plain);
    drop(writer);
    Bytes::from(out)
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let _ = writer.write_all(plain);
    Bytes::from(writer.finish().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn pages_at_made_up_addresses_do_not_fill_the_memory() {
        let page = |length: usize| Arc::new(Page::text(String::new(), "text/html", "x".repeat(length)));
        let mut held = Held::default();
        for number in 0..1_000 {
            held.insert(format!("index?{number}"), page(100), 1_000);
            assert!(held.bytes <= 1_000 && held.bytes == held.pages.len() * 100);
        }
        let mut held = Held::default();
        for length in [300, 500, 200] {
            held.insert("index?".to_owned(), page(length), 1_000);
        }
        assert_eq!((held.bytes, held.pages.len()), (200, 1));
    }

    #[test]
    fn pictures_are_not_compressed_again() {
        let request = TestRequest::default()
            .insert_header((header::ACCEPT_ENCODING, "br, gzip"))
            .to_http_request();
        let picture = Page::picture(String::new(), "image/png", vec![0; 1_000]).answer(&request);
        assert!(!picture.headers().contains_key(header::CONTENT_ENCODING));
        assert!(!picture.headers().contains_key(header::VARY));
        let text = Page::text(String::new(), "text/html", "x".repeat(1_000)).answer(&request);
        assert_eq!(text.headers().get(header::CONTENT_ENCODING).unwrap(), "br");
    }

    #[test]
    fn a_file_is_compressed_better_than_a_page() {
        let text = include_str!("../../templates/assets/app.css");
        let size = |page: &Page| page.variant(Encoding::Brotli).bytes.len();
        let file = size(&Page::file("text/css", text.as_bytes()));
        let page = size(&Page::text(String::new(), "text/css", text.to_owned()));
        assert!(file * 100 < page * 95, "{file} bytes instead of {page}");
    }
}
