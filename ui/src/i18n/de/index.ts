import type { en } from "../en";
import type { Messages } from "../messages";
import { app } from "./app";
import { clones } from "./clones";
import { components } from "./components";
import { dump } from "./dump";
import { profile } from "./profile";
import { result } from "./result";
import { review } from "./review";
import { run } from "./run";
import { settings } from "./settings";
import { start } from "./start";

export const de: Messages<typeof en> = {
  app,
  clones,
  components,
  start,
  dump,
  profile,
  result,
  review,
  run,
  settings,
};
