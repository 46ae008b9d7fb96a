//! What a profile asks for, held against the policy of its environment.

use bauta_profile::Exception;

use super::compile::Settings;
use super::exceptions::place;
use crate::error::{Code, Diagnostic};

/// Everything that the policy forbids.
pub(super) fn check(settings: &Settings) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (from, to) in &settings.profile.endpoints {
        // What is nowhere needs nobody's leave.
        if !to.ends_with(".invalid") && !settings.policy.allows_host(to) {
            let message = format!("the policy does not list `{to}` under `staging_hosts`");
            problems.push(
                Diagnostic::new(Code::AgainstPolicy, message)
                    .at(format!("endpoints > {from}"))
                    .hint("name a staging host that it lists"),
            );
        }
    }
    for exception in &settings.profile.exceptions {
        problems.extend(exceeds(settings, exception));
    }
    problems
}

/// What of an exception goes too far.
fn exceeds(settings: &Settings, exception: &Exception) -> Vec<Diagnostic> {
    let policy = &settings.policy;
    let against = |message: String, hint: &str| {
        let problem = Diagnostic::new(Code::AgainstPolicy, message);
        problem.at(place(exception)).hint(hint)
    };
    let mut problems = Vec::new();
    let days = exception.issued.days_until(exception.expires);
    if let Some(longest) = policy.longest_exception_days
        && days > i64::from(longest)
    {
        problems.push(against(
            format!("the exception lasts {days} days, the policy allows {longest}"),
            "let it expire earlier, and renew it if it is still needed then",
        ));
    }
    let shortest = policy.shortest_reason as usize;
    if exception.reason.trim().chars().count() < shortest {
        problems.push(against(
            format!("the policy wants a reason of at least {shortest} characters"),
            "say why the value has to stay",
        ));
    }
    for kind in &exception.kinds {
        if policy.never_kept.contains(kind) {
            problems.push(against(
                format!("the policy never lets `{kind}` stay"),
                "mask the column",
            ));
        }
    }
    problems
}
