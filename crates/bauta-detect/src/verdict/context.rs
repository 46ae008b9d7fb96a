use bauta_model::TypeClass;

use super::ColumnFacts;
use super::naming::{Naming, Words};

/// What stands around a column: its table's name, its neighbours, its keys.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) table: Naming,
    pub(crate) column: Naming,
    neighbours: Vec<Naming>,
    /// Whether it alone is the primary key.
    pub(crate) is_primary: bool,
    /// Whether it alone points to another table.
    pub(crate) is_foreign: bool,
    pub(crate) class: TypeClass,
}

impl Context {
    pub(crate) fn of(facts: &ColumnFacts<'_>) -> Self {
        let name = &facts.column.name;
        let alone = |columns: &[bauta_model::ColumnName]| columns.len() == 1 && columns[0] == *name;
        Self {
            table: Naming::of(&facts.table.table),
            column: Naming::of(name.as_str()),
            neighbours: facts
                .schema
                .columns
                .iter()
                .filter(|column| column.name != *name)
                .map(|column| Naming::of(column.name.as_str()))
                .collect(),
            is_primary: facts.column.identity
                || facts
                    .schema
                    .keys
                    .iter()
                    .any(|key| key.primary && alone(&key.columns)),
            is_foreign: facts
                .schema
                .foreign_keys
                .iter()
                .any(|key| alone(&key.columns)),
            class: facts.column.ty.class,
        }
    }

    /// Whether the table's name has one of these words, in singular or plural.
    pub(crate) fn table_says(&self, words: &str) -> bool {
        says(&self.table, words)
    }

    /// Whether the column's name has one of these words, in singular or plural.
    pub(crate) fn column_says(&self, words: &str) -> bool {
        says(&self.column, words)
    }

    /// Whether a neighbour's name has one of these words.
    pub(crate) fn neighbour_says(&self, hints: &str) -> bool {
        self.neighbours
            .iter()
            .any(|neighbour| neighbour.says_any(hints))
    }

    /// Whether a neighbour is named like one of these, numbers aside.
    pub(crate) fn neighbour_is(&self, hints: &str) -> bool {
        self.neighbours.iter().any(|neighbour| {
            hints
                .split_ascii_whitespace()
                .any(|hint| neighbour.is(hint))
        })
    }

    /// Whether rows of the table are people.
    pub(crate) fn is_about_people(&self) -> bool {
        let is_of_programs = self.table_says("oauth oauth2 api webhook token secret");
        self.table_says(PEOPLE.0) && !is_of_programs
            || !self.table_says(THINGS.0) && self.neighbour_says(PERSONAL.0)
    }

    /// Whether rows of the table are things: products, places, settings.
    pub(crate) fn is_about_things(&self) -> bool {
        !self.table_says(PEOPLE.0)
            && !self.neighbour_says(PERSONAL.0)
            && (self.table_says(THINGS.0) || self.neighbour_is(OF_THINGS.0))
    }

    /// Whether it holds whatever another column names.
    pub(crate) fn holds_settings(&self) -> bool {
        [
            "value",
            "val",
            "setting_value",
            "meta_value",
            "option_value",
            "config_value",
            "data",
        ]
        .iter()
        .any(|name| self.column.is(name))
            && self.neighbour_is(
                "key name option_name meta_key setting setting_key config_key path code k",
            )
    }

    /// Whether the column's own name says that it holds something made, not a person's.
    pub(crate) fn names_a_thing(&self) -> bool {
        self.column_says(THINGS.0)
    }

    /// Whether an address stands beside it.
    pub(crate) fn is_beside_an_address(&self) -> bool {
        self.neighbour_says(ADDRESS.0)
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(
            self.class,
            TypeClass::Text | TypeClass::Other | TypeClass::Enum | TypeClass::Array
        )
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(
            self.class,
            TypeClass::Integer | TypeClass::Decimal | TypeClass::Float
        )
    }
}

/// The kind that a table's name gives to columns with a weak name (`api_tokens.value`,
/// `oauth_applications.secret`).
pub(crate) fn kind_by_table(table: &Naming, column: &Naming) -> Option<&'static str> {
    BY_TABLE
        .iter()
        .find(|(tables, columns, _)| {
            says(table, tables) && columns.split_ascii_whitespace().any(|name| column.is(name))
        })
        .map(|(_, _, kind)| *kind)
}

/// Whether a person is named by one of the words.
pub(crate) fn is_a_person<'w>(mut words: impl Iterator<Item = &'w str>) -> bool {
    words.any(|word| PEOPLE.has(word) || PERSONS.has(word))
}

fn says(naming: &Naming, words: &str) -> bool {
    words.split_ascii_whitespace().any(|word| naming.says(word))
        || naming
            .words()
            .iter()
            .filter_map(|own| singular(own))
            .any(|own| words.split_ascii_whitespace().any(|word| word == own))
}

fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let is_sibilant = ["sses", "xes", "ches", "shes", "uses"]
        .iter()
        .any(|ending| word.ends_with(ending));
    let ending = if is_sibilant { "es" } else { "s" };
    word.strip_suffix(ending).map(str::to_owned)
}

