//! `groundswell serve`: the site.

use crate::app::App;
use crate::config::{Config, Flags};

/// Runs the site until it is told to stop.
///
/// # Errors
/// One line that names the setting or the resource that stands in the way.
pub fn run(flags: Flags) -> anyhow::Result<()> {
    let config = Config::load(flags)?;
    super::block_on(async {
        let app = App::build(config).await?;
        welcome(&app);
        app.run().await
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
