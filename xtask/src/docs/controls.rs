//! What each feature contributes to the controls of known standards: the one table of them.

const HEAD: &str = "<!-- Written by `cargo xtask docs`; change the table in `xtask/src/docs/controls.rs` instead. -->
# Controls

What bauta contributes to controls of known standards, for those who fill in the forms. No tool
fulfils a control by itself: people have to decide, approve, revoke and look, and the pages named
here say how far each piece of evidence goes.

Keyed masking is **pseudonymisation, not anonymisation**: whoever holds the environment's key, or
enough knowledge of the people in it, can link rows to them. A clone stays personal data under the
GDPR, less exposed than the original. Whether data counts as anonymous or de-identified is for
people to decide, and bauta never says so.

What the words *approval*, *attestation*, *audit log* and *register of clones* stand for, and who is
trusted for what, is told in [trust.md](trust.md).
";

/// A standard, in the edition that is meant, and what bauta has to do with its controls.
struct Standard {
    title: &'static str,
    controls: &'static [Control],
}

/// Number and name of a control, the features that matter to it, and what they contribute.
type Control = (&'static str, &'static str, &'static str, &'static str);

/// The page.
pub(crate) fn page() -> String {
    let mut page = vec![HEAD.to_owned()];
    for standard in STANDARDS {
        page.push(format!("## {}\n", standard.title));
        page.push("| control | feature | contributes |\n|---|---|---|".to_owned());
        for (number, name, feature, contributes) in standard.controls {
            page.push(format!("| {number} {name} | {feature} | {contributes} |"));
        }
        page.push(String::new());
    }
    page.join("\n")
}

static STANDARDS: &[Standard] = &[
    Standard {
        title: "OWASP Non-Human Identities Top 10, 2025",
        controls: NHI,
    },
    Standard {
        title: "OWASP Top 10 for Agentic Applications",
        controls: AGENTIC,
    },
    Standard {
        title: "NIST Cybersecurity Framework 2.0",
        controls: CSF,
    },
    Standard {
        title: "NIST SP 800-53 revision 5",
        controls: SP_800_53,
    },
    Standard {
        title: "NIST SP 800-207, zero trust",
        controls: SP_800_207,
    },
    Standard {
        title: "ISO/IEC 27001:2022, Annex A",
        controls: ISO_27001,
    },
    Standard {
        title: "PCI DSS 4.0",
        controls: PCI_DSS,
    },
    Standard {
        title: "GDPR",
        controls: GDPR,
    },
    Standard {
        title: "HIPAA, 45 CFR 164.514",
        controls: HIPAA,
    },
];

static NHI: &[Control] = &[
    (
        "NHI1",
        "Improper Offboarding",
        "`bauta clone retire`",
        "Lists the credentials that were staged into a clone and have to be revoked with it. Revoking them is left to people.",
    ),
    (
        "NHI2",
        "Secret Leakage",
        "detectors, `secrets: scrub`",
        "Finds secrets in rows, statements and containers within values, and puts dead ones of the same shape in their place. A secret of an unknown kind without telling form or name can pass.",
    ),
    (
        "NHI5",
        "Overprivileged NHI",
        "`bauta inspect`",
        "Takes an inventory of roles, grants and definers in a dump. It does not judge whether privileges are needed.",
    ),
    (
        "NHI7",
        "Long-Lived Secrets",
        "`replacements:`",
        "`rotate_by` tells when a staging credential has to be exchanged; clones have an end.",
    ),
    (
        "NHI8",
        "Environment Isolation",
        "keys per environment, `replacements:`, `endpoints:`",
        "Tokens of two environments share nothing; production credentials and hosts are replaced by those of staging.",
    ),
    (
        "NHI9",
        "NHI Reuse",
        "`bauta clone list`",
        "Secrets seen in several clones are shown by fingerprint as reused.",
    ),
];