/// Words of a table's name, names of its columns, and what those are.
static BY_TABLE: &[(&str, &str, &str)] = &[
    (
        "webhook web_hook hook webhook_endpoint webhook_subscription",
        "url uri target_url endpoint callback_url payload_url target",
        "generic-webhook",
    ),
    (
        "reset recovery forgot",
        "token code hash key digest",
        "reset-token",
    ),
    ("invitation invite", "token code key", "invite-token"),
    (
        "verification confirmation activation verify magic",
        "token code key value",
        "confirm-token",
    ),
    ("refresh", "token id value hash", "refresh-token"),
    ("static backup scratch", "token code", "recovery-codes"),
    (
        "totp otp mfa 2fa two_factor authenticator",
        "key secret seed",
        "totp-secret",
    ),
    (
        "push device",
        "token device_token registration_id",
        "device-id",
    ),
    (
        "session",
        "id token key sid sess_id data payload hash",
        "session",
    ),
    ("remember", "token selector validator key", "session"),
    (
        "oauth_client oauth_application client application socialapp app",
        "secret client_secret secret_key",
        "oauth-client-secret",
    ),
    (
        "access_token oauth personal bearer authtoken api_token socialtoken",
        "token key value token_secret",
        "access-token",
    ),
    (
        "token",
        "token key value hash digest token_hash",
        "access-token",
    ),
    (
        "api_key apikey credential secret key webhook integration",
        "key secret value token api_key hash",
        "generic-secret",
    ),
];

static PEOPLE: Words = Words(
    "\
user customer client person people employee member contact patient student teacher staff lead \
subscriber author actor guest passenger driver applicant candidate doctor physician attendee \
participant donor tenant resident citizen voter profile friend colleague recipient admin buyer \
seller kunde kunden mitarbeiter benutzer personen cliente clientes usuario empleado persona \
utilisateur employe personne utente dipendente klant klanten medewerker klient klienci pracownik \
funcionario beneficiary policyholder worker player speaker agent manager parent child children \
spouse dependent pessoa pessoas human account_holder physicians nurse visitor insured owner \
signatory emergency_contact",
);

/// Roles that people have in others' rows.
static PERSONS: Words = Words(
    "\
sender receiver recipient addressee holder cardholder contact doctor nurse father mother parent \
guardian spouse husband wife partner sibling kin referee reporter assignee requester creator \
reviewer approver signer signatory witness beneficiary payer payee debtor insured tenant landlord \
buyer seller driver pilot captain teacher instructor coach trainer host guest lead rep \
representative agent broker attorney lawyer judge supervisor boss manager ceo director founder \
billing shipping person full first last given family maiden middle real legal emergency physician \
surgeon therapist vorgesetzter ansprechpartner fahrer arzt",
);

static THINGS: Words = Words(
    "\
product item category plan feature tag role permission setting country city language film movie \
book currency status template job event brand department genre group team project file migration \
module package service server host device model article page post menu dish recipe course class \
room building store shop warehouse vehicle car part component material asset sku inventory \
campaign channel topic queue task workflow rule report dashboard widget theme color colour size \
unit type kind state region district province continent zone timezone airport station route song \
album track game species animal pet plant drug ingredient tax discount coupon collection catalog \
catalogue option attribute property variant bundle license_plan tier badge skill industry sector \
company organization organisation bank school university hospital hotel restaurant table column \
index schema database domain website app application repository branch commit environment \
cluster node container image video folder directory bucket endpoint webhook metric sensor \
machine tool supplier vendor manufacturer location office level step stage phase milestone \
produkt produkte artikel kategorie kategorien producto productos categoria categorias produit \
produits categorie prodotto prodotti articolo kategoria produto produtos flag method function \
event_type stock exchange fund symbol key field label section block layout font format policy \
segment audience cuisine sport league stadium venue planet mountain river street map port ship \
flight train line cost term contract form question survey quiz exam subject grade major lab test",
);

/// Names of columns beside which a `name` is a person's.
static PERSONAL: Words = Words(
    "\
email e_mail first_name last_name surname birth birthday dob birthdate gender ssn salary phone \
mobile passport hire_date hired prenom vorname nachname apellido apellidos cognome nazwisko \
achternaam sobrenome geburtsdatum nationality marital_status telefon telefono telephone username \
password password_hash national_id date_of_birth job_title diagnosis sex geschlecht \
fecha_nacimiento date_naissance iban card_number email_address mail",
);

/// Names of columns beside which a `name` is a thing's.
static OF_THINGS: Words = Words(
    "\
price sku slug stock quantity sort_order category_id category weight unit_price barcode ean isbn \
manufacturer brand parent_id icon color preis precio prix prezzo version rating duration cost \
list_price permissions guard_name display_order position depth currency iso_code is_default \
enabled cost_centre budget inventory in_stock",
);

/// Names of columns beside which a `state` is a place.
static ADDRESS: Words = Words(
    "\
city zip zip_code zipcode postcode postal_code street address address1 plz ort strasse country \
ville code_postal ciudad calle direccion citta cap indirizzo town line1 addr",
);
