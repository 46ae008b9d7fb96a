//! The streaming engine: source ─▶ scan ─▶ plan ─▶ mask ─▶ sink.
//!
//! [`Job`] is the one way in; the command line and the window are shells around it.
//!
//! ```
//! use bauta_crypto::EnvironmentKey;
//! use bauta_engine::{Cancel, Input, Job, Output, ProfileSource, Silent};
//! let profile = ProfileSource::of("tables: { t: { columns: { a: { transformer: redact } } } }");
//! let dump = "CREATE TABLE public.t (a text);\nCOPY public.t (a) FROM stdin;\nAda\n\\.\n";
//! let input = Input::from_reader(std::io::Cursor::new(dump));
//! let job = Job::new(profile, input, Output::Discard, EnvironmentKey::from_root("test", [7; 32]));
//! let report = job.mask(&mut Silent, &Cancel::default()).unwrap();
//! assert_eq!(report.tables[0].columns[0].changed, 1);
//! ```

mod source;

mod scan;

mod plan;

mod mask;

mod read;

mod sink;

mod observe;

mod pipeline;

mod job;

mod learning;

mod shuffle;

mod settings_pair;

mod inspect;

mod approval;

mod drift;

mod check;

mod preview;

mod draft;

mod survey;

mod report;

mod sarif;

mod review;

mod verify;

mod vault;

mod reversal;

mod presets;

mod own_rules;

mod state;

mod evidence;

mod banner;

mod lifecycle;

mod trusted_keys;

mod server;

mod hex;

mod error;

pub use approval::{
    ApprovalStore, Approved, Examined, Gate, LastApproval, PendingApproval, read_policies,
    read_signers, read_trust_file,
};
pub use check::CheckReport;
pub use draft::{Basis, Draft};
pub use error::{Code, Diagnostic, EngineError, Outcome, Signal};
pub use evidence::{Attest, Evidence, InputDigest, Registration, latest_end, sha256_of};
pub use inspect::{
    Coverage, Fingerprints, IDENTITY_KINDS, Inspect, InspectedColumn, InspectedIdentity,
    InspectedLeaf, InspectedSecret, InspectedTable, Inspection, Offline, Spot,
};
pub use job::{Detect, Job, ProfileSource};
pub use lifecycle::{confirmed, extended, imported, retired};
pub use observe::{Event, Observer, Silent};
pub use own_rules::own_rules;
pub use pipeline::Cancel;
pub use preview::{Preview, PreviewTable};
pub use report::{
    ColumnReport, EvidenceReport, ExceptionReport, FoundReport, IdentityReport, ProfileReport,
    Report, ReversalReport, RunReport, StoredReport, TableReport, VaultReport,
};
pub use review::{
    ColumnShapes, LengthGroup, PatternGroup, Review, ReviewedColumn, ReviewedTable, Subject,
};
pub use server::DatabaseUrl;
pub use sink::Output;
pub use source::Input;
pub use state::{AuditLog, AuditTrail, Clock, CloneRegister, LogAge, State};
pub use survey::{
    Edited, JudgedColumn, JudgedTable, Judgement, RuleOrigin, SampledColumn, SampledTable, Survey,
    Trial, TrialColumn, TrialRow,
};
pub use trusted_keys::trusted_keys;
pub use vault::problem_of as vault_problem;
pub use verify::{Check, Covered, Leftover, Proof, Verification};
