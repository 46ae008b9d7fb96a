use super::Locale;

/// How companies of a locale are named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CompanyForms {
    /// What stands before and after the name.
    pub(crate) forms: &'static [(&'static str, &'static str)],
    /// What joins two names.
    pub(crate) and: &'static str,
}

impl CompanyForms {
    /// The forms of that locale.
    pub(crate) fn of(locale: Locale) -> Self {
        let forms = match locale {
            Locale::En => ENGLISH,
            Locale::De => GERMAN,
            Locale::Fr => FRENCH,
            Locale::Es => SPANISH,
            Locale::Pt => PORTUGUESE,
            Locale::PtBr => BRAZILIAN,
            Locale::It => ITALIAN,
            Locale::Nl => DUTCH,
            Locale::Ja => JAPANESE,
        };
        let and = match locale {
            Locale::En | Locale::De => " & ",
            Locale::Fr => " et ",
            Locale::Es => " y ",
            Locale::Pt | Locale::PtBr | Locale::It => " e ",
            Locale::Nl => " en ",
            Locale::Ja => "・",
        };
        Self { forms, and }
    }

    /// Most characters that stand before and after the name together.
    pub(crate) fn longest(self) -> usize {
        let length = |form: &(&str, &str)| form.0.chars().count() + form.1.chars().count();
        self.forms.iter().map(length).max().unwrap_or(0)
    }
}

const ENGLISH: &[(&str, &str)] = &[
    ("", " Ltd"),
    ("", " Inc."),
    ("", " LLC"),
    ("", " Group"),
    ("", " & Sons"),
    ("", " Partners"),
    ("", " plc"),
];
const GERMAN: &[(&str, &str)] = &[
    ("", " GmbH"),
    ("", " AG"),
    ("", " KG"),
    ("", " OHG"),
    ("", " & Söhne"),
    ("", " & Co. KG"),
    ("", " UG"),
];
const FRENCH: &[(&str, &str)] = &[
    ("", " SA"),
    ("", " SARL"),
    ("", " SAS"),
    ("", " et Fils"),
    ("", " & Cie"),
    ("Établissements ", ""),
];
const SPANISH: &[(&str, &str)] = &[
    ("", " S.A."),
    ("", " S.L."),
    ("", " e Hijos"),
    ("", " y Asociados"),
    ("Grupo ", ""),
    ("Talleres ", ""),
];
const PORTUGUESE: &[(&str, &str)] = &[
    ("", " Lda."),
    ("", " S.A."),
    ("", " e Filhos"),
    ("", " Unipessoal"),
    ("Grupo ", ""),
];
const BRAZILIAN: &[(&str, &str)] = &[
    ("", " Ltda."),
    ("", " S.A."),
    ("", " e Filhos"),
    ("", " e Associados"),
    ("Comercial ", ""),
];
const ITALIAN: &[(&str, &str)] = &[
    ("", " S.p.A."),
    ("", " S.r.l."),
    ("", " S.n.c."),
    ("", " e Figli"),
    ("Gruppo ", ""),
];
const DUTCH: &[(&str, &str)] = &[
    ("", " B.V."),
    ("", " N.V."),
    ("", " V.O.F."),
    ("", " en Zonen"),
    ("", " Groep"),
];
const JAPANESE: &[(&str, &str)] = &[
    ("株式会社", ""),
    ("", "株式会社"),
    ("有限会社", ""),
    ("", "商店"),
    ("", "工業"),
];
