import { Page } from '@playwright/test';

const problems = new WeakMap<Page, string[]>();

/** Notes every error of a page, and every one that it writes on the console. */
export function watchProblems(page: Page): void {
  const found: string[] = [];
  problems.set(page, found);
  page.on('pageerror', error => found.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && isOurs(message.text())) {
      found.push(message.text());
    }
  });
}

/** What went wrong on a page since it was watched. */
export function problemsOf(page: Page): string[] {
  return problems.get(page) ?? [];
}

/** Whether a message on the console is about our code: not React's advice to the authors of other components. */
function isOurs(text: string): boolean {
  const component = /webpack-internal:\/\/\/(\S+)/.exec(text)?.[1];
  return !(text.startsWith('Warning:') && component?.includes('node_modules'));
}
