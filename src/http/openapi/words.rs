//! Names and words of the domain as schemas. The domain knows nothing of documents, so they are described here; closed
//! lists are written by the domain's own types, and cannot say what those do not.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::attribution::AttributionKind;
use crate::domain::confidence::{Corroboration, Level, Reason};
use crate::domain::delivery::{DeliveryState, Format};
use crate::domain::here::Outcome;
use crate::domain::incident::{Phase, Severity, TransitionKind};
use crate::domain::official::OfficialState;
use crate::domain::snapshot::Verdict;
use crate::domain::vote::Answer;

/// A text of a given form.
macro_rules! text {
    ($name:ident, $description:literal, $pattern:literal, $example:literal) => {
        #[doc = $description]
        pub(in crate::http) enum $name {}

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some($description))
                    .pattern(Some($pattern))
                    .examples([json!($example)]);
                schema.into()
            }
        }
    };
}

/// A word of a closed list.
macro_rules! words {
    ($name:ident, $description:literal, $words:expr) => {
        #[doc = $description]
        pub(in crate::http) enum $name {}

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some($description))
                    .enum_values(Some($words.iter().map(word)));
                schema.into()
            }
        }
    };
}

/// As it is sent.
fn word(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

text!(
    Slug,
    "The name of a service or of a kind of problem, in addresses and data.",
    "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$",
    "spotify"
);
text!(
    Region,
    "A country of ISO 3166-1 (FR), a subdivision of ISO 3166-2 (FR-IDF), or `unknown`.",
    "^([A-Z]{2}(-[A-Z0-9]{1,3})?|unknown)$",
    "US-NY"
);
text!(
    IncidentName,
    "The name of an incident: its service and the minute that opened it.",
    "^[a-z0-9-]+-[0-9]{8}T[0-9]{4}Z$",
    "spotify-20250416T1221Z"
);

/// A moment.
pub(in crate::http) enum Moment {}

impl ToSchema for Moment {}

impl PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("A moment in UTC (RFC 3339)."))
            .examples([json!("2025-04-16T12:21:00Z")]);
        schema.into()
    }
}

words!(
    VerdictWord,
    "What the page of a service says: `normal`; `possible`, more reports than usual and not yet enough to be sure; \
     `problems`, an incident is confirmed; `recovering`, it is over its worst.",
    [
        Verdict::Normal,
        Verdict::Possible,
        Verdict::Recovering,
        Verdict::Problems
    ]
);
words!(
    ConfidenceWord,
    "How sure it is that an incident is what it looks like. `low`: nobody is alerted of it until something speaks for it.",
    [Level::Usual, Level::Low]
);
words!(
    ReasonWord,
    "What spoke against a crowd. `unfamiliar_networks`: it came from networks that seldom report; `one_link`: most of those \
     beyond the usual came by a link on one other site.",
    [Reason::UnfamiliarNetworks, Reason::OneLink]
);
words!(
    CorroborationWord,
    "What spoke for an incident that was doubted: the maker of the service, a team that was alerted, or reports that \
     nothing speaks against.",
    [Corroboration::Official, Corroboration::Votes, Corroboration::Crowd]
);
words!(
    PhaseWord,
    "Where an incident stands. `retracted`: it should not have been called.",
    [
        Phase::Possible,
        Phase::Confirmed,
        Phase::Recovering,
        Phase::Resolved,
        Phase::Retracted
    ]
);
words!(
    SeverityWord,
    "How bad it got, by reports beyond the expected ones and times the expected.",
    [Severity::Minor, Severity::Major, Severity::Critical]
);
words!(
    TransitionWord,
    "A step of an incident.",
    [
        TransitionKind::Opened,
        TransitionKind::Escalated,
        TransitionKind::RegionAdded,
        TransitionKind::Recovering,
        TransitionKind::Resolved,
        TransitionKind::Retracted
    ]
);
words!(
    AttributionWord,
    "How trouble travels: `spill_over`, the service is fine and blamed for another one; `dependency`, it is built on what \
     is down.",
    [AttributionKind::SpillOver, AttributionKind::Dependency]
);
words!(
    OutcomeWord,
    "Whose trouble it is that a visitor has.",
    [
        Outcome::Everywhere,
        Outcome::Here,
        Outcome::YourRegion,
        Outcome::YourProvider,
        Outcome::ProbablyYou,
        Outcome::TooFewToTell
    ]
);
words!(
    FormatWord,
    "What a receiver understands: Standard Webhooks, or the messages of a chat.",
    Format::ALL
);
words!(
    DeliveryWord,
    "How far a message has come.",
    [DeliveryState::Pending, DeliveryState::Delivered, DeliveryState::Failed]
);
words!(
    OfficialStateWord,
    "How the maker of a service says that it is; `unknown` when it says nothing that a program could tell.",
    [
        OfficialState::Unknown,
        OfficialState::Operational,
        OfficialState::Maintenance,
        OfficialState::Degraded,
        OfficialState::PartialOutage,
        OfficialState::MajorOutage
    ]
);
words!(
    AnswerWord,
    "What an alerted team says: `confirm`, it is broken for them as well; `deny`, it works for them.",
    Answer::ALL
);
