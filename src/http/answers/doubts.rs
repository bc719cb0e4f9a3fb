//! How sure an incident is: what spoke against it, and what for it.

use serde::Serialize;
use utoipa::ToSchema;

use super::rounded;
use crate::domain::confidence::{self, Corroboration, Reason};
use crate::http::openapi::words::{CorroborationWord, Moment, ReasonWord};

/// What spoke against a crowd, in numbers.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Doubt {
    #[schema(value_type = ReasonWord)]
    reason: Reason,
    /// The part of the reports that it concerns; of those beyond the usual, where people came by a link.
    #[schema(example = 0.97)]
    share: f64,
    /// The part that it may be of a real crowd, from the same regions where these matter.
    #[schema(example = 0.18)]
    usual_share_max: f64,
    /// How probable as much is at most, of a real crowd.
    #[schema(example = 4.1e-12)]
    p_value: f64,
}

/// What spoke for an incident that was doubted. From then on it is one like any other.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Raised {
    #[schema(value_type = Moment)]
    at: String,
    #[schema(value_type = CorroborationWord)]
    by: Corroboration,
}

impl Doubt {
    /// Shares are told in hundredths, so that nobody is counted apart.
    pub(super) fn of(doubt: &confidence::Doubt) -> Self {
        Self {
            reason: doubt.reason,
            share: rounded(doubt.share),
            usual_share_max: rounded(doubt.usual_share_max),
            p_value: doubt.p_value,
        }
    }
}

impl Raised {
    pub(super) fn of(raised: confidence::Raised) -> Self {
        Self {
            at: raised.at.to_rfc3339(),
            by: raised.by,
        }
    }
}
