//! An incident that is found again in the counts of whole minutes, because the tracker that found it first cannot be read any
//! more. What was seen within a minute is not seen again: its steps would come some seconds later, and by other numbers.
//! What people have been told stays as they were told it.

use super::bucket::{Minute, Timestamp};
use super::incident::{Incident, Phase, Transition};
use super::tracker::Tracker;

/// A step that a look within a minute has led to comes again with the end of that minute.
const SAME_STEP_SECONDS: i64 = 60;

impl Tracker {
    /// After the minute `last`: takes what people had been told of its incident by then in place of what it makes of the same
    /// minutes, and how sure that was. Says whether there is anything beyond what they were told in all.
    pub fn keep_told(&mut self, told: &Incident, last: Minute) -> bool {
        let course = self.course_mut().filter(|course| course.incident.id == told.id);
        let Some(course) = course else { return true };
        let incident = &mut course.incident;
        incident.confidence = told.confidence.clone();
        // Whose trouble it is does not show in the counts of one service.
        if told.phase == Phase::Retracted || told.is_held() {
            return false;
        }
        keep_steps(incident, told, last.plus(1).start());
        keep_times(incident, told);
        let steps = |incident: &Incident| incident.transitions.last().map(|step| step.sequence);
        steps(incident) > steps(told)
    }
}

/// Steps that were told, up to this moment; after all of them those that nobody knows yet.
fn keep_steps(incident: &mut Incident, told: &Incident, now: Timestamp) {
    let Some(last_told) = told.transitions.last().map(|step| step.at) else {
        return;
    };
    let is_told = |step: &Transition| {
        step.at <= last_told
            || told.transitions.iter().any(|known| {
                let is_alike = (known.kind, known.region) == (step.kind, step.region);
                is_alike && step.at.0 - known.at.0 < SAME_STEP_SECONDS
            })
    };
    let by_now = told.transitions.iter().filter(|step| step.at <= now).cloned();
    let own = std::mem::replace(&mut incident.transitions, by_now.collect());
    for step in own.into_iter().filter(|step| !is_told(step)) {
        incident.append(step);
    }
}

/// When it was noticed, and where.
fn keep_times(incident: &mut Incident, told: &Incident) {
    incident.opened_at = told.opened_at;
    incident.onset = incident.onset.min(told.opened_at.minute());
    for affected in &mut incident.regions {
        if let Some(known) = told.regions.iter().find(|known| known.region == affected.region) {
            affected.since = known.since;
            affected.onset = known.onset.max(incident.onset);
        }
    }
}
