//! Requests that are wrong, each in one way or several, drawn by a seeded generator: what comes out of one seed is the
//! same for ever.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rand::prelude::*;
use rand::rngs::StdRng;

use crate::test_app::ADMIN_TOKEN;

/// What a gzip bomb unpacks to.
const BOMB_BYTES: usize = 8 << 20;

/// Longer than any head that is read.
const LONG: usize = 300_000;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Addresses that take POST alone.
const POSTS: [&str; 2] = ["/api/v1/reports", "/api/v1/works"];

/// Addresses that take GET and HEAD alone.
const READS: [&str; 12] = [
    "/",
    "/services/spotify",
    "/incidents",
    "/methodology",
    "/docs",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/metrics",
    "/api/v1/services",
    "/api/v1/services/spotify/counts",
    "/embed/spotify.json",
];

/// One request, byte by byte.
pub struct Malformed {
    /// In which way it is wrong.
    pub kind: &'static str,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Draws requests.
pub struct Requests {
    random: StdRng,
    bomb: Vec<u8>,
}

type Draw = fn(&mut Requests) -> Vec<u8>;

const KINDS: [(&str, Draw); 14] = [
    ("noise instead of JSON", Requests::noise),
    ("damaged JSON", Requests::damaged_json),
    ("JSON of another shape", Requests::other_json),
    ("text that is no UTF-8", Requests::bad_utf8),
    ("unknown names", Requests::unknown_names),
    ("another media type or encoding", Requests::other_media),
    ("too large", Requests::too_large),
    ("a form that is none", Requests::bad_form),
    ("parameters that do not fit", Requests::bad_query),
    ("paths that lead nowhere", Requests::bad_path),
    ("methods that nobody takes", Requests::bad_method),
    ("broken framing", Requests::bad_framing),
    ("broken heads", Requests::bad_head),
    ("admin routes", Requests::bad_admin),
];

impl Iterator for Requests {
    type Item = Malformed;

