import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { Terminal } from './Terminal';
import { formatCount } from './text/formatCount';

/** Says on standard error that a command found problems which only `check` shows in full. */
export function reportFindings(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
): void {
  const summary = summarize(
    diagnostics.filter(({ severity }) => severity !== 'info'),
  );
  if (summary) {
    terminal.message(`base-images: ${summary}; see base-images check`);
  }
}

/** Numbers of diagnostics by severity, such as `2 errors, 1 warning`; empty without any. */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  const nouns = { error: 'error', warning: 'warning', info: 'note' } as const;
  return (['error', 'warning', 'info'] as const)
    .map(severity => ({
      noun: nouns[severity],
      count: diagnostics.filter(item => item.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ count, noun }) => formatCount(count, noun))
    .join(', ');
}
