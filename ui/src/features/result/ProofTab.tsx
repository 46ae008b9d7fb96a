import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ResultCheck, RunResult } from "@/bindings";
import { Button } from "@/components/button/Button";
import { classNames } from "@/components/class-names";
import { CodeLine } from "@/components/status/CodeLine";
import { useFormats } from "@/i18n";
import { navigate } from "@/stores/route";
import styles from "./result.module.css";

/** What shows that the output is safe: verification, attestation, approval, exceptions. */
export function ProofTab({ result }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  const { verification, evidence, approval, policies } = result;
  return (
    <div className={styles.proof}>
      <Part title={t("proof.verification")}>
        {verification === null ? (
          <p className={styles.muted}>{t("proof.notVerified")}</p>
        ) : (
          <>
            <p className={styles.muted}>
              {t("proof.cells", {
                count: verification.cells,
                formatted: formats.count(verification.cells),
              })}
            </p>
            <Checks checks={verification.checks} />
            {verification.notChecked.length > 0 && (
              <>
                <h3 className={styles.subheading}>{t("proof.notChecked")}</h3>
                <ul className={styles.lines}>
                  {verification.notChecked.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Part>
      <Part title={t("proof.attestation")}>
        {evidence.attestationDigest === null ? (
          <p className={styles.muted}>{t("proof.notAttested")}</p>
        ) : (
          <>
            <p>{t("proof.attestedAs", { name: evidence.attestationName ?? "" })}</p>
            <CodeLine code={evidence.attestationDigest} label={t("proof.attestationDigest")} />
            <p className={styles.muted}>{t("proof.attestedDetail")}</p>
          </>
        )}
      </Part>
      <Part title={t("proof.register")}>
        {evidence.clone === null ? (
          <p className={styles.muted}>{t("proof.notRegistered")}</p>
        ) : (
          <div className={styles.line}>
            <span>
              {t("proof.registeredAs")} <code className={styles.mono}>{evidence.clone}</code>
            </span>
            <Button
              size="small"
              onPress={() => navigate("clones", { clone: evidence.clone ?? "" })}
            >
              {t("proof.goToClone")}
            </Button>
          </div>
        )}
      </Part>
      <Part title={t("proof.approval")}>
        {approval === null ? (
          <p className={styles.muted}>{t("proof.notApproved")}</p>
        ) : (
          <p>
            {t("proof.approvedBy", {
              people: approval.approvers.join(", "),
              serial: approval.serial,
              expires: formats.date(approval.expires),
            })}
          </p>
        )}
        {policies.map((digest) => (
          <CodeLine key={digest} code={digest} label={t("proof.policy")} />
        ))}
      </Part>
      <Part title={t("proof.exceptions")}>
        <Exceptions result={result} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

function Checks({ checks }: { checks: readonly ResultCheck[] }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("proof.check")}</th>
          <th scope="col">{t("proof.verdict")}</th>
          <th scope="col" className={styles.end}>
            {t("proof.judged")}
          </th>
          <th scope="col" className={styles.end}>
            {t("proof.unjudged")}
          </th>
          <th scope="col" className={styles.end}>
            {t("proof.found")}
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => {
          const Icon = check.passed ? CircleCheck : CircleX;
          return (
            <tr key={check.name}>
              <th scope="row">
                {t(`proof.checks.${check.name as "rows"}`, { defaultValue: check.name })}
                <code className={styles.checkName}>{check.name}</code>
              </th>
              <td>
                <span
                  className={classNames(styles.verdict, check.passed ? styles.good : styles.bad)}
                >
                  <Icon aria-hidden />
                  {t(check.passed ? "proof.passed" : "proof.failed")}
                </span>
              </td>
              <td className={styles.end}>{formats.count(check.judged)}</td>
              <td className={styles.end}>{formats.count(check.unjudged)}</td>
              <td className={styles.end}>{formats.count(check.found)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Exceptions({ result: { exceptions } }: { result: RunResult }) {
  const { t } = useTranslation("result");
  const formats = useFormats();
  if (exceptions.length === 0) return <p className={styles.muted}>{t("proof.noExceptions")}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("proof.place")}</th>
          <th scope="col">{t("proof.kinds")}</th>
          <th scope="col">{t("proof.reason")}</th>
          <th scope="col">{t("proof.owner")}</th>
          <th scope="col">{t("proof.until")}</th>
          <th scope="col" className={styles.end}>
            {t("proof.hits")}
          </th>
        </tr>
      </thead>
      <tbody>
        {exceptions.map((exception) => (
          <tr key={`${exception.place} ${exception.kinds.join()}`}>
            <th scope="row">{exception.place}</th>
            <td>{exception.kinds.join(", ")}</td>
            <td>{exception.reason}</td>
            <td>{exception.owner}</td>
            <td>{formats.date(exception.expires)}</td>
            <td className={styles.end}>{formats.count(exception.hits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