    fn next(&mut self) -> Option<Malformed> {
        let &(kind, draw) = KINDS.choose(&mut self.random)?;
        Some(Malformed {
            kind,
            bytes: draw(self),
        })
    }
}

impl Requests {
    /// The requests of a seed, without end.
    pub fn new(seed: u64) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; BOMB_BYTES]).unwrap();
        Self {
            random: StdRng::seed_from_u64(seed),
            bomb: encoder.finish().unwrap(),
        }
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.choose(&mut self.random).unwrap()
    }

    fn up_to(&mut self, most: usize) -> usize {
        self.random.random_range(0..=most)
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let length = self.up_to(most);
        (0..length).map(|_| self.random.random()).collect()
    }

    fn word(&mut self, most: usize) -> String {
        let length = 1 + self.up_to(most);
        (0..length)
            .map(|_| char::from(self.random.random_range(b'a'..=b'z')))
            .collect()
    }

    fn post(&mut self, media_type: &str, body: &[u8]) -> Vec<u8> {
        let path = self.one_of(&POSTS);
        request("POST", path, &format!("content-type: {media_type}\r\n"), body)
    }

    fn noise(&mut self) -> Vec<u8> {
        // No JSON begins with a control character.
        let body = [b"\x01".to_vec(), self.bytes(2_000)].concat();
        self.post(JSON, &body)
    }

    /// A good body that is cut, or has something behind it, or an invalid character in it.
    fn damaged_json(&mut self) -> Vec<u8> {
        let good = br#"{"service":"spotify","symptom":"login"}"#;
        let place = self.random.random_range(0..good.len());
        let body = match self.up_to(3) {
            0 => good[..place].to_vec(),
            1 => [
                good.as_slice(),
                b" ",
                self.one_of(&["{}", "x", "]", "1", "\0", "//"]).as_bytes(),
            ]
            .concat(),
            2 => [&good[..place], b"\x00", &good[place..]].concat(),
            _ => [&good[..place], b"\n", &good[place..]].concat().repeat(2),
        };
        self.post(JSON, &body)
    }

    fn other_json(&mut self) -> Vec<u8> {
        let depth = 1 + self.up_to(1_200);
        let key = self.word(12);
        let number = self.one_of(&["1e999", "-0", "123456789012345678901234567890", "NaN", "01", "0x1"]);
        let body = match self.up_to(11) {
            0 => "[".repeat(depth),
            1 => format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
            2 => format!(
                "{}1{}",
                r#"{"service":"#.repeat(depth.min(300)),
                "}".repeat(depth.min(300))
            ),
            3 => r#"{"service":"spotify","service":"spotify"}"#.to_owned(),
            4 => r#"{"service":"spotify","symptom":null,"symptom":null}"#.to_owned(),
            5 => format!(r#"{{"service":"spotify","x{key}":1}}"#),
            6 => format!(r#"{{"service":{number}}}"#),
            7 => format!(r#"{{"service":"spotify","symptom":{number}}}"#),
            8 => r#"{"service":"\ud800"}"#.to_owned(),
            9 => format!("[{}]", vec![r#"{"service":"spotify"}"#; 51 + self.up_to(60)].join(",")),
            10 => "[]".to_owned(),
            _ => self
                .one_of(&["null", "true", "1", "\"spotify\"", "{}", "", " ", "\u{feff}{}"])
                .to_owned(),
        };
        self.post(JSON, body.as_bytes())
    }

    fn bad_utf8(&mut self) -> Vec<u8> {
        let bad: [&[u8]; 6] = [
            b"\xff",
            b"\xc3",
            b"\xed\xa0\x80",
            b"\xf8\x88\x80\x80\x80",
            b"\xc0\xae",
            b"\x80",
        ];
        let bad = bad.choose(&mut self.random).unwrap();
        let body = [br#"{"service":"spotify"#.as_slice(), bad, br#""}"#].concat();
        self.post(JSON, &body)
    }

    fn unknown_names(&mut self) -> Vec<u8> {
        let name = format!("x{}", self.word(200));
        let odd = self.one_of(&[
            "\\u202e",
            "\\u0000",
            "\\r\\n",
            "../",
            "%2e",
            "\\ud83d\\ude00",
            "'",
            "SPOTIFY",
        ]);
        let body = match self.up_to(2) {
            0 => format!(r#"{{"service":"{name}"}}"#),
            1 => format!(r#"{{"service":"{odd}"}}"#),
            _ => format!(r#"{{"service":"spotify","symptom":"{odd}{name}"}}"#),
        };
        self.post(JSON, body.as_bytes())
    }

    fn other_media(&mut self) -> Vec<u8> {
        let path = self.one_of(&POSTS);
        let good = br#"{"service":"spotify"}"#.to_vec();
        let kinds = [
            "text/plain",
            "application/jsonx",
            "application/json-seq",
            FORM,
            "multipart/form-data; boundary=x",
            "",
            "*/*",
            "\u{e9}",
        ];
        let (headers, body) = match self.up_to(3) {
            0 => (
                format!("content-type: {JSON}\r\ncontent-encoding: gzip\r\n"),
                self.bomb.clone(),
            ),
            1 => {
                let encoding = self.one_of(&["br", "deflate", "zstd", "gzip, gzip", "identity, gzip", "x", "compress"]);
                (
                    format!("content-type: {JSON}\r\ncontent-encoding: {encoding}\r\n"),
                    good,
                )
            }
            2 => (String::new(), good),
            _ => (format!("content-type: {}\r\n", self.one_of(&kinds)), good),
        };
        request("POST", path, &headers, &body)
    }

    fn too_large(&mut self) -> Vec<u8> {
        let body = vec![b' '; 4_097 + self.up_to(60_000)];
        let media_type = self.one_of(&[JSON, FORM]);
        match media_type {
            FORM => request(
                "POST",
                "/services/spotify/report",
                &format!("content-type: {FORM}\r\n"),
                &body,
            ),
            _ => self.post(JSON, &body),
        }
    }

    fn bad_form(&mut self) -> Vec<u8> {
        let word = self.word(30);
        let body: Vec<u8> = match self.up_to(5) {
            0 => b"symptom=%ff%fe".to_vec(),
            1 => b"symptom=login&symptom=login".to_vec(),
            2 => format!("x{word}=1").into(),
            3 => format!("kind=x{word}").into(),
            4 => format!("symptom=x{word}").into(),
            _ => [b"symptom=\xff".to_vec(), self.bytes(40)].concat(),
        };
        request(
            "POST",
            "/services/spotify/report",
            &format!("content-type: {FORM}\r\n"),
            &body,
        )
    }

    fn bad_query(&mut self) -> Vec<u8> {
        let word = self.word(20);
        let number = self.random.random::<i64>();
        let long = "a".repeat(1 + self.up_to(50_000));
        let path = "/api/v1/services/spotify";
        let address = match self.up_to(11) {
            0 => format!("{path}/counts?x{word}=1"),
            1 => format!("{path}/counts?window=x{word}"),
            2 => format!("{path}/counts?window={number}"),
            3 => format!(
                "{path}/counts?window=24h&step={}m&by=total",
                -1 - number.rem_euclid(60_000)
            ),
            4 => format!("{path}/counts?by=x{word}"),
            5 => format!("{path}/counts?window=%ff%00"),
            6 => format!("{path}/counts?window=1h&window=2h"),
            7 => format!("{path}/regions?geometry=x{word}"),
            8 => format!("{path}/regions?country={word}"),
            9 => format!("/api/v1/incidents?state=x{word}&service=spotify"),
            10 => format!("{path}/here?region=x{word}"),
            _ => format!("{path}/counts?window={long}"),
        };
        request("GET", &address, "", b"")
    }

    fn bad_path(&mut self) -> Vec<u8> {
        let noise: Vec<String> = self.bytes(60).iter().map(|byte| format!("%{byte:02x}")).collect();
        let noise = noise.concat();
        let word = self.word(60);
        let dots = "%2e%2e%2f".repeat(1 + self.up_to(20));
        let address = match self.up_to(7) {
            0 => format!("/api/v1/services/x{noise}"),
            1 => format!("/services/x{noise}"),
            2 => format!("/x{word}"),
            3 => format!("/assets/{dots}etc/passwd"),
            4 => format!("/api/v1/incidents/x{word}-{noise}"),
            5 => format!("/og/x{noise}.png"),
            6 => format!("/{}", "a/".repeat(2 + self.up_to(5_000))),
            _ => format!("/embed/x{word}.svg"),
        };
        request("GET", &address, "", b"")
    }

    fn bad_method(&mut self) -> Vec<u8> {
        let word = self.word(12).to_uppercase();
        let known = self.one_of(&[
            "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", "post",
        ]);
        let method = if self.random.random_bool(0.5) {
            known.to_owned()
        } else {
            format!("X{word}")
        };
        let path = if self.random.random_bool(0.5) {
            self.one_of(&READS)
        } else {
            self.one_of(&POSTS)
        };
        request(&method, path, "", b"")
    }

    fn bad_framing(&mut self) -> Vec<u8> {
        let body = r#"{"service":"spotify"}"#;
        let length = body.len();
        let path = self.one_of(&POSTS);
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {JSON}\r\n");
        let chunked = "transfer-encoding: chunked\r\n";
        let rest = match self.up_to(11) {
            0 => format!("content-length: {length}\r\n{chunked}\r\n{body}"),
            1 => format!("{chunked}content-length: {length}\r\n\r\n15\r\n{body}\r\n0\r\n\r\n"),
            2 => format!(
                "content-length: {length}\r\ncontent-length: {}\r\n\r\n{body}",
                self.up_to(20)
            ),
            3 => format!(
                "content-length: {}\r\n\r\n{body}",
                self.one_of(&["-1", "+21", "0x15", "2 1", "", "1e3", "99999999999999999999"])
            ),
            4 => format!(
                "{chunked}\r\n{}\r\n{body}\r\n0\r\n\r\n",
                self.one_of(&["zz", "-1", "ffffffffffffffffff", "0x15", ";", " "])
            ),
            // Cut in the middle of a chunk, or before the last one.
            5 => format!("{chunked}\r\n15\r\n{}", &body[..self.up_to(length - 1)]),
            6 => format!("{chunked}\r\n15\r\n{body}"),
            7 => format!("{chunked}\r\n5\r\n{body}\r\n0\r\n\r\n"),
            8 => format!("content-length: {}\r\n\r\n{body}", length + 1 + self.up_to(1_000)),
            9 => format!(
                "transfer-encoding: {}\r\n\r\n{body}",
                self.one_of(&["gzip", "identity, chunked, x", "chunked, gzip", "xchunked"])
            ),
            10 => format!("{chunked}\r\n2000\r\n{}\r\n0\r\n\r\n", " ".repeat(0x2000)),
            _ => format!("content-length: {}\r\n\r\n{}", 4_097, " ".repeat(4_097)),
        };
        format!("{head}{rest}").into_bytes()
    }

    fn bad_head(&mut self) -> Vec<u8> {
        let fat = "y".repeat(LONG);
        let word = self.word(10);
        match self.up_to(10) {
            0 => format!("GET / HTTP/1.1\r\nhost: x\r\nx: {fat}\r\n\r\n").into_bytes(),
            1 => format!("GET /{fat} HTTP/1.1\r\nhost: x\r\n\r\n").into_bytes(),
            2 => format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "x-flood: y\r\n".repeat(300)).into_bytes(),
            3 => format!("GET / HTTP/1.1\r\nhost: x\r\nbad {word}: x\r\n\r\n").into_bytes(),
            4 => format!("GET / HTTP/1.1\r\nhost: x\r\nx: a\0{word}\r\n\r\n").into_bytes(),
            5 => format!(
                "GET / HTTP/{}\r\nhost: x\r\n\r\n",
                self.one_of(&["9.9", "1.2", "2", "x", ""])
            )
            .into_bytes(),
            6 => b"GET / HT".to_vec(),
            7 => format!("GET /\0{word} HTTP/1.1\r\nhost: x\r\n\r\n").into_bytes(),
            8 => [
                b"\x16\x03\x01\x02\x00\x01".to_vec(),
                self.bytes(200),
                b"\r\n\r\n".to_vec(),
            ]
            .concat(),
            9 => [b"\x00".to_vec(), self.bytes(300)].concat(),
            _ => format!("G(T / HTTP/1.1\r\nhost: {word}\r\n\r\n").into_bytes(),
        }
    }

    fn bad_admin(&mut self) -> Vec<u8> {
        let path = "/api/v1/webhooks";
        let word = self.word(30);
        let token = format!("authorization: Bearer {ADMIN_TOKEN}\r\ncontent-type: {JSON}\r\n");
        let url = self.one_of(&[
            "",
            "x",
            "http://10.0.0.1/",
            "http://[::]/",
            "ftp://x.example/",
            "http://0x7f.1@x/",
            "//x",
            "http://",
        ]);
        match self.up_to(6) {
            0 => request("GET", path, "", b""),
            1 => request("GET", path, &format!("authorization: Bearer {word}\r\n"), b""),
            2 => request("POST", path, &token, format!(r#"{{"url":"{url}"}}"#).as_bytes()),
            3 => request(
                "POST",
                path,
                &token,
                format!(r#"{{"url":"https://x.example/","x{word}":1}}"#).as_bytes(),
            ),
            4 => request("DELETE", &format!("{path}/x{word}"), &token, b""),
            5 => {
                let noise = [b"\x01".to_vec(), self.bytes(500)].concat();
                request("POST", path, &token, &noise)
            }
            _ => request("POST", &format!("{path}/x{word}/rotate"), &token, b""),
        }
    }
}

fn request(method: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = if body.is_empty() {
        String::new()
    } else {
        format!("content-length: {}\r\n", body.len())
    };
    let head = format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}{length}\r\n");
    [head.into_bytes(), body.to_vec()].concat()
}
