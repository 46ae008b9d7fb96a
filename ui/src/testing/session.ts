import { onTestFinished } from "vitest";
import { choosePlatform } from "@/platform";
import type { Mock } from "@/platform/mock/mock";
import { type Scenario, scenario } from "@/platform/mock/scenarios";
import { followJobs, useJobs } from "@/stores/jobs";
import { navigate, type ScreenId } from "@/stores/route";
import { useToasts } from "@/stores/toasts";
import { useWorkspace } from "@/stores/workspace";

/** A fresh session over a mock, with nothing open, on a screen. */
export function beginSession(name: Scenario, screen: ScreenId): Mock {
  const mock = scenario(name);
  choosePlatform(mock);
  useWorkspace.setState({
    dump: null,
    profile: null,
    inspecting: null,
    failure: null,
    review: null,
    recovered: false,
  });
  useJobs.setState({ jobs: {} });
  useToasts.setState({ toasts: [] });
  navigate(screen);
  onTestFinished(followJobs());
  return mock;
}
