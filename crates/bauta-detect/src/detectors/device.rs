//! What tells one device, browser or visitor from another.

use bauta_model::Sensitivity::{Low, Medium};

use crate::detector::Category::{Pii, Quasi};
use crate::detector::Treatment::{Keep, Token};
use crate::detector::{Detector, Example};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::column(
        "device-id",
        "Id of a device.",
        (Pii, Medium, Token),
        hints![
            device_id device_uuid device_token device_identifier device_serial device_fingerprint
            udid android_id vendor_id idfv fingerprint browser_fingerprint hardware_id machine_id
            geraete_id geraetekennung id_dispositivo id_appareil id_urzadzenia apparaat_id
        ],
        plausible::device,
        &[Example::whole("5f0c2c6e-8d8a-4f7e-9a51-3f1d2b7c9e10")],
    ),
    Detector::column(
        "advertising-id",
        "Advertising id of a phone.",
        (Pii, Medium, Token),
        hints![advertising_id ad_id idfa gaid aaid adid google_ad_id werbe_id],
        plausible::device,
        &[Example::whole("38400000-8cf0-11bd-b23e-10b96e40000d")],
    ),
    Detector::column(
        "cookie-id",
        "Id that a cookie gives a visitor.",
        (Pii, Medium, Token),
        hints![
            cookie_id visitor_id visitor_token client_id ga_client_id anonymous_id tracking_id
            visitor_uuid mixpanel_id besucher_id visiteur_id
        ],
        plausible::device,
        &[Example::whole("GA1.2.1033501218.1368477899")],
    ),
    Detector::column(
        "user-agent",
        "Name and version of a browser.",
        (Quasi, Low, Keep),
        hints![user_agent useragent ua browser browser_agent http_user_agent agent],
        plausible::text,
        &[Example::whole("Mozilla/5.0 (X11; Linux x86_64; rv:140.0)")],
    ),
    Detector::column(
        "url",
        "URL; its query may hold tokens.",
        (Quasi, Low, Keep),
        hints![url uri link href website homepage site_url page_url landing_page web_page],
        plausible::url,
        &[Example::whole("https://shop.example/cart?step=2")],
    ),
    Detector::column(
        "referrer",
        "URL of the page before; its query may hold tokens.",
        (Quasi, Low, Keep),
        hints![referrer referer http_referer referrer_url referring_url],
        plausible::url,
        &[Example::whole("https://search.example/?q=masks")],
    ),
];
