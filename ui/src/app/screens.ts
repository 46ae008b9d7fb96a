import {
  ChartColumn,
  CirclePlay,
  Copy,
  Database,
  FileCheck,
  FileCog,
  House,
  type LucideIcon,
  Settings,
} from "lucide-react";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ScreenId } from "@/stores/route";

export interface Screen {
  id: ScreenId;
  icon: LucideIcon;
  component: LazyExoticComponent<ComponentType>;
}

/** All screens, in the order of the work. A new screen is its folder in `features/` and a line here. */
export const SCREENS: readonly Screen[] = [
  { id: "start", icon: House, component: lazy(() => import("@/features/start")) },
  { id: "dump", icon: Database, component: lazy(() => import("@/features/dump")) },
  { id: "profile", icon: FileCog, component: lazy(() => import("@/features/profile")) },
  { id: "review", icon: FileCheck, component: lazy(() => import("@/features/review")) },
  { id: "run", icon: CirclePlay, component: lazy(() => import("@/features/run")) },
  { id: "result", icon: ChartColumn, component: lazy(() => import("@/features/result")) },
  { id: "clones", icon: Copy, component: lazy(() => import("@/features/clones")) },
  { id: "settings", icon: Settings, component: lazy(() => import("@/features/settings")) },
];