static AGENTIC: &[Control] = &[
    (
        "ASI03",
        "Identity and Privilege Abuse",
        "`secrets: scrub`, `identities:`",
        "Agents that work on a clone find no credential that works elsewhere, but those staged on purpose.",
    ),
    (
        "ASI04",
        "Agentic Supply Chain Vulnerabilities",
        "`bauta attestation verify`",
        "A pipeline can refuse data that no trusted runner has attested.",
    ),
    (
        "ASI06",
        "Memory & Context Poisoning",
        "`bauta mask`",
        "Personal data that is not in the clone cannot get into prompts or memories. Instructions hidden in free text that is kept are not looked for.",
    ),
];

static CSF: &[Control] = &[
    (
        "GV.RR-02",
        "Roles and responsibilities",
        "approvals, policy",
        "Author and approver are two people by key; the policy says how many have to approve.",
    ),
    (
        "ID.AM-07",
        "Inventories of data",
        "`bauta inspect`, register of clones",
        "What a dump holds by column; which clones there are, whose, where and until when.",
    ),
    (
        "PR.AA-01",
        "Identities and credentials",
        "`bauta key`, `allowed_signers`",
        "Keys per environment by id; signers with validity and revocation.",
    ),
    (
        "PR.DS-01",
        "Data at rest",
        "`bauta mask`",
        "Confidential values do not reach environments that do not need them.",
    ),
    (
        "PR.DS-10",
        "Data in use",
        "`bauta mask`",
        "Tests run on tokens that join and validate like the originals.",
    ),
    (
        "DE.CM-09",
        "Monitoring of computing",
        "audit log",
        "Runs, reveals and exports are told with actor and time; changes of the log are noticed.",
    ),
    (
        "RS.AN-06",
        "Records of an investigation are preserved",
        "audit log, attestations",
        "A chain of hashes whose heads are attested elsewhere.",
    ),
];

static SP_800_53: &[Control] = &[
    (
        "AC-5",
        "Separation of duties",
        "approvals",
        "Nobody approves a profile that he has written; both are known by their keys.",
    ),
    (
        "AU-2",
        "Event logging",
        "audit log",
        "Runs, approvals, exceptions, reveals, exports and clones are logged, values never.",
    ),
    (
        "AU-9",
        "Protection of audit information",
        "`bauta audit verify`",
        "Changed, missing and inserted entries are noticed; a cut end and a log written anew only against a head that is kept elsewhere.",
    ),
    (
        "AU-10",
        "Non-repudiation",
        "approvals, attestations",
        "Signatures over exact bytes, which others can check. That a run was as told stays the runner's word.",
    ),
    (
        "CM-3",
        "Configuration change control",
        "approvals",
        "Any change of a decision voids the approval.",
    ),
    (
        "IA-5",
        "Authenticator management",
        "detectors, `replacements:`",
        "Credentials of production do not reach clones.",
    ),
    (
        "MP-6",
        "Media sanitization",
        "`bauta clone retire`",
        "Evidence that a database or file is gone. Backups and snapshots are not seen.",
    ),
    (
        "SA-3(2)",
        "Use of live or operational data",
        "`bauta mask`, approvals, register",
        "Live data for development is approved, documented and controlled, and replaced by tokens where the profile says so.",
    ),
    (
        "SC-12",
        "Cryptographic key establishment",
        "`bauta key`",
        "One random root per environment, derived keys for each purpose; wrong and open key files are refused.",
    ),
    (
        "SI-19",
        "De-identification",
        "`bauta mask`, `bauta verify`",
        "Direct identifiers are replaced; what was not judged is counted.",
    ),
    (
        "SR-4",
        "Provenance",
        "`bauta mask --attest`",
        "Input, profile, approval, policy and output by digest.",
    ),
];

static SP_800_207: &[Control] = &[
    (
        "2.1",
        "Tenets of zero trust",
        "`mask --require-approval`",
        "Each run is decided anew on the very bytes that run, whatever was decided before.",
    ),
    (
        "3.1",
        "Policy decision",
        "policy per environment",
        "The same profile is judged differently for each environment; flags only tighten.",
    ),
    (
        "2.1",
        "Integrity is measured",
        "`bauta attestation verify`",
        "A receiver relies on digests and signatures, not on where a file came from.",
    ),
];

