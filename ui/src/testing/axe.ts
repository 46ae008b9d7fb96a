import axe from "axe-core";
import { expect } from "vitest";

/**
 * Fails where axe finds a violation. Colours are left to the browser tests: jsdom knows none.
 */
export async function expectAccessible(container: Element = document.body): Promise<void> {
  const { violations } = await axe.run(container, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {
      "color-contrast": { enabled: false },
      // A component alone has no landmarks around it.
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
    },
  });
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  expect(told).toEqual([]);
}
