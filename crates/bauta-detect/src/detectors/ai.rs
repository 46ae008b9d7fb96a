//! Keys of providers of language models.

use bauta_model::Sensitivity::{Critical, High};

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example};
use crate::plausible;
use crate::shape::Part::{Run, Text};
use crate::shape::Shape;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "anthropic",
        "Anthropic API or admin key.",
        Critical,
        &[
            Shape(&[
                Text("sk-ant-api03-"),
                Run(Alphabet::B64_URL, 93, 93),
                Text("AA"),
            ]),
            Shape(&[
                Text("sk-ant-admin01-"),
                Run(Alphabet::B64_URL, 93, 93),
                Text("AA"),
            ]),
        ],
        &[Example::whole(concat!(
            "sk",
            "-ant-api03-yLGi2J1bopzrT8CoR9dg59FjQswMLy0YzGTqeQ42M97sxXI5LEaIm",
            "sp2Bkvabeu1DDJoq5N8Zf7oQ20xoRvsqh0Uh5EDQAA"
        ))],
    ),
    Detector::token(
        "huggingface",
        "Hugging Face access token.",
        High,
        &[Shape(&[Text("hf_"), Run(Alphabet::ALPHA, 34, 34)])],
        &[Example::whole(concat!(
            "hf",
            "_IIyspzrCpTfrKGVLNnjKgoNDUUSHjgguIM"
        ))],
    ),
    Detector::token(
        "groq",
        "Groq API key.",
        High,
        &[Shape(&[Text("gsk_"), Run(Alphabet::B62, 52, 52)])],
        &[Example::whole(concat!(
            "gs",
            "k_WeYAAnVn3fiCJrZXrMc5Gq6g5ZgaCEOkiK8dZcTos4GKZtY89DsW"
        ))],
    ),
    Detector::token(
        "replicate",
        "Replicate API token.",
        High,
        &[Shape(&[Text("r8_"), Run(Alphabet::B62, 37, 37)])],
        &[Example::whole(concat!(
            "r8",
            "_evBVH6j8M2VLdqX38UtsaUpmNSC3NuYkd7IjQ"
        ))],
    ),
    Detector::token(
        "xai",
        "xAI API key.",
        High,
        &[Shape(&[Text("xai-"), Run(Alphabet::B62, 80, 80)])],
        &[Example::whole(concat!(
            "xa",
            "i-1ZzcWEwHrXChO2E5LLvfyRG0bGNlZVT2YT35vCA6Xxs1S8GTAgFVvDfzYq38QY",
            "VrhawtbLh9964pRPPj"
        ))],
    ),
    Detector::token(
        "perplexity",
        "Perplexity API key.",
        High,
        &[Shape(&[Text("pplx-"), Run(Alphabet::B62, 48, 48)])],
        &[Example::whole(concat!(
            "pp",
            "lx-qAWKWNhDibVFJqf39XjzS6w2BvfszoxZOctipNNm9rbAGQKW"
        ))],
    ),
    Detector::word(
        "cohere",
        "Cohere API key.",
        High,
        told!(["cohereapikey", "coherekey", "coapikey"], |value| {
            plausible::run(value, Alphabet::B62, 40..=40)
        }),
        &[Example {
            text: concat!(
                "CO",
                "HERE_API_KEY=aV8dI9LVeTrtgwisVyxh0YcwNmVpCHbV5hF8ZD4v"
            ),
            found: concat!("aV", "8dI9LVeTrtgwisVyxh0YcwNmVpCHbV5hF8ZD4v"),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B62, 40..=40))
    .hinted(hints![cohere cohere_api_key co_api_key]),
];
