//! Who is told of transitions, and what is still to be told.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::bucket::Timestamp;
use super::fnv::fnv1a;
use super::incident::{IncidentId, Transition, TransitionKind};
use super::service::ServiceSlug;

/// Waits before each attempt, in seconds: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h
/// (the schedule that Standard Webhooks recommends).
pub const RETRY_SECONDS: [i64; 10] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How far a wait may be from the schedule, in thousandths, so that the messages of one outage don't all come back in
/// the same second.
const JITTER_PERMILLE: i64 = 100;

/// The longest pause that a receiver's `Retry-After` can ask for: one day, the longest wait of the schedule too.
const RETRY_AFTER_SECONDS_MAX: i64 = 86_400;

/// How long an attempt keeps others off its message. Longer than the 15 s that an attempt may take, so that no second
/// process sends a message that is on its way; short, because after a crash the message waits this long.
const ATTEMPT_LEASE_SECONDS: i64 = 20;

/// How long the old secret still signs beside the new one: a day for the receiver's owner to change it over.
pub const SECRET_OVERLAP_SECONDS: i64 = 86_400;

/// A message is signed with the newest secret and at most one older.
const SECRETS_MAX: usize = 2;

/// What a receiver understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Standard Webhooks: JSON for programs, signed.
    #[default]
    Standard,
    /// A message in a Slack channel, or in a chat that takes the same.
    Slack,
    /// A message in a Discord channel.
    Discord,
    /// A message in a Teams channel, through a workflow.
    Teams,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Slack, Self::Discord, Self::Teams];

    /// Its name in the API and in the configuration file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Slack => "slack",
            Self::Discord => "discord",
            Self::Teams => "teams",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// Whether messages are signed. Chats check no signature: there, the URL itself is the secret.
    #[must_use]
    pub fn is_signed(self) -> bool {
        self == Self::Standard
    }
}

/// A receiver of webhooks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its name in the admin API: `ep_…`.
    pub id: String,
    /// Where to POST; `http` or `https`.
    pub url: String,
    /// What it understands. Endpoints that were stored before there was a choice are standard ones.
    #[serde(default)]
    pub format: Format,
    /// Signing secrets, newest first, each `whsec_` and base64 of 24 to 64 bytes; two of them while a secret rotates. None
    /// for a chat.
    pub secrets: Vec<String>,
    /// Services to tell of; all when empty.
    pub services: Vec<ServiceSlug>,
    /// Kinds of transition to tell of; all when empty.
    pub events: Vec<TransitionKind>,
    /// What it is for, in its owner's words.
    pub description: String,
    /// Whether it comes from the configuration file, which then is the only place to change it.
    pub from_config: bool,
    /// Set when it answered 410 or failed for too long; nothing is sent to it until it is enabled again.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its secret was last changed by rotation; the older secret stops signing `SECRET_OVERLAP_SECONDS` later.
    pub rotated_at: Option<Timestamp>,
}

impl fmt::Debug for Endpoint {
    /// Without the secrets, and without the URL, which may hold a token: this text may reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("id", &self.id)
            .field("format", &self.format)
            .field("services", &self.services)
            .field("events", &self.events)
            .field("from_config", &self.from_config)
            .field("disabled", &self.disabled)
            .field("created_at", &self.created_at)
            .field("rotated_at", &self.rotated_at)
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// The URL as it may be shown: whole when it is only an address, without its path when the path is what lets one
    /// post to a chat.
    #[must_use]
    pub fn shown_url(&self) -> String {
        if self.format.is_signed() {
            return self.url.clone();
        }
        let (scheme, rest) = self.url.split_once("://").unwrap_or(("https", ""));
        let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        format!("{scheme}://{host}/…")
    }

    /// The secrets that sign a message sent at `now`.
    #[must_use]
    pub fn signing_secrets(&self, now: Timestamp) -> &[String] {
        let over = self
            .rotated_at
            .is_some_and(|rotated_at| now.0 - rotated_at.0 >= SECRET_OVERLAP_SECONDS);
        if over && !self.secrets.is_empty() {
            &self.secrets[..1]
        } else {
            &self.secrets
        }
    }

    /// Puts a new secret before the present one, and forgets any older one.
    pub fn rotate(&mut self, secret: String, now: Timestamp) {
        self.secrets.insert(0, secret);
        self.secrets.truncate(SECRETS_MAX);
        self.rotated_at = Some(now);
    }

