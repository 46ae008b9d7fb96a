import { CalendarPlus, DatabaseZap, PackageX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CloneRow } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Badge } from "@/components/status/Badge";
import { Notice } from "@/components/status/Notice";
import { useFormats } from "@/i18n";
import { navigate } from "@/stores/route";
import styles from "./clones.module.css";
import { ExtendDialog } from "./ExtendDialog";
import { RetireDialog } from "./RetireDialog";
import { ServerDialog } from "./ServerDialog";
import { type Status, TONES } from "./status";
import type { TouchedBy } from "./touched";

type Open = "extend" | "confirm" | "retire" | null;

/** All that is known of a clone, and what can be done with it. */
export function CloneDetail({ clone, onChanged }: { clone: CloneRow; onChanged: () => void }) {
  const { t } = useTranslation("clones");
  const formats = useFormats();
  const [open, setOpen] = useState<Open>(null);
  const status = clone.status as Status;
  const close = () => setOpen(null);
  const changed = () => {
    close();
    onChanged();
  };
  return (
    <>
      <div className={styles.detailHead}>
        <h2 className={styles.detailTitle}>{clone.purpose || clone.environment}</h2>
        <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
      </div>
      {clone.retired === null ? (
        <div className={styles.buttons}>
          <Button size="small" icon={CalendarPlus} onPress={() => setOpen("extend")}>
            {t("extend.open")}
          </Button>
          <Button size="small" icon={DatabaseZap} onPress={() => setOpen("confirm")}>
            {t("confirm.open")}
          </Button>
          <Button size="small" icon={PackageX} onPress={() => setOpen("retire")}>
            {t("retire.open")}
          </Button>
        </div>
      ) : (
        <Notice tone="note">
          {t("detail.retired", {
            at: formats.dateTime(clone.retired.at),
            by: clone.retired.by,
            method: clone.retired.method,
          })}
        </Notice>
      )}
      {status === "overdue" && (
        <Notice tone="bad">{t("detail.overdue", { date: formats.date(clone.expires) })}</Notice>
      )}
      <dl className={styles.facts}>
        <Fact name={t("table.expires")}>
          {formats.date(clone.expires)}
          <span className={styles.muted}> {formats.relative(clone.expires, new Date())}</span>
        </Fact>
        <Fact name={t("table.owner")}>{clone.owner}</Fact>
        <Fact name={t("table.environment")}>{clone.environment}</Fact>
        <Fact name={t("detail.created")}>{formats.dateTime(clone.created)}</Fact>
        <Fact name={t("table.place")}>
          {clone.place}
          {clone.there !== null && clone.retired === null && (
            <span className={styles.muted}> {t(clone.there ? "detail.there" : "detail.gone")}</span>
          )}
          {clone.imported && <span className={styles.muted}> {t("detail.imported")}</span>}
        </Fact>
        {clone.confirmed.map(({ name, value }) => (
          <Fact key={`${name} ${value}`} name={t("detail.confirmed")}>
            {name}
            <span className={styles.muted}> {formats.dateTime(value)}</span>
          </Fact>
        ))}
        <Fact name={t("table.clone")}>
          <code className={styles.mono}>{clone.clone}</code>
        </Fact>
        {clone.parent !== null && (
          <Fact name={t("detail.parent")}>
            <code className={styles.mono}>{clone.parent}</code>
          </Fact>
        )}
        {clone.attestation !== null && (
          <Fact name={t("detail.attestation")}>
            <code className={styles.mono}>{clone.attestation}</code>
          </Fact>
        )}
        {clone.retired !== null && (
          <Fact name={t("detail.evidence")}>
            <code className={styles.mono}>{clone.retired.evidence}</code>
          </Fact>
        )}
      </dl>
      <h3 className={styles.subheading}>{t("detail.madeOf")}</h3>
      <dl className={styles.facts}>
        <Traced name={t("touched.kinds.keyId")} by="keyId" value={clone.keyId} />
        <Traced name={t("touched.kinds.source")} by="source" value={clone.source} />
        <Traced name={t("touched.kinds.profile")} by="profile" value={clone.profile} />
      </dl>
      <h3 className={styles.subheading}>{t("detail.secrets")}</h3>
      {clone.secrets.length === 0 ? (
        <p className={styles.muted}>{t("detail.noSecrets")}</p>
      ) : (
        <dl className={styles.facts}>
          {clone.secrets.map(({ name, value }) => (
            <Traced key={`${name} ${value}`} name={name} by="secret" value={value} />
          ))}
        </dl>
      )}
      {clone.staged.length > 0 && (
        <>
          <h3 className={styles.subheading}>{t("detail.staged")}</h3>
          <ul className={styles.lines}>
            {clone.staged.map(({ name, value }) => (
              <li key={`${name} ${value}`}>{[name, value].filter(Boolean).join(": ")}</li>
            ))}
          </ul>
        </>
      )}
      <ExtendDialog clone={clone} isOpen={open === "extend"} onClose={close} onDone={changed} />
      <ServerDialog clone={clone} isOpen={open === "confirm"} onClose={close} onDone={changed} />
      <RetireDialog clone={clone} isOpen={open === "retire"} onClose={close} onDone={changed} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A thing that may leak, with the way to all clones that it touches. */
function Traced({ name, by, value }: { name: string; by: TouchedBy; value: string }) {
  const { t } = useTranslation("clones");
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.traced}>
        <code className={styles.mono}>{value}</code>
        <Button
          size="small"
          variant="quiet"
          aria-label={t("detail.othersWith", { name })}
          onPress={() => navigate("clones", { by, value })}
        >
          {t("detail.others")}
        </Button>
      </dd>
    </div>
  );
}
