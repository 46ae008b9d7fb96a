import { app } from "./app";
import { components } from "./components";
import { dump } from "./dump";
import { profile } from "./profile";
import { review } from "./review";
import { run } from "./run";
import { settings } from "./settings";
import { start } from "./start";

/** One namespace for the shell, one for the components, one for each screen. */
export const en = { app, components, start, dump, profile, review, run, settings };