    /// Whether this endpoint wants to hear of a transition of this kind of this service.
    #[must_use]
    pub fn wants(&self, service: &ServiceSlug, kind: TransitionKind) -> bool {
        !self.disabled
            && (self.services.is_empty() || self.services.contains(service))
            && (self.events.is_empty() || self.events.contains(&kind))
    }
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// To be sent at `next_at`.
    Pending,
    /// The receiver answered 2xx.
    Delivered,
    /// Every attempt failed, or the endpoint is gone.
    Failed,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered.
    Answered {
        /// Its HTTP status.
        status: u16,
        /// Its `Retry-After`, in seconds from now.
        retry_after_seconds: Option<i64>,
    },
    /// There was no answer: no address, no connection, too slow.
    NoAnswer {
        /// Why, in words for the delivery log.
        reason: String,
    },
}

impl Outcome {
    /// Whether the receiver took the message: only 2xx says so.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Answered { status: 200..=299, .. })
    }

    /// Whether the receiver wants no more messages, ever: 410 Gone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Answered { status: 410, .. })
    }

    /// Whether the receiver is away or overloaded, so that another message would not fare better: no answer, 429, 502,
    /// 503 or 504.
    #[must_use]
    pub fn is_overload(&self) -> bool {
        match self {
            Self::Answered { status, .. } => matches!(status, 429 | 502 | 503 | 504),
            Self::NoAnswer { .. } => true,
        }
    }

    /// How long an overloaded receiver asked to be left alone, a day at most.
    #[must_use]
    pub fn pause_seconds(&self) -> Option<i64> {
        match self {
            Self::Answered {
                retry_after_seconds: Some(seconds),
                ..
            } if self.is_overload() => Some((*seconds).clamp(0, RETRY_AFTER_SECONDS_MAX)),
            _ => None,
        }
    }

    /// What the delivery log says, when the attempt failed.
    fn error(&self) -> Option<String> {
        match self {
            Self::Answered { status: 200..=299, .. } => None,
            Self::Answered { status: 410, .. } => {
                Some("the receiver answered 410: it wants no more messages".to_owned())
            }
            Self::Answered { status: 300..=399, .. } => {
                Some("the receiver redirects, and redirects are not followed: enter the final URL".to_owned())
            }
            Self::Answered { status, .. } => Some(format!("the receiver answered {status}")),
            Self::NoAnswer { reason } => Some(reason.clone()),
        }
    }

    fn status(&self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(*status),
            Self::NoAnswer { .. } => None,
        }
    }
}

/// One message to one endpoint: a row of the outbox while pending, a line of the delivery log afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// `{transition}:{endpoint}`: the same transition is never queued twice for the same endpoint.
    pub id: String,
    /// The `webhook-id` header, the same on every attempt: the transition's id.
    pub message_id: String,
    /// The receiver.
    pub endpoint: String,
    /// The service whose outbox holds this row.
    pub service: ServiceSlug,
    /// `incident.opened`, …
    pub event: String,
    /// The incident that it tells of: its messages reach an endpoint in the order of `sequence`. `None` for a test.
    pub incident: Option<IncidentId>,
    /// The transition's place in its incident.
    pub sequence: u32,
    /// The exact bytes that are signed and sent.
    pub body: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// How far it has come.
    pub state: DeliveryState,
    /// Attempts made.
    pub attempts: u32,
    /// When the next attempt is due.
    pub next_at: Timestamp,
    /// HTTP status of the last attempt, when there was an answer.
    pub last_status: Option<u16>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

impl Delivery {
    /// A row for a transition that has just happened.
    #[must_use]
    pub fn new(endpoint: &Endpoint, service: &ServiceSlug, transition: &Transition, body: String) -> Self {
        Self {
            id: format!("{}:{}", transition.id, endpoint.id),
            message_id: transition.id.clone(),
            endpoint: endpoint.id.clone(),
            service: service.clone(),
            event: format!("incident.{}", transition.kind.as_str()),
            incident: None,
            sequence: transition.sequence,
            body,
            created_at: transition.at,
            state: DeliveryState::Pending,
            attempts: 0,
            next_at: transition.at,
            last_status: None,
            last_error: None,
        }
    }

    /// The same row as a part of an incident, whose messages go out one after the other.
    #[must_use]
    pub fn of_incident(mut self, incident: &IncidentId) -> Self {
        self.incident = Some(incident.clone());
        self
    }

    /// The row as it is stored before an attempt: counted, and kept from others until the attempt must be over. If the
    /// process dies during the attempt, the message is sent again then, under the same `message_id`.
    #[must_use]
    pub fn attempted(mut self, now: Timestamp) -> Self {
        self.attempts = self.attempts.saturating_add(1);
        self.next_at = Timestamp(now.0 + ATTEMPT_LEASE_SECONDS);
        self
    }

