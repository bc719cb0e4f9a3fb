//! `/api/v2/…`: the site in the words of Statuspage's public API. The table from verdicts to its words stands in
//! `render/statuspage.rs`.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};

use super::problem::Problem;
use super::{State, api, embed};
use crate::domain::snapshot::Snapshot;
use crate::render::statuspage::Document;
use crate::render::views::StatuspageView;

/// The site in the words of Statuspage's public API, for what watches pages of that kind.
///
/// There is `incidents/unresolved.json` as well.
#[utoipa::path(
    get, path = "/api/v2/{document}", tag = "Feeds",
    params(("document" = String, Path, description = "Which part", example = "summary.json",
        pattern = "^(summary|status|components|incidents|scheduled-maintenances)\\.json$")),
    responses((status = 200, description = "As Statuspage answers", body = serde_json::Value),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn document(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let document = Document::parse(&path).ok_or_else(|| {
        Problem::NotFound(
            "Of this API there are summary.json, status.json, components.json, incidents.json, \
             incidents/unresolved.json and scheduled-maintenances.json."
                .to_owned(),
        )
    })?;
    let live = state.hub.services();
    let snapshots: Vec<Arc<Snapshot>> = live.values().map(|live| Arc::clone(&live.snapshot)).collect();
    let now = state.clock.now();
    // Versions only grow, so their sum changes with each of them.
    let versions: u64 = snapshots.iter().map(|snapshot| snapshot.version).sum();
    let version = format!("{versions} {}", now.minute().0);
    let render = || {
        let view = StatuspageView {
            catalogue: &state.catalogue.load(),
            snapshots: &snapshots,
            incidents: &api::recent_incidents(&state),
            now,
        };
        Ok(state.renderer.statuspage(&view, document))
    };
    let address = format!("statuspage {document:?}");
    let page = state.pages.page(&address, &version, "application/json", render)?;
    let mut response = page.answer(&request);
    embed::open_to_all(&mut response, false);
    Ok(response)
}
