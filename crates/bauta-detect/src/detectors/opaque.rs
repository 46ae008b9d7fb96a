//! Secrets that look like nothing in particular: the column's name tells them.

use bauta_model::Sensitivity::{Critical, High, Medium};

use crate::detector::Category::Secret;
use crate::detector::Treatment::{Hash, Keep, Null, Stage};
use crate::detector::{Detector, Example};
use crate::plausible;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::column(
        "oauth-client-secret",
        "Secret of an OAuth client; its id stays.",
        (Secret, Critical, Stage),
        hints![
            client_secret oauth_secret oauth_client_secret app_secret application_secret
            consumer_secret client_secret_hash
        ],
        plausible::code,
        &[Example::whole("kT9vQ2mXw4Rt6Yp0Ks9Bd3Hf")],
    ),
    Detector::column(
        "access-token",
        "Opaque access token.",
        (Secret, Critical, Null),
        hints![
            access_token oauth_token api_token auth_token authentication_token bearer_token
            personal_access_token private_token user_token token zugriffstoken jeton jeton_acces
        ],
        plausible::token,
        &[Example::whole("9f8e7d6c5b4a32100123456789abcdef")],
    ),
    Detector::column(
        "refresh-token",
        "Opaque refresh token.",
        (Secret, Critical, Null),
        hints![refresh_token oauth_refresh_token renewal_token],
        plausible::token,
        &[Example::whole("h7Gd93ksLqPz0Xv2BnMw5Tr8")],
    ),
    Detector::column(
        "session",
        "Session id or cookie.",
        (Secret, Critical, Null),
        hints![
            session session_id sessionid session_key session_token session_data sess_id sid
            sesskey remember_token remember_created_token cookie cookies phpsessid jsessionid
            csrf_token xsrf_token sitzung sesion
        ],
        plausible::code,
        &[Example::whole("8a7d6f5e4c3b2a190817263544536271")],
    ),
    Detector::column(
        "reset-token",
        "Token that resets a password.",
        (Secret, Critical, Null),
        hints![
            reset_token reset_password_token password_reset_token reset_key reset_code
            reset_digest recovery_token unlock_token password_token user_activation_key
        ],
        plausible::code,
        &[Example::whole("xY3kLm9QpZ")],
    ),
    Detector::column(
        "invite-token",
        "Token of an invitation.",
        (Secret, Critical, Null),
        hints![invite_token invitation_token invite_code invitation_code join_token],
        plausible::code,
        &[Example::whole("Qp8Zr5Ty2Uk")],
    ),
    Detector::column(
        "confirm-token",
        "Token that confirms an address or a login.",
        (Secret, Critical, Null),
        hints![
            confirm_token confirmation_token confirmation_code verification_token
            verification_code verify_token email_verification_token activation_token
            activation_code activation_key email_token magic_link_token login_token
            one_time_token otp otp_code sms_code nonce
        ],
        plausible::code,
        &[Example::whole("739104ab")],
    ),
    Detector::column(
        "totp-secret",
        "Secret of an authenticator app.",
        (Secret, Critical, Stage),
        hints![
            otp_secret totp totp_secret mfa_secret two_factor_secret otp_secret_key
            google_authenticator_secret authenticator_secret tfa_secret otp_key two_fa_secret
            encrypted_otp_secret otpauth mfa_seed
        ],
        plausible::totp,
        &[Example::whole("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")],
    ),
    Detector::column(
        "recovery-codes",
        "Codes for when the second factor is lost.",
        (Secret, High, Null),
        hints![
            backup_codes recovery_codes otp_backup_codes otp_backup backup_code recovery_code
            two_factor_recovery_codes scratch_codes mfa_backup_codes
        ],
        plausible::codes,
        &[Example::whole(r#"["4f2a9c81", "77b0e3d2"]"#)],
    ),
    Detector::column(
        "security-answer",
        "Answer to a security question.",
        (Secret, High, Null),
        hints![
            security_answer secret_answer security_question_answer password_answer hint_answer
            answer1 answer2 mother_maiden_name mothers_maiden_name sicherheitsantwort
            geheime_antwort reponse_secrete respuesta_secreta risposta_segreta resposta_secreta
        ],
        plausible::text,
        &[Example::whole("the blue bicycle")],
    ),
    Detector::column(
        "raw-digests",
        "Bare digest of a password, or the salt beside it.",
        (Secret, High, Hash),
        hints![
            password_hash password_digest pass_hash passwd_hash pwd_hash hashed_password
            encrypted_password crypted_password password_md5 password_sha1 password_salt salt
            passwort_hash hash_passe user_pass
        ],
        plausible::digest,
        &[Example::whole("5f4dcc3b5aa765d61d8327deb882cf99")],
    ),
    Detector::column(
        "smtp-config",
        "Password of a mail server in settings.",
        (Secret, Critical, Stage),
        hints![smtp_password smtp_pass mail_password email_password imap_password pop3_password mailserver_password],
        plausible::password,
        &[Example::whole("mail-pw-4471")],
    ),
    Detector::column(
        "ldap-config",
        "Password or account with which a directory is searched, in settings.",
        (Secret, Critical, Stage),
        hints![ldap_password bind_password bind_dn_password ldap_bind_password bindpw ldap_secret],
        plausible::password,
        &[Example::whole("b1nd-me-not")],
    ),
    Detector::column(
        "s3-config",
        "Secret of an object store in settings.",
        (Secret, Critical, Stage),
        hints![s3_secret s3_secret_key s3_secret_access_key storage_secret minio_secret_key bucket_secret],
        plausible::code,
        &[Example::whole("vN3kQ8zXw4Rt6Yp0Ks9Bd3HfLm2TcJ7u")],
    ),
    Detector::column(
        "sso-config",
        "Private key or secret of single sign-on in settings.",
        (Secret, Critical, Stage),
        hints![saml_private_key sso_secret saml_key oidc_client_secret idp_secret sp_private_key saml_secret],
        plausible::code,
        &[Example::whole("kT9vQ2mXw4Rt6Yp0Ks9Bd3Hf")],
    ),
    Detector::column(
        "high-entropy",
        "Value that nothing but chance explains, in a column that doesn't say what it is.",
        (Secret, Medium, Keep),
        &[],
        plausible::high_entropy,
        &[Example::whole("q8ZvL2mXw4Rt6Yp0Ks9Bd3Hf7JcNgAuE")],
    ),
];
