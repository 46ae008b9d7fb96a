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

/** One namespace for the shell, one for the components, one for each screen. */
export const en = { app, clones, components, start, dump, profile, result, review, run, settings };
