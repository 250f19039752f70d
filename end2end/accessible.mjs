// What the axe checker finds wrong with a page for those who do not see it, or use no mouse.

import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations on a page as it is, each with its rule, where it is and what would mend it. */
export async function violations(page) {
  // Put in from outside, since no page lets in a script of others.
  await page.evaluate(axe.source);
  const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
