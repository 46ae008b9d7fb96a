use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::position::{Coordinate, Point};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "geo-point",
    summary: "Makes a position less exact: cuts decimals off, or moves it by a keyed distance.",
    notes: "Reads `52.52, 13.40`, `(13.40,52.52)`, `POINT(13.40 52.52)`, with or without an \
            SRID, and single coordinates; anything else, binary forms too, is invalid. Cutting \
            is the same for all keys: two decimals are about a kilometre. Moving is at most \
            `jitter` metres along each axis; a single coordinate is moved as a latitude. An \
            empty text stays empty.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Other,
        TypeClass::Float,
        TypeClass::Decimal,
        TypeClass::Geometry,
    ],
    params: &[
        Param::optional(
            "decimals",
            ParamType::Integer { min: 0, max: 6 },
            "2",
            "Decimals that stay.",
        ),
        Param::optional(
            "jitter",
            ParamType::Integer {
                min: 1,
                max: 100_000,
            },
            "",
            "Metres to move by at most, instead of cutting.",
        ),
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("52.520008, 13.404954"),
            output: Some("52.52, 13.40"),
        },
        Example {
            params: r#"{"decimals": 1}"#,
            input: Some("SRID=4326;POINT(13.404954 52.520008)"),
            output: Some("SRID=4326;POINT(13.4 52.5)"),
        },
        Example {
            params: r#"{"jitter": 500}"#,
            input: Some("52.520008,13.404954"),
            output: Some("52.520895,13.400206"),
        },
        Example {
            params: "{}",
            input: Some("-0.1278"),
            output: Some("-0.12"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let metres = params.integer("jitter");
        if metres.is_some() && params.value("decimals").is_some() {
            return Err(params.unfit("takes `decimals` or `jitter`, not both"));
        }
        let decimals = params
            .integer("decimals")
            .and_then(|decimals| usize::try_from(decimals).ok());
        let change = match metres {
            Some(metres) => Change::Move(metres * Coordinate::UNIT / METRES_PER_DEGREE),
            None => Change::Cut(decimals.unwrap_or(2)),
        };
        Ok(Box::new(GeoPoint {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            change,
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct GeoPoint {
    pseudonym: Pseudonym,
    change: Change,
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Cut(usize),
    /// By so many units along a meridian.
    Move(i64),
}

const METRES_PER_DEGREE: i64 = 111_320;

impl Transformer for GeoPoint {
    fn traits(&self) -> Traits {
        TRAITS
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
        let point = Point::read(value).ok_or(Fault::invalid("a position"))?;
        let reach = match self.change {
            Change::Move(reach) => reach,
            Change::Cut(decimals) => {
                point.write(value, out, |number, _, out| {
                    out.extend_from_slice(Coordinate::cut(number, decimals));
                });
                return Ok(Applied::Value);
            }
        };
        let (start, latitude) = (out.len(), point.latitude(value));
        // A sign or digit that was gained is made up for by decimals.
        for fewer in 0..4 {
            let mut dice = Dice::of(self.pseudonym.draw(value));
            point.write(value, out, |number, axis, out| {
                Coordinate::read(number)
                    .moved(axis, latitude, reach, &mut dice)
                    .write(fewer, out);
            });
            if out.len() - start <= value.len() {
                return Ok(Applied::Value);
            }
            out.truncate(start);
        }
        Err(Fault::invalid("a position with room to move"))
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn cutting_keeps_the_form() {
        for (value, cut) in [
            ("52.520008,13.404954", "52.52,13.40"),
            ("POINT (13.404954 -52.520008)", "POINT (13.40 -52.52)"),
            (
                "SRID=4326;POINT Z(1.2345 2.3456 3.4)",
                "SRID=4326;POINT Z(1.23 2.34 3.4)",
            ),
            ("(13.404954,52.520008)", "(13.40,52.52)"),
            ("7", "7"),
        ] {
            assert_eq!(Trial::of("geo-point").text(value), cut);
        }
        let whole = Trial::of("geo-point").params(json!({"decimals": 0}));
        assert_eq!(whole.text("52.520008"), "52");
    }

    #[test]
    fn moving_stays_within_reach_and_within_the_globe() {
        let trial = Trial::of("geo-point").params(json!({"jitter": 1000}));
        let (mut moved, reach) = (0, 1000.0 / 111_320.0 + 1e-6);
        for n in 0..200 {
            let value = format!("60.{n:06},179.{n:06}");
            let made = trial.text(&value);
            let parse = |text: &str| -> Vec<f64> {
                text.split(',')
                    .map(|number| number.parse().unwrap())
                    .collect()
            };
            let (old, new) = (parse(&value), parse(&made));
            assert!((old[0] - new[0]).abs() <= reach, "{value} {made}");
            let turned = (old[1] - new[1]).abs();
            assert!(turned.min(360.0 - turned) <= 2.02 * reach, "{value} {made}");
            assert!(new[0].abs() <= 90.0 && new[1].abs() <= 180.0);
            moved += usize::from(made != value);
        }
        assert!(moved > 190);
        assert!(trial.text("89.999999").parse::<f64>().unwrap() <= 90.0);
    }

    #[test]
    fn a_sign_that_is_gained_costs_a_decimal_and_never_the_distance() {
        let trial = Trial::of("geo-point").params(json!({"jitter": 50_000}));
        let made: Vec<String> = (0..50)
            .map(|n| trial.text(&format!("0.0{n:02}1")))
            .collect();
        assert!(made.iter().all(|text| text.len() <= 6));
        assert!(made.iter().any(|text| text.starts_with('-')));
        let near = |text: &&String| text.parse::<f64>().unwrap().abs() < 0.05;
        assert!(made.iter().filter(near).count() < 25);
    }

    #[test]
    fn what_is_no_position_is_invalid() {
        for value in [
            "Ada",
            "52°31'12\"N",
            "1.5e3",
            "1,2,3,4",
            "0101000020E6100000",
            "12.",
            "--1",
            "POINT(1 2) Ada",
        ] {
            assert!(
                Trial::of("geo-point").run(Some(value.as_bytes())).is_err(),
                "{value}"
            );
        }
    }

    #[test]
    fn cutting_and_moving_exclude_each_other() {
        let both = Trial::of("geo-point").params(json!({"jitter": 5, "decimals": 2}));
        assert!(both.refusal().contains("not both"));
    }
}
