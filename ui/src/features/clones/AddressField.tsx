import { useTranslation } from "react-i18next";
import type { ServerAddress } from "@/bindings";
import { Checkbox } from "@/components/choice/Toggles";
import { TextField } from "@/components/field/TextField";
import styles from "./clones.module.css";

interface AddressFieldProps {
  server: ServerAddress;
  onChange(server: ServerAddress): void;
  autoFocus?: boolean;
}

/** A database on a server. Its password never comes here. */
export function AddressField({ server, onChange, autoFocus }: AddressFieldProps) {
  const { t } = useTranslation("clones");
  return (
    <div className={styles.address}>
      <TextField
        label={t("address.label")}
        description={t("address.detail")}
        placeholder="postgres://user@host:5432/name"
        mono
        autoFocus={autoFocus}
        value={server.address}
        onChange={(address) => onChange({ ...server, address })}
      />
      <Checkbox
        label={t("address.askPassword")}
        detail={t("address.askPasswordDetail")}
        isSelected={server.askPassword}
        onChange={(askPassword) => onChange({ ...server, askPassword })}
      />
    </div>
  );
}
