import {
  RewritableLambda,
  WithBase,
} from '@base-images/backstage-plugin-base-images-node';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { Terminal } from './Terminal';

/** Says why a Dockerfile is not rewritten. */
export function reportRefusals(
  { dockerfile }: RewritableLambda,
  { refused }: Extract<WithBase, { refused: unknown }>,
  terminal: Terminal,
) {
  for (const { line, reason, help } of refused) {
    terminal.message(`${dockerfile}:${line}: ${reason}\n    ${help}`);
  }
}

/** Says why something is not written, with the place of each reason. */
export function reportRefused(
  refused: readonly Diagnostic[],
  terminal: Terminal,
): void {
  for (const { file, line, message, help } of refused) {
    const place = line === null ? file : `${file}:${line}`;
    terminal.message(`${place}: ${message}\n    ${help}`);
  }
}
