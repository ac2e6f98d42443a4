import { Locator } from '@playwright/test';
import axe from 'axe-core';

/** What axe finds wrong in a part of the page, one line each; nothing where all is well. */
export async function findViolations(part: Locator): Promise<string[]> {
  await part.page().evaluate(axe.source);
  return await part.evaluate(async element => {
    // What fades in has another contrast while it does.
    for (const animation of element.getAnimations({ subtree: true })) {
      if (animation.effect?.getTiming().iterations !== Infinity) {
        animation.finish();
      }
    }
    const { violations } = await (
      window as unknown as { axe: typeof axe }
    ).axe.run(element, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`,
      ),
    );
  });
}
