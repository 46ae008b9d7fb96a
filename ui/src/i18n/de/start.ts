import type { start as en } from "../en/start";
import type { Messages } from "../messages";

export const start: Messages<typeof en> = {
  title: "Start",
};
