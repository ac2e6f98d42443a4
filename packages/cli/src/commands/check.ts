import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { Command } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { summarize } from '../reportFindings';
import { scanFolder } from '../scanFolder';
import { printable, Style, Terminal } from '../Terminal';
import { toJson } from '../text/json';

const STYLES: Record<Diagnostic['severity'], Style> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/** Adds `base-images check`. */
export function addCheckCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('check')
    .description(
      'What is wrong in manifests, Dockerfiles and declarations, with file, line and how to mend it',
    )
    .addArgument(folderArgument())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Exit status: 1 when there is a finding of severity error.

Examples:
  base-images check
  base-images check --format json | jq -r '.diagnostics[] | "\\(.file):\\(.line) \\(.code)"'`,
    )
    .action(async (folder: string, { format }: { format: string }) => {
      const { diagnostics } = await scanFolder(folder);
      terminal.print(
        format === 'json'
          ? toJson({ diagnostics })
          : toText(diagnostics, terminal),
      );
      if (diagnostics.some(({ severity }) => severity === 'error')) {
        setStatus(1);
      }
    });
}

function toText(
  diagnostics: readonly Diagnostic[],
  terminal: Terminal,
): string {
  const findings = diagnostics.map(diagnostic => {
    const { code, severity, message, help } = diagnostic;
    const place = terminal.style('bold', printable(placeOf(diagnostic)));
    const label = terminal.style(STYLES[severity], severity);
    return `${place}: ${label} ${code}: ${printable(message)}\n    ${printable(help)}\n`;
  });
  const summary = summarize(diagnostics) || 'Nothing found';
  return [...findings, `${summary}\n`].join('');
}

function placeOf({ file, line, column }: Diagnostic): string {
  return [file, line, line === null ? null : column]
    .filter(part => part !== null)
    .join(':');
}
