import type { dump as en } from "../en/dump";
import type { Messages } from "../messages";

export const dump: Messages<typeof en> = {
  title: "Dump",
};
