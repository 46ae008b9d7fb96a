import { CircleAlert } from "lucide-react";
import type { Problem } from "@/platform/problem";
import styles from "./problems.module.css";

/** What is wrong with a field, below it: what it is, and what to do. */
export function FieldProblems({ problems, id }: { problems: readonly Problem[]; id?: string }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} id={id}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`}>
          <CircleAlert aria-hidden className={styles.icon} />
          <span>
            <span className={styles.message}>{sentence(problem.message)}</span>
            {problem.hint && <span className={styles.hint}> {sentence(problem.hint)}</span>}
            {problem.place && <span className={styles.place}>{problem.place}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Messages begin small and end without a full stop, as those of a command line do. */
function sentence(text: string): string {
  const whole = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
