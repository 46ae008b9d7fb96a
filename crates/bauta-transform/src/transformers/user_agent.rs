use std::sync::LazyLock;

use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::words::{Fitted, Word};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "user-agent",
    summary: "Replaces a user agent by a common one of the same kind of device.",
    notes: "Telephones stay telephones, robots robots, all else a desktop. Versions are no \
            longer those of the value. An empty text stays empty.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0"),
            output: Some(
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0",
            ),
        },
        Example {
            params: "{}",
            input: Some("Googlebot-Image/1.0"),
            output: Some("ExampleCrawler/2.3 (+https://crawler.example)"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let fit = |list| {
            Fitted::new(list, build.column.max_chars)
                .map_err(|_| params.unfit("the column is too narrow: it takes 11 characters"))
        };
        Ok(Box::new(UserAgent {
            desktop: fit(&AGENTS[0])?,
            mobile: fit(&AGENTS[1])?,
            robot: fit(&AGENTS[2])?,
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(143),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct UserAgent {
    pseudonym: Pseudonym,
    desktop: Fitted,
    mobile: Fitted,
    robot: Fitted,
}

/// Desktops, telephones, robots; the last of each fits nearly everywhere.
static AGENTS: LazyLock<[Vec<Word>; 3]> = LazyLock::new(|| {
    [DESKTOP, MOBILE, ROBOT].map(|list| list.iter().copied().map(Word::new).collect())
});

#[rustfmt::skip]
const DESKTOP: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Mozilla/5.0",
];

#[rustfmt::skip]
const MOBILE: &[&str] = &[
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.0.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0",
    "Mozilla/5.0",
];

#[rustfmt::skip]
const ROBOT: &[&str] = &[
    "Mozilla/5.0 (compatible; ExampleBot/1.0; +https://example.com/bot)",
    "ExampleCrawler/2.3 (+https://crawler.example)",
    "example-spider/0.9",
    "Mozilla/5.0",
];

impl Transformer for UserAgent {
    fn traits(&self) -> Traits {
        let lists = [&self.desktop, &self.mobile, &self.robot];
        let longest = lists.map(Fitted::longest).into_iter().max();
        Traits {
            lengths: Lengths::AtMost(longest.unwrap_or(0)),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if value.is_empty() {
            return Ok(Applied::Value);
        }
        let holds = |word: &str| memchr::memmem::find(value, word.as_bytes()).is_some();
        let list = if ["bot", "Bot", "crawl", "spider", "curl"]
            .into_iter()
            .any(holds)
        {
            &self.robot
        } else if ["Mobile", "Android", "iPhone", "iPad"]
            .into_iter()
            .any(holds)
        {
            &self.mobile
        } else {
            &self.desktop
        };
        let at = self.pseudonym.draw(value).index(list.len());
        out.extend_from_slice(list.at(at).text.as_bytes());
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    #[test]
    fn the_kind_of_device_stays() {
        for n in 0..20 {
            let phone = Trial::of("user-agent").text(&format!("App/{n} (iPhone)"));
            assert!(
                phone.contains("Mobile") || phone == "Mozilla/5.0",
                "{phone}"
            );
            let robot = Trial::of("user-agent").text(&format!("Crawlbot/{n}"));
            assert!(
                robot.contains("example") || robot == "Mozilla/5.0",
                "{robot}"
            );
        }
    }

    #[test]
    fn narrow_columns_get_what_fits() {
        assert_eq!(
            Trial::of("user-agent").max_chars(11).text("x"),
            "Mozilla/5.0"
        );
        assert!(
            Trial::of("user-agent")
                .max_chars(10)
                .refusal()
                .contains("11")
        );
    }
}
