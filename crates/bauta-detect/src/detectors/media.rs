//! Columns whose values are opened or scanned rather than judged: pictures of people, prose,
//! documents.

use bauta_model::Sensitivity::{High, Low};

use crate::detector::Category::{Quasi, Special};
use crate::detector::Treatment::{Keep, Null, Redact};
use crate::detector::{Detector, Example};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::column(
        "biometric",
        "Measures of a body as a vector or template.",
        (Special, High, Null),
        hints![biometric biometric_template embedding face_vector fingerprint_image finger_image],
        plausible::blob,
        &[Example::whole("[0.0123,-0.4411,0.9001]")],
    ),
    Detector::column(
        "face",
        "Picture of a person.",
        (Special, High, Null),
        hints![
            face face_encoding face_image photo avatar picture portrait profile_picture
            profile_image selfie foto bild lichtbild passbild image_profil imagen_perfil ritratto
            zdjecie pasfoto
        ],
        plausible::blob,
        &[Example::whole("avatars/7f3a.png")],
    ),
    Detector::column(
        "voice",
        "Recording of a voice.",
        (Special, High, Null),
        hints![voice voice_print voiceprint voice_sample voicemail recording stimme aufnahme voix],
        plausible::blob,
        &[Example::whole("UklGRiQAAABXQVZFZm10IBAAAAABAAEA")],
    ),
    Detector::column(
        "signature",
        "Picture of a handwritten signature.",
        (Special, High, Null),
        hints![
            signature_image signature_png signature_svg signature_data handwritten_signature
            signature_blob unterschrift firma_imagen handtekening podpis assinatura
        ],
        plausible::blob,
        &[Example::whole("iVBORw0KGgoAAAANSUhEUgAAAAEA")],
    ),
    Detector::column(
        "free-text",
        "Prose that people wrote: anything may stand in it.",
        (Quasi, High, Redact),
        hints![
            note notes comment comments body message messages text description remark remarks
            feedback review bio about biography memo content transcript log log_line bemerkung
            bemerkungen kommentar notiz notizen nachricht beschreibung commentaire remarque
            nota notas comentario comentarios mensaje descripcion commento messaggio descrizione
            uwagi komentarz opis opmerking bericht omschrijving observacoes mensagem descricao
        ],
        plausible::prose,
        &[Example::whole(
            "Called twice, asked for Ada; will send the contract on Monday.",
        )],
    ),
    Detector::column(
        "structured-cell",
        "Document in a cell (JSON, XML, YAML, serialised objects): each leaf is judged for itself.",
        (Quasi, Low, Keep),
        hints![
            data payload settings meta metadata options properties props attributes params
            parameters config configuration preferences context extra details document json
            raw custom_fields einstellungen parametres opciones
        ],
        plausible::document,
        &[Example::whole(r#"{"theme": "dark", "tags": []}"#)],
    ),
];