    /// The row after its attempt (see [`Delivery::attempted`]) came to `outcome` at `now`.
    ///
    /// 2xx ends it well. 410 and the tenth failure end it badly. Any other failure is tried again after the wait of the
    /// schedule, or after the receiver's `Retry-After` when that is longer and the receiver said that it is overloaded.
    #[must_use]
    pub fn after(mut self, outcome: &Outcome, now: Timestamp) -> Self {
        self.last_status = outcome.status();
        self.last_error = outcome.error();
        self.state = if outcome.is_success() {
            DeliveryState::Delivered
        } else if outcome.is_gone() || self.is_exhausted() {
            DeliveryState::Failed
        } else {
            DeliveryState::Pending
        };
        self.next_at = match self.state {
            DeliveryState::Pending => {
                let wait = self.wait_seconds().max(outcome.pause_seconds().unwrap_or(0));
                Timestamp(now.0 + wait)
            }
            DeliveryState::Delivered | DeliveryState::Failed => now,
        };
        self
    }

    /// The row when it can't be sent any more, for a reason that has nothing to do with the message.
    #[must_use]
    pub fn abandoned(mut self, reason: &str, now: Timestamp) -> Self {
        self.state = DeliveryState::Failed;
        self.last_error = Some(reason.to_owned());
        self.next_at = now;
        self
    }

    /// The row when it has to wait for something else: the attempt was not made and does not count.
    #[must_use]
    pub fn parked(mut self, until: Timestamp) -> Self {
        self.next_at = until;
        self
    }

