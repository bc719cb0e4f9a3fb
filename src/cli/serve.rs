//! `groundswell serve`: the site.

use std::net::SocketAddr;

use serde::Serialize;

use super::output::{self, Output};
use crate::app::App;
use crate::config::{Config, Flags};

/// What `--json` prints.
pub(super) const JSON_HELP: &str = "With --json: once it listens, one line on stdout, {\"version\", \"address\" (HOST:PORT), \
    \"url\", \"demo\" (whether reports are made up)}; the log on stderr is lines of JSON.";

/// What a program is told once the site listens.
#[derive(Debug, Serialize)]
struct Listening {
    version: &'static str,
    /// `HOST:PORT`, the port as the system gave it.
    address: SocketAddr,
    url: String,
    /// Whether reports are made up.
    demo: bool,
}

/// Runs the site until it is told to stop.
///
/// # Errors
/// One line that names the setting or the resource that stands in the way.
pub fn run(flags: Flags, output: Output) -> anyhow::Result<()> {
    let config = Config::load(flags)?;
    super::block_on(async {
        let app = App::build(config).await?;
        match output {
            Output::Words => welcome(&app),
            Output::Json => listening(&app, false)?,
        }
        app.run().await
    })
}

/// Tells a program where the site is.
pub(super) fn listening(app: &App, demo: bool) -> anyhow::Result<()> {
    output::line(&Listening {
        version: env!("CARGO_PKG_VERSION"),
        address: app.address,
        url: format!("http://{}", app.address),
        demo,
    })
}

#[expect(clippy::print_stdout, reason = "this is what the command says to whoever started it")]
fn welcome(app: &App) {
    let address = app.address;
    println!("Groundswell is on http://{address}");
    println!("  try      http://{address}/services/spotify, or search for what is broken");
    println!(
        "  report   curl -H 'content-type: application/json' -d '{{\"service\":\"spotify\"}}' http://{address}/api/v1/reports"
    );
    println!("  demo     groundswell demo shows an outage being found within two minutes");
    println!("  stop     Ctrl-C");
}
