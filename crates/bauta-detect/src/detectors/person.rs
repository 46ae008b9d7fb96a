//! What describes a person: only a column's name and its values together tell.

use bauta_model::Sensitivity::{Critical, High, Medium};

use crate::detector::Category::{Pii, Quasi, Special};
use crate::detector::Treatment::{Fake, Generalise, Keep, Null, Token};
use crate::detector::{Detector, Example};
use crate::filler::Filler;
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::column(
        "person-name",
        "Full name of a person.",
        (Pii, High, Fake),
        hints![
            full_name fullname person_name customer_name contact_name display_name real_name
            cardholder cardholder_name card_holder account_holder recipient recipient_name
            employee_name patient_name author_name billing_name shipping_name owner_name
            user_full_name complete_name nom_complet nombre_completo nome_completo
            vollstaendiger_name ansprechpartner volledige_naam naam imie_nazwisko kontoinhaber
            karteninhaber titulaire titular intestatario patient name
        ],
        plausible::name,
        &[
            Example::whole("Ada Lovelace"),
            Example::whole("Dr. Jürgen Müller"),
        ],
    ),
    Detector::column(
        "first-name",
        "Given name of a person.",
        (Pii, High, Fake),
        hints![
            first_name firstname fname given_name forename middle_name nickname vorname rufname
            prenom nombre nombre_pila nome nome_proprio voornaam imie primeiro_nome
            primer_nombre
        ],
        plausible::short_name,
        &[Example::whole("Ada"), Example::whole("Mary-Beth")],
    ),
    Detector::column(
        "last-name",
        "Family name of a person.",
        (Pii, High, Fake),
        hints![
            last_name lastname lname surname family_name familyname maiden_name birth_name
            nachname familienname geburtsname zuname nom nom_famille nom_de_famille apellido
            apellidos primer_apellido segundo_apellido cognome achternaam familienaam nazwisko
            sobrenome apelido
        ],
        plausible::short_name,
        &[
            Example::whole("Lovelace"),
            Example::whole("de la Cruz Ibáñez"),
        ],
    ),
    Detector::column(
        "username",
        "Name of an account.",
        (Pii, Medium, Token),
        hints![
            username user_name login login_name handle nick nickname screen_name user_login
            account_name benutzername benutzer identifiant pseudo usuario nombre_usuario utente
            nome_utente uzytkownik gebruikersnaam nome_usuario utilizador user_nicename uid
            samaccountname github_username twitter_handle
        ],
        plausible::username,
        &[Example::whole("ada.lovelace"), Example::whole("zoe_84")],
    ),
    Detector::column(
        "date-of-birth",
        "Date of birth.",
        (Pii, High, Generalise),
        hints![
            dob birth_date birthdate date_of_birth birthday born born_on born_at geburtsdatum
            geburtstag geb_datum date_naissance date_de_naissance naissance fecha_nacimiento
            fecha_de_nacimiento nacimiento data_nascita data_di_nascita nascita data_urodzenia
            geboortedatum data_nascimento nascimento year_of_birth birth_year
        ],
        |value| plausible::birth_date(value).max(birth_year(value)),
        &[Example::whole("1984-02-29"), Example::whole("29.02.1984")],
    )
    .unmarked(|_, _, out| out.extend_from_slice(b"1900-01-01")),
    Detector::column(
        "age",
        "Age in years.",
        (Quasi, Medium, Keep),
        hints![age alter edad eta wiek leeftijd idade],
        plausible::age,
        &[Example::whole("42")],
    )
    .unmarked(zero),
    Detector::column(
        "gender",
        "Gender or sex.",
        (Quasi, Medium, Keep),
        hints![
            gender sex geschlecht sexe genre sexo genero sesso genere plec geslacht salutation
            anrede civilite
        ],
        plausible::word,
        &[Example::whole("female"), Example::whole("m")],
    ),
    Detector::column(
        "marital",
        "Marital status.",
        (Quasi, Medium, Keep),
        hints![
            marital marital_status civil_status familienstand etat_civil situation_familiale
            estado_civil stato_civile stan_cywilny burgerlijke_staat
        ],
        plausible::word,
        &[Example::whole("married")],
    ),
    Detector::column(
        "nationality",
        "Nationality or citizenship.",
        (Quasi, Medium, Keep),
        hints![
            nationality citizenship nationalitaet staatsangehoerigkeit nationalite nacionalidad
            nazionalita cittadinanza obywatelstwo narodowosc nationaliteit nacionalidade
        ],
        plausible::word,
        &[Example::whole("German")],
    ),
    Detector::column(
        "language",
        "Language of a person.",
        (Quasi, Medium, Keep),
        hints![
            language preferred_language mother_tongue native_language sprache muttersprache
            langue idioma lingua jezyk taal
        ],
        plausible::word,
        &[Example::whole("pt_BR")],
    ),
    special(
        "religion",
        "Religion or belief.",
        Null,
        hints![
            religion faith belief denomination konfession religionszugehoerigkeit confession
            religione religia religie geloof religiao
        ],
        &[Example::whole("catholic")],
    ),
    special(
        "ethnicity",
        "Ethnic origin.",
        Null,
        hints![
            ethnicity ethnic_origin race ethnie herkunft origine_ethnique etnia origen_etnico
            origine_etnica etniczne etniciteit
        ],
        &[Example::whole("Hispanic")],
    ),
    special(
        "politics",
        "Political opinion or party.",
        Null,
        hints![
            politics political_party political_affiliation party_affiliation political_views partei
            parteizugehoerigkeit parti_politique partido_politico partito orientamento_politico
        ],
        &[Example::whole("independent")],
    ),
    special(
        "union",
        "Membership in a trade union.",
        Null,
        hints![
            union_member union_membership trade_union labor_union gewerkschaft syndicat sindicato
            sindacato vakbond zwiazek_zawodowy
        ],
        &[Example::whole("local 1199")],
    ),
    special(
        "orientation",
        "Sexual orientation.",
        Null,
        hints![
            orientation sexual_orientation sexuality sexuelle_orientierung orientation_sexuelle
            orientacion_sexual orientamento_sessuale seksuele_geaardheid orientacao_sexual
        ],
        &[Example::whole("bisexual")],
    ),
    special(
        "health",
        "State of health, diagnosis, treatment.",
        Null,
        hints![
            health health_status diagnosis diagnoses disease illness medication medications
            prescription allergy allergies disability symptoms treatment blood_type blood_group
            medical_condition medical_history diagnose krankheit medikament blutgruppe behinderung
            diagnostic maladie diagnostico enfermedad diagnosi malattia diagnoza choroba ziekte
            doenca
        ],
        &[Example::whole("asthma, moderate")],
    ),
    special(
        "biometrics",
        "Biometric measures.",
        Null,
        hints![
            biometrics biometric_data fingerprint_template iris iris_template retina palm_print
            fingerabdruck empreinte_digitale huella_dactilar impronta_digitale vingerafdruk
            odcisk_palca
        ],
        &[Example::whole("Rk1SACAyMAAAAAEsAAAB")],
    ),
    special(
        "criminal-record",
        "Convictions and offences.",
        Null,
        hints![
            criminal_record conviction convictions offence offences offense arrest_record vorstrafen
            vorstrafe casier_judiciaire antecedentes_penales casellario_giudiziale strafblad
            karalnosc antecedentes_criminais
        ],
        &[Example::whole("none known")],
    ),
    Detector::column(
        "salary",
        "Salary or wage.",
        (Quasi, High, Generalise),
        hints![
            salary wage wages pay_rate hourly_rate base_pay compensation bonus gehalt lohn
            salaire salario sueldo stipendio pensja wynagrodzenie salaris loon
        ],
        plausible::amount,
        &[Example::whole("54000.00")],
    )
    .unmarked(zero),
    Detector::column(
        "income",
        "Income of a person or household.",
        (Quasi, High, Generalise),
        hints![
            income annual_income household_income einkommen revenu ingresos reddito dochod
            inkomen renda rendimento
        ],
        plausible::amount,
        &[Example::whole("72,500")],
    )
    .unmarked(zero),
    Detector::column(
        "balance",
        "Balance or worth of a person's account.",
        (Quasi, High, Generalise),
        hints![
            balance account_balance net_worth credit_limit credit_score kontostand saldo solde
            patrimonio
        ],
        plausible::amount,
        &[Example::whole("-120.55")],
    )
    .unmarked(zero),
];

const fn special(
    kind: &'static str,
    summary: &'static str,
    treatment: crate::Treatment,
    hints: &'static [&'static str],
    finds: &'static [Example],
) -> Detector {
    let what = (Special, Critical, treatment);
    Detector::column(kind, summary, what, hints, plausible::anything, finds)
}

fn birth_year(value: &[u8]) -> crate::Fit {
    let is_year = value.len() == 4 && matches!(value, [b'1', b'9', ..] | [b'2', b'0', ..]);
    if is_year && value.iter().all(u8::is_ascii_digit) {
        crate::Fit::Shape
    } else {
        crate::Fit::No
    }
}

/// What numbers become where no keyed noise is wanted.
fn zero(_original: &[u8], _filler: &mut Filler, out: &mut Vec<u8>) {
    out.push(b'0');
}
