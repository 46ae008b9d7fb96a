import { Database, File, FileText, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FileKind, PickedFile, RecentFile, Start } from "@/bindings";
import { Button, IconButton } from "@/components/button/Button";
import { Badge } from "@/components/status/Badge";
import { useFormats } from "@/i18n";
import { call } from "@/platform";
import { reportFailure } from "@/stores/toasts";
import { openFile } from "@/stores/workspace";
import type { Opening } from "./opening";
import styles from "./start.module.css";

interface RecentProps {
  files: readonly RecentFile[];
  onChanged(start: Start): void;
  opening: Opening;
}

/** Dumps and profiles that were open lately; what is gone is shown as gone. */
export function Recent({ files, onChanged, opening }: RecentProps) {
  const { t } = useTranslation("start");
  const forget = (file: PickedFile) => {
    call("forget_recent", { file: file.file }).then(onChanged, (thrown) =>
      reportFailure(t("recent.forgetFailed"), thrown),
    );
  };
  return (
    <section aria-labelledby="recent-title" className={styles.block}>
      <h2 id="recent-title" className={styles.heading}>
        {t("recent.title")}
      </h2>
      {files.length === 0 ? (
        <p className={styles.muted}>{t("recent.none")}</p>
      ) : (
        <ul className={styles.list}>
          {files.map((recent) => (
            <RecentRow key={recent.file.file} recent={recent} onForget={forget} opening={opening} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RecentRowProps {
  recent: RecentFile;
  onForget(file: PickedFile): void;
  opening: Opening;
}

function RecentRow({ recent: { file, missing, opened }, onForget, opening }: RecentRowProps) {
  const { t } = useTranslation("start");
  const formats = useFormats();
  const Icon = ICONS[file.kind];
  const text = (
    <>
      <Icon aria-hidden className={styles.rowIcon} />
      <span className={styles.rowText}>
        <span className={styles.rowName}>{file.name}</span>
        <span className={styles.rowFolder}>{file.folder}</span>
      </span>
      <span className={styles.rowFact}>{file.bytes === null ? "" : formats.bytes(file.bytes)}</span>
      <span className={styles.rowFact}>{formats.relative(opened, new Date())}</span>
    </>
  );
  return (
    <li className={styles.row}>
      {missing ? (
        <div className={styles.rowMissing}>
          {text}
          <Badge tone="warn">{t("recent.missing")}</Badge>
        </div>
      ) : (
        <button
          type="button"
          className={styles.rowButton}
          onClick={() => void openFile(file, t("open.failed"))}
        >
          {text}
        </button>
      )}
      {missing && (
        <Button
          size="small"
          onPress={file.kind === "dump" ? opening.chooseDump : opening.chooseProfile}
        >
          {t("recent.locate")}
        </Button>
      )}
      <IconButton
        icon={X}
        size="small"
        label={t("recent.forget", { name: file.name })}
        onPress={() => onForget(file)}
      />
    </li>
  );
}

const ICONS: Record<FileKind, typeof File> = {
  dump: Database,
  profile: FileText,
  review: FileText,
  other: File,
};
