//! `groundswell explain`: the numbers behind each step of an incident.

use anyhow::Context;
use clap::Args;
use serde_json::Value;

use super::crowd::Sender;
use super::output::{self, Output};

/// What `--json` prints.
pub(super) const JSON_HELP: &str = "With --json: the server's answer as it is, {\"incident\", \"service\", \"transitions\": [{\"id\", \
    \"kind\", \"at\", \"region\", \"severity\", \"evidence\"}], \"again\" (the command that computes it anew)}.";

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The incident's id, as in its address: spotify-20250416T1203Z
    incident: String,
    /// The running server
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    target: String,
}

/// Runs the command.
///
/// # Errors
/// When the server does not answer or does not know the incident.
#[expect(clippy::print_stdout, reason = "the result of the command")]
pub fn run(args: &ExplainArgs, output: Output) -> anyhow::Result<()> {
    super::block_on(async {
        let sender = Sender::new(&args.target)?;
        let answer = sender
            .get(&format!("/api/v1/incidents/{}/evidence", args.incident))
            .await?;
        if output.is_json() {
            return output::document(&answer);
        }
        println!(
            "{:20}  {:12}  {:8}  {:>7}  {:>8}  {:>9}  {:>9}  {:>9}",
            "at", "step", "region", "minutes", "reports", "expected", "statistic", "threshold"
        );
        for transition in answer["transitions"]
            .as_array()
            .context("the answer holds no transitions")?
        {
            println!("{}", row(transition));
        }
        for line in doubts(&answer) {
            println!("{line}");
        }
        println!(
            "\nTo compute all of this again, bit for bit, from what was recorded (with the server's settings; stop a server that has an embedded store, or copy its data folder and name the copy with --store):\n  {}",
            answer["again"].as_str().unwrap_or_default()
        );
        Ok(())
    })
}

/// What spoke against it when it opened, and what for it.
fn doubts(answer: &Value) -> Vec<String> {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let doubts = answer["doubts"].as_array().into_iter().flatten();
    let mut lines: Vec<String> = doubts
        .map(|doubt| {
            format!(
                "\ndoubted when it opened: {}, {:.0} % of the reports, at most {:.0} % would be usual (p {:.1e})",
                doubt["reason"].as_str().unwrap_or_default(),
                100.0 * number(&doubt["share"]),
                100.0 * number(&doubt["usual_share_max"]),
                number(&doubt["p_value"]),
            )
        })
        .collect();
    if let Some(at) = answer["raised"]["at"].as_str() {
        let by = answer["raised"]["by"].as_str().unwrap_or_default();
        lines.push(format!("alerts went out at {at}: {by}"));
    } else if !lines.is_empty() {
        lines.push("nobody has been alerted".to_owned());
    }
    lines
}

fn row(transition: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |key: &str| transition["evidence"][key].as_f64().unwrap_or_default();
    format!(
        "{:20}  {:12}  {:8}  {:>7}  {:>8}  {:>9.2}  {:>9.2}  {:>9.2}",
        text(&transition["at"]),
        text(&transition["kind"]),
        text(&transition["region"]),
        number("window_minutes"),
        number("observed"),
        number("expected"),
        number("statistic"),
        number("threshold"),
    )
}
