import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "@/components/status/ErrorState";
import { problemsOf } from "@/platform/problem";

interface State {
  thrown: unknown;
  failed: boolean;
}

/** Keeps a screen that breaks from taking the window with it. */
export class ScreenBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <BrokenScreen
        thrown={this.state.thrown}
        onRetry={() => this.setState({ thrown: null, failed: false })}
      />
    );
  }
}

function BrokenScreen({ thrown, onRetry }: { thrown: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const problems = problemsOf(thrown).map((problem) => ({
    ...problem,
    hint: problem.hint ?? t("problems.screenHint"),
  }));
  return <ErrorState title={t("problems.screen")} problems={problems} onRetry={onRetry} />;
}