static ISO_27001: &[Control] = &[
    (
        "A.8.11",
        "Data masking",
        "`bauta mask`, `bauta verify`",
        "Masking by rule and by what columns hold, with a proof over the output.",
    ),
    (
        "A.8.31",
        "Separation of environments",
        "keys per environment, `databases:`, `endpoints:`",
        "A clone names no production database or host, and shares no token with another environment.",
    ),
    (
        "A.8.33",
        "Test information",
        "approvals, register, `bauta clone check`",
        "Test data is authorised, logged, and deleted when its time is up, as far as people act on the check.",
    ),
    (
        "A.5.3",
        "Segregation of duties",
        "approvals",
        "Author and approver differ by key and by name.",
    ),
    (
        "A.8.15",
        "Logging",
        "audit log",
        "Protected against unnoticed change, with the limits of a chain.",
    ),
];

static PCI_DSS: &[Control] = &[
    (
        "6.5.5",
        "Live PANs are not used in pre-production",
        "`card-number`, detectors",
        "Card numbers are replaced by ones of the same form; those found in text are redacted. A number that fails its check digit is not taken for one.",
    ),
    (
        "6.5.6",
        "Test data is removed before production",
        "`bauta_clone`, register",
        "A database says of itself that it is a clone, and of which environment.",
    ),
    (
        "3.6.1",
        "Keys are protected",
        "`bauta key`",
        "Key files for their owner alone; keys stay out of logs, errors and core files.",
    ),
    (
        "10.3",
        "Audit logs are protected",
        "`bauta audit verify`",
        "Changes are noticed; access to the files is the system's matter.",
    ),
];

static GDPR: &[Control] = &[
    (
        "Art. 4(5)",
        "Pseudonymisation",
        "`bauta mask`",
        "Tokens cannot be attributed without the key, which is kept apart. The clone remains personal data.",
    ),
    (
        "Art. 5(1)(e)",
        "Storage limitation",
        "`mask --register`, `bauta clone check`",
        "Every registered clone has an end, and one that outlives it is told.",
    ),
    (
        "Art. 17",
        "Erasure",
        "`bauta clone list --source-digest`",
        "Which clones a person's data may be in, so that they can be dropped or made anew.",
    ),
    (
        "Art. 25",
        "Data protection by design and by default",
        "`unlisted: refuse`",
        "A column that nobody decided on stops the run; nothing passes by default.",
    ),
    (
        "Art. 30",
        "Records of processing",
        "attestations, register",
        "What was processed, for which purpose and until when.",
    ),
    (
        "Art. 32",
        "Security of processing",
        "`bauta mask`, `bauta verify`, audit log",
        "Pseudonymisation, and a way to test that it works.",
    ),
];

static HIPAA: &[Control] = &[
    (
        "(b)(1)",
        "Expert determination",
        "`bauta verify`, attestations",
        "Evidence that an expert can use. bauta makes no determination.",
    ),
    (
        "(b)(2)",
        "Safe harbor",
        "transformers, detectors",
        "Rules for the listed identifiers where a profile names them; free text has to be redacted whole to be sure.",
    ),
    (
        "(c)",
        "Re-identification codes",
        "tokens",
        "Tokens come from a secret key and not from what they replace alone. Whether they may be used as codes is for people to decide.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_says_what_and_by_what_in_a_sentence() {
        for standard in STANDARDS {
            assert!(!standard.controls.is_empty(), "{}", standard.title);
            for (number, name, feature, contributes) in standard.controls {
                assert!(!number.is_empty() && !name.is_empty() && !feature.is_empty());
                assert!(contributes.ends_with('.'), "{number}");
                assert!(!contributes.contains('|'), "{number}");
            }
        }
    }

    #[test]
    fn the_page_promises_no_anonymity() {
        let page = page();
        assert!(page.contains("pseudonymisation, not anonymisation"));
        for word in ["complies", "compliant", "guarantees", "fully"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}
