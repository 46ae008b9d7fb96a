import { isMac, shortcutKeys } from "@/stores/actions";
import styles from "./status.module.css";

/** A shortcut, key by key. */
export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut, isMac()).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
