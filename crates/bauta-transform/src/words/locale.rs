use super::Lists;
use crate::{Param, ParamError, ParamType, Params};

/// The languages there are word lists for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Portuguese of Portugal.
    Pt,
    /// Portuguese of Brazil.
    PtBr,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Japanese, in Japanese script.
    Ja,
}

/// The parameter that names the locale.
pub(crate) const LOCALE: Param = Param::optional(
    "locale",
    ParamType::Text,
    "en",
    "Language of the words: en, de, fr, es, pt, pt_BR, it, nl or ja; `de_AT` means de.",
);

impl Locale {
    /// Every locale, in the order of their discriminants.
    pub(crate) const ALL: [Self; 9] = [
        Self::En,
        Self::De,
        Self::Fr,
        Self::Es,
        Self::Pt,
        Self::PtBr,
        Self::It,
        Self::Nl,
        Self::Ja,
    ];

    /// What the parameter `locale` asks for.
    pub(crate) fn of(params: &Params<'_>) -> Result<Self, ParamError> {
        let Some(text) = params.text(LOCALE.name) else {
            return Ok(Self::En);
        };
        Self::parse(text).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|locale| locale.name()).collect();
            params.unfit(format!(
                "there is no locale `{text}`; there are {}",
                known.join(", ")
            ))
        })
    }

    /// Reads `de`, `de_DE`, `de-at`, `pt_BR.UTF-8`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.split('.').next()?.to_ascii_lowercase();
        let (language, region) = text.split_once(['_', '-']).unwrap_or((&text, ""));
        if language == "pt" && region == "br" {
            return Some(Self::PtBr);
        }
        Self::ALL
            .into_iter()
            .find(|locale| locale.name() == language)
    }

    /// As it is written in profiles.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::PtBr => "pt_BR",
            Self::It => "it",
            Self::Nl => "nl",
            Self::Ja => "ja",
        }
    }

    /// Its words.
    pub(crate) fn lists(self) -> &'static Lists {
        Lists::of(self)
    }

    /// Whether the family name comes first.
    pub(crate) fn family_first(self) -> bool {
        self == Self::Ja
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_encodings_are_read_over() {
        for (text, locale) in [
            ("de", Locale::De),
            ("de_DE", Locale::De),
            ("DE-at", Locale::De),
            ("pt_BR", Locale::PtBr),
            ("pt-br.UTF-8", Locale::PtBr),
            ("pt_PT", Locale::Pt),
            ("ja_JP", Locale::Ja),
        ] {
            assert_eq!(Locale::parse(text), Some(locale), "{text}");
        }
        assert_eq!(Locale::parse("tlh"), None);
        assert_eq!(Locale::parse(""), None);
    }

    #[test]
    fn an_unknown_locale_is_told_the_known_ones() {
        let map = serde_json::json!({"locale": "tlh"});
        let params = Params::check("city", &[LOCALE], map.as_object().unwrap()).unwrap();
        let error = Locale::of(&params).unwrap_err().to_string();
        assert!(
            error.contains("tlh") && error.contains("en, de, fr"),
            "{error}"
        );
    }
}
