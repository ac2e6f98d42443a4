import { expect, Locator, Page } from '@playwright/test';

/** More stops than any page has. */
const MOST_STOPS = 150;

/** Goes on with Tab until an element has the focus, and expects that one sees it there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab');
    if (await hasFocus(target)) {
      expect(await target.evaluate(showsFocus), 'focus is visible').toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Expects that Tab does not leave an element, in which the focus is already. */
export async function expectTrapped(page: Page, part: Locator): Promise<void> {
  for (let stops = 0; stops < 12; stops++) {
    expect(
      await part.evaluate(element => element.contains(document.activeElement)),
    ).toBe(true);
    await page.keyboard.press('Tab');
  }
}

async function hasFocus(target: Locator): Promise<boolean> {
  return await target.evaluate(element => element === document.activeElement);
}

/** Whether an element, or what its label draws in its place, has an outline or a ring. */
function showsFocus(element: Element): boolean {
  const label = element.closest('label');
  return [element, ...(label?.querySelectorAll('*') ?? [])].some(candidate => {
    const { outlineStyle, outlineWidth, boxShadow } =
      getComputedStyle(candidate);
    return (
      (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
      boxShadow !== 'none'
    );
  });
}
