use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use bauta_crypto::{Found, RevealKey, SealedToken, TokenError, VaultToken, VaultTokens};
use bauta_engine::{Code, Diagnostic, vault_problem};
use bauta_keys::KeySource;
use bauta_model::Secret;
use bauta_trust::AuditEvent;

use crate::args::{Format, RevealArguments, TokenCommand};
use crate::console::Console;
use crate::exit::{self, Failure};
use crate::files;
use crate::keys::Unlocking;
use crate::render::tokens;
use crate::state;

pub(super) fn run(command: &TokenCommand, console: Console) -> Result<(), Failure> {
    match command {
        TokenCommand::Reveal(arguments) => reveal(arguments, console),
    }
}

fn reveal(arguments: &RevealArguments, console: Console) -> Result<(), Failure> {
    if arguments.reason.trim().is_empty() {
        return Err(Diagnostic::new(Code::BadUsage, "the reason is empty")
            .at("--reason")
            .hint("say why, for whoever reads the audit log")
            .into());
    }
    let (state, _) = state::find(&arguments.state)?;
    let texts = read_tokens(&arguments.tokens)?;
    let unlocking = Unlocking::new("--passphrase", arguments.passphrase.as_deref())?;
    let key = KeySource::parse(&arguments.key)?.reveal(&unlocking)?;
    let values = open(&texts, &key, arguments.vault.as_deref())?;
    // Told before it is done: whoever has seen a value stands in the log.
    state.audit().append(&AuditEvent::TokenRevealed {
        environment: key.environment().to_owned(),
        key_id: key.public().id().to_string(),
        tokens: values.len() as u64,
        reason: arguments.reason.trim().to_owned(),
    })?;
    let text = match console.format {
        Format::Text => tokens::lines(&values),
        Format::Json => tokens::document(&texts, &values),
    };
    let mut out = io::stdout().lock();
    let written = out.write_all(text.expose()).and_then(|()| out.flush());
    written.map_err(|error| exit::write_failure(&error))
}

/// The values of all tokens, in their order; or all that is wrong with any.
fn open(
    texts: &[String],
    key: &RevealKey,
    vault: Option<&Path>,
) -> Result<Vec<Secret<Vec<u8>>>, Failure> {
    let mut problems = Vec::new();
    let mut found = look_up(texts, key, vault)?;
    let mut values = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        let opened = match VaultToken::parse(text) {
            Ok(token) => of_vault(&token, key, found.as_mut()),
            Err(_) => SealedToken::parse(text)
                .and_then(|token| token.open(key))
                .map_err(|error| problem(error, key)),
        };
        match opened {
            Ok(value) => values.push(value),
            Err(problem) => problems.push(problem.at(format!("token {}", index + 1))),
        }
    }
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(problems.into())
    }
}

/// What a vault has, by the bytes of the tokens.
struct Looked {
    found: BTreeMap<[u8; 16], Found>,
    passed_over: u32,
}

fn look_up(
    texts: &[String],
    key: &RevealKey,
    vault: Option<&Path>,
) -> Result<Option<Looked>, Diagnostic> {
    let Some(path) = vault else {
        return Ok(None);
    };
    let mut wanted = VaultTokens::default();
    for token in texts.iter().filter_map(|text| VaultToken::parse(text).ok()) {
        if token.environment() == key.environment() {
            wanted.add(&token);
        }
    }
    let file = File::open(path).map_err(|error| {
        let message = format!("cannot read the vault: {}", error.kind());
        Diagnostic::new(Code::Io, message).at(files::shown(path))
    })?;
    let (found, passed_over) = wanted
        .look_up(BufReader::with_capacity(1 << 18, file), key)
        .map_err(|error| vault_problem(&error, path))?;
    Ok(Some(Looked { found, passed_over }))
}

fn of_vault(
    token: &VaultToken,
    key: &RevealKey,
    looked: Option<&mut Looked>,
) -> Result<Secret<Vec<u8>>, Diagnostic> {
    if token.environment() != key.environment() {
        return Err(problem(TokenError::OtherEnvironment, key));
    }
    let Some(looked) = looked else {
        return Err(
            Diagnostic::new(Code::BadUsage, "the value of this token is in a vault")
                .hint("name it with --vault"),
        );
    };
    if let Some(found) = looked.found.get(&token.bytes()) {
        return Ok(Secret::new(found.value.expose().clone()));
    }
    let missing = Diagnostic::new(Code::UnknownToken, "the vault does not have this token");
    Err(match looked.passed_over {
        0 => missing.hint("is it the vault of the run that made the clone?"),
        some => missing.hint(format!(
            "{some} of its segments are for another reveal key of this environment"
        )),
    })
}

fn problem(error: TokenError, key: &RevealKey) -> Diagnostic {
    let (code, hint) = match error {
        TokenError::OtherEnvironment => (
            Code::WrongKey,
            format!(
                "this is the key of `{}`; each environment's tokens open with its own",
                key.environment()
            ),
        ),
        TokenError::OtherKey => (
            Code::WrongKey,
            "the id of its key stands in the token, before the last dot".to_owned(),
        ),
        TokenError::Altered => (
            Code::AlteredToken,
            "was it cut off, or changed in case, on its way?".to_owned(),
        ),
        _ => (
            Code::BadToken,
            "tokens begin with `bt1.`, `bs1.` or `bv1.`".to_owned(),
        ),
    };
    Diagnostic::new(code, error.to_string()).hint(hint)
}

/// Tokens of the command line, or of standard input.
fn read_tokens(given: &[String]) -> Result<Vec<String>, Diagnostic> {
    let usage = |message: &str| Diagnostic::new(Code::BadUsage, message);
    let tokens: Vec<String> = match given {
        [] => lines(io::stdin().lock())?,
        [dash] if dash == "-" => lines(io::stdin().lock())?,
        given if given.iter().any(|token| token == "-") => {
            return Err(usage(
                "`-` stands alone: the tokens come from standard input then",
            ));
        }
        given => given.to_vec(),
    };
    if tokens.is_empty() {
        return Err(usage("there is no token to reveal"));
    }
    Ok(tokens)
}

fn lines(source: impl Read) -> Result<Vec<String>, Diagnostic> {
    let mut text = String::new();
    let read = source.take(LONGEST_BYTES + 1).read_to_string(&mut text);
    let read = read.map_err(|error| {
        let message = format!("cannot read the tokens: {}", error.kind());
        Diagnostic::new(Code::Io, message)
    })?;
    if read as u64 > LONGEST_BYTES {
        return Err(Diagnostic::new(
            Code::BadUsage,
            "these are more tokens than are read at once",
        )
        .hint("reveal them in several parts of up to 64 MiB"));
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_owned).collect())
}

const LONGEST_BYTES: u64 = 64 << 20;