    /// Whether the schedule has no attempt left.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        usize::try_from(self.attempts).is_ok_and(|attempts| attempts >= RETRY_SECONDS.len())
    }

    /// The wait before the next attempt. The jitter comes from the id, so that a repeated decision is the same.
    fn wait_seconds(&self) -> i64 {
        let attempts = usize::try_from(self.attempts).unwrap_or(usize::MAX);
        let wait = RETRY_SECONDS[attempts.min(RETRY_SECONDS.len() - 1)];
        let span = 2 * JITTER_PERMILLE + 1;
        let of_attempt = self.id.bytes().chain(self.attempts.to_le_bytes());
        let draw = i64::from(fnv1a(of_attempt)).rem_euclid(span) - JITTER_PERMILLE;
        wait + wait * draw / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_744_804_980);

    fn delivery(id: &str) -> Delivery {
        Delivery {
            id: id.to_owned(),
            message_id: "m".to_owned(),
            endpoint: "ep_1".to_owned(),
            service: ServiceSlug::parse("spotify").unwrap(),
            event: "incident.opened".to_owned(),
            incident: None,
            sequence: 1,
            body: "{}".to_owned(),
            created_at: NOW,
            state: DeliveryState::Pending,
            attempts: 0,
            next_at: NOW,
            last_status: None,
            last_error: None,
        }
    }

    fn answered(status: u16, retry_after_seconds: Option<i64>) -> Outcome {
        Outcome::Answered {
            status,
            retry_after_seconds,
        }
    }

    fn endpoint() -> Endpoint {
        Endpoint {
            id: "ep_1".to_owned(),
            url: "https://example.com/hook?token=tell-nobody".to_owned(),
            format: Format::Standard,
            secrets: vec!["whsec_old".to_owned()],
            services: Vec::new(),
            events: Vec::new(),
            description: String::new(),
            from_config: false,
            disabled: false,
            created_at: NOW,
            rotated_at: None,
        }
    }

    #[test]
    fn only_2xx_delivers_and_only_410_is_final_at_once() {
        for status in [200, 202, 204, 299] {
            let after = delivery("a").attempted(NOW).after(&answered(status, None), NOW);
            assert_eq!(after.state, DeliveryState::Delivered);
            assert_eq!((after.last_status, after.last_error), (Some(status), None));
        }
        for status in [100, 301, 308, 400, 401, 404, 409, 429, 500, 503] {
            let after = delivery("a").attempted(NOW).after(&answered(status, None), NOW);
            assert_eq!(after.state, DeliveryState::Pending, "{status}");
            assert!(after.next_at > NOW && after.last_error.is_some());
        }
        let gone = delivery("a").attempted(NOW).after(&answered(410, None), NOW);
        assert_eq!(gone.state, DeliveryState::Failed);
    }

    #[test]
    fn ten_failures_follow_the_schedule_and_end_it() {
        let mut row = delivery("a");
        let mut now = NOW;
        let lost = Outcome::NoAnswer {
            reason: "no answer".to_owned(),
        };
        for planned in &RETRY_SECONDS[1..] {
            row = row.attempted(now).after(&lost, now);
            assert_eq!(row.state, DeliveryState::Pending);
            let wait = row.next_at.0 - now.0;
            assert!((wait - planned).abs() * 10 <= *planned, "{wait} for {planned}");
            now = row.next_at;
        }
        row = row.attempted(now).after(&lost, now);
        assert_eq!((row.state, row.attempts), (DeliveryState::Failed, 10));
        assert_eq!(row.last_error.as_deref(), Some("no answer"));
    }

    #[test]
    fn retry_after_lengthens_a_wait_of_the_overloaded_and_a_day_is_the_most() {
        let wait = |outcome: &Outcome| delivery("a").attempted(NOW).after(outcome, NOW).next_at.0 - NOW.0;
        for status in [429, 502, 503, 504] {
            assert_eq!(wait(&answered(status, Some(120))), 120);
            assert_eq!(wait(&answered(status, Some(i64::MAX))), 86_400);
            assert!((4..=6).contains(&wait(&answered(status, Some(-9)))));
        }
        assert!(
            (4..=6).contains(&wait(&answered(500, Some(120)))),
            "500 cannot ask for a pause"
        );
    }

    #[test]
    fn jitter_spreads_messages() {
        let mut row = delivery("a");
        row.attempts = 8;
        let waits: std::collections::BTreeSet<i64> = (0..100)
            .map(|i| {
                row.id = format!("spotify-{i}:ep_1");
                row.wait_seconds()
            })
            .collect();
        assert!(waits.len() > 50, "{}", waits.len());
    }

    #[test]
    fn the_old_secret_signs_for_one_more_day() {
        let mut endpoint = endpoint();
        endpoint.rotate("whsec_new".to_owned(), NOW);
        assert_eq!(endpoint.signing_secrets(NOW), ["whsec_new", "whsec_old"]);
        let tomorrow = Timestamp(NOW.0 + SECRET_OVERLAP_SECONDS);
        assert_eq!(endpoint.signing_secrets(tomorrow), ["whsec_new"]);
        endpoint.rotate("whsec_newer".to_owned(), NOW);
        assert_eq!(endpoint.secrets, ["whsec_newer", "whsec_new"]);
    }

    #[test]
    fn debug_text_holds_neither_secret_nor_url() {
        let text = format!("{:?}", endpoint());
        assert!(!text.contains("whsec") && !text.contains("tell-nobody"), "{text}");
    }

    #[test]
    fn what_lets_one_post_to_a_chat_is_not_shown() {
        let standard = endpoint();
        assert_eq!(standard.shown_url(), standard.url);
        for url in [
            "https://hooks.example.com/services/T0/B0/tell-nobody",
            "https://hooks.example.com?sig=tell-nobody",
            "https://hooks.example.com#tell-nobody",
        ] {
            for format in [Format::Slack, Format::Discord, Format::Teams] {
                let endpoint = Endpoint {
                    url: url.to_owned(),
                    format,
                    ..endpoint()
                };
                assert_eq!(endpoint.shown_url(), "https://hooks.example.com/…");
            }
        }
    }

    #[test]
    fn formats_have_one_name_everywhere() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.as_str()), Some(format));
            let json = serde_json::to_value(format).unwrap();
            assert_eq!(json, format.as_str());
        }
        assert_eq!(Format::parse("Slack"), None);
    }

    #[test]
    fn endpoints_of_older_versions_are_standard_ones() {
        let mut stored = serde_json::to_value(endpoint()).unwrap();
        stored.as_object_mut().unwrap().remove("format");
        let read: Endpoint = serde_json::from_value(stored).unwrap();
        assert_eq!(read, endpoint());
    }

    proptest! {
        #[test]
        fn whatever_the_answers_it_ends_within_ten_attempts_and_never_runs_early(
            id in "[a-z0-9:-]{1,60}",
            answers in proptest::collection::vec((100_u16..600, proptest::option::of(any::<i64>())), 1..30),
        ) {
            let mut row = delivery(&id);
            for (status, retry_after_seconds) in answers {
                if row.state != DeliveryState::Pending {
                    break;
                }
                let now = row.next_at;
                let outcome = answered(status, retry_after_seconds);
                row = row.attempted(now).after(&outcome, now);
                let wait = row.next_at.0 - now.0;
                match row.state {
                    DeliveryState::Pending => {
                        prop_assert!((4..=86_400 * 11 / 10).contains(&wait));
                        prop_assert!(wait >= outcome.pause_seconds().unwrap_or(0));
                    }
                    DeliveryState::Delivered => prop_assert!((200..300).contains(&status)),
                    DeliveryState::Failed => prop_assert!(status == 410 || row.attempts == 10),
                }
            }
            prop_assert!(row.attempts <= 10);
        }
    }
}
