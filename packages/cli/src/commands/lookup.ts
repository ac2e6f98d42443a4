import { isError } from '@backstage/errors';
import {
  LookupReport,
  LookupRequest,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { lookup } from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { CommandFailure } from '../CommandFailure';
import { folderArgument, formatOption, parseList } from '../commandOptions';
import { scanFolder } from '../scanFolder';
import { printable, Terminal } from '../Terminal';
import { formatCoverage } from '../text/formatCoverage';
import { formatPackages } from '../text/formatPackages';
import { toJson } from '../text/json';
import { toTable } from '../text/table';

/** Adds `base-images lookup`. */
export function addLookupCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('lookup')
    .description(
      'The base image that fits a set of packages, by everything that they require',
    )
    .addArgument(folderArgument())
    .requiredOption(
      '--packages <packages>',
      "packages with extras, such as 'receipt-label[full],receipt-places'",
      parseList,
    )
    .option('--platform <platform>', 'platform such as linux/arm64')
    .option('--python <version>', 'Python version such as 3.12')
    .option('--supersets', 'also base images that hold more than is required')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Exit status: 1 when no base image fits.

Examples:
  base-images lookup --packages receipt-dynamo
  base-images lookup path/to/monorepo --packages 'receipt-label[full]' --platform linux/arm64 --python 3.12`,
    )
    .action(
      async (folder: string, options: LookupRequest & { format: string }) => {
        if (options.packages.length === 0) {
          throw new CommandFailure(
            "--packages names no package; write --packages 'receipt-label[full]'",
          );
        }
        const report = lookUp(await scanFolder(folder), options);
        terminal.print(
          options.format === 'json' ? toJson(report) : toText(report, terminal),
        );
        if (report.baseImage === null) {
          terminal.message(
            'base-images: no base image fits; see base-images.yaml for what is declared, and --supersets',
          );
          setStatus(1);
        }
      },
    );
}

function lookUp(monorepo: Monorepo, request: LookupRequest): LookupReport {
  try {
    return lookup(monorepo, request);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      throw new CommandFailure(error.message);
    }
    throw error;
  }
}

function toText(report: LookupReport, terminal: Terminal): string {
  const lines: string[] = [];
  if (report.baseImage !== null) {
    const name = terminal.style('bold', printable(report.baseImage));
    const total = report.covered.length + report.uncovered.length;
    lines.push(
      `${name} covers ${report.covered.length} of ${total} packages, ${formatCoverage(report.coverage)}`,
      `  covered    ${printable(formatPackages(report.covered))}`,
    );
  } else {
    lines.push('No base image fits');
  }
  lines.push(`  uncovered  ${printable(formatPackages(report.uncovered))}`);
  if (report.alternatives.length > 0) {
    const table = toTable(
      terminal,
      ['ALTERNATIVE', 'COVERAGE', 'UNCOVERED', 'SURPLUS'],
      report.alternatives.map(item => [
        item.baseImage,
        formatCoverage(item.coverage),
        formatPackages(item.uncovered),
        formatPackages(item.surplus),
      ]),
    );
    lines.push('', table.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}
