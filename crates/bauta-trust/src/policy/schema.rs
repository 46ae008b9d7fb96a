use serde_json::{Map, Value, json};

/// The JSON Schema of policies, draft 2020-12, for editors.
pub fn policy_schema() -> Value {
    let mut top = section();
    top.insert(
        "version".into(),
        json!({"const": 1, "description": "Version of the format."}),
    );
    top.insert(
        "environments".into(),
        json!({
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/environment"},
            "description": "What holds otherwise in an environment. Once one is named, others are refused.",
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bauta policy",
        "type": "object",
        "required": ["version"],
        "additionalProperties": false,
        "properties": top,
        "$defs": {
            "environment": {
                "type": "object",
                "additionalProperties": false,
                "properties": section(),
            },
        },
    })
}

/// What may stand at the top and in an environment.
fn section() -> Map<String, Value> {
    let keys = SIGNING.iter().chain(LIMITS).chain(RUNS);
    let described = keys.map(|(key, what, schema)| {
        let mut schema = schema();
        if let Value::Object(map) = &mut schema {
            map.insert("description".into(), (*what).into());
        }
        ((*key).to_owned(), schema)
    });
    described.collect()
}

type Key = (&'static str, &'static str, fn() -> Value);

/// Who may sign, and what is signed.
const SIGNING: &[Key] = &[
    (
        "allowed_signers",
        "Who may sign: a file as `ssh-keygen -Y verify` reads it; a relative path is beside the policy.",
        || json!({"type": "string", "minLength": 1}),
    ),
    (
        "revoked",
        "Approvals (`sha256:` of approval.json) and keys (`SHA256:`, as `ssh-keygen -l` shows them) that no longer count. Adds up with those at the top.",
        || {
            let pattern = "^(sha256:[0-9a-f]{64}|SHA256:[A-Za-z0-9+/]{43})$";
            json!({"type": "array", "items": {"type": "string", "pattern": pattern}})
        },
    ),
    (
        "revoked_keys",
        "Keys that no longer count: a file as `ssh-keygen -k` writes it, or public keys, one on a line; a relative path is beside the policy. Adds up with those at the top.",
        || json!({"type": "string", "minLength": 1}),
    ),
    (
        "lowest_serial",
        "Approvals of a lower serial are void, so that none can be put back.",
        number,
    ),
    (
        "approvals",
        "How many people have to approve.",
        || json!({"type": "integer", "minimum": 1, "default": 1}),
    ),
    (
        "separate_author",
        "Whether the author has to sign, and nobody approves what he has written.",
        || json!({"type": "boolean", "default": true}),
    ),
    (
        "longest_approval_days",
        "How long an approval may be valid, from its day of issue.",
        number,
    ),
];

/// How far profiles may go.
const LIMITS: &[Key] = &[
    (
        "longest_exception_days",
        "How long an exception may last, from its day of issue.",
        number,
    ),
    (
        "shortest_reason",
        "How many characters the reason of an exception must have.",
        || json!({"type": "integer", "minimum": 0, "default": 20}),
    ),
    (
        "never_kept",
        "Kinds of finding that no exception keeps.",
        texts,
    ),
    (
        "sources",
        "Where staging credentials may come from: `env:NAME`, `file:PATH`, `command:PROGRAM ARGUMENTS`; `*` at the end stands for any rest. None where it is left out.",
        texts,
    ),
    (
        "staging_hosts",
        "Hosts that may take the place of production hosts: a name, or `*.` and a domain.",
        texts,
    ),
    (
        "sealed_tokens",
        "Which tokens that can be opened again are allowed.",
        || json!({"enum": ["none", "random", "deterministic"], "default": "random"}),
    ),
];

/// What belongs to a run.
const RUNS: &[Key] = &[
    (
        "longest_clone_days",
        "How long a clone may live, extensions included.",
        number,
    ),
    (
        "state",
        "Whether a run is refused that finds no audit log of earlier runs.",
        || json!({"enum": ["required", "optional"], "default": "optional"}),
    ),
    ("require", "What every run has to have.", || {
        let words = ["approval", "attestation", "registration", "verification"];
        json!({"type": "array", "uniqueItems": true, "items": {"enum": words}})
    }),
];

fn number() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn texts() -> Value {
    json!({"type": "array", "items": {"type": "string", "minLength": 1}})
}
