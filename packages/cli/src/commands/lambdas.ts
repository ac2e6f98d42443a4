import { LambdaReport } from '@base-images/backstage-plugin-base-images-common';
import { toLambdaReports } from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { reportFindings } from '../reportFindings';
import { scanFolder } from '../scanFolder';
import { Terminal } from '../Terminal';
import { formatCount } from '../text/formatCount';
import { formatCoverage } from '../text/formatCoverage';
import { formatPackages } from '../text/formatPackages';
import { toJson } from '../text/json';
import { toTable } from '../text/table';

/** Adds `base-images lambdas`. */
export function addLambdasCommand(program: Command, terminal: Terminal): void {
  program
    .command('lambdas')
    .description(
      'Container Lambdas with what they install and require, and the base image that covers most of it',
    )
    .addArgument(folderArgument())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  base-images lambdas
  base-images lambdas --format json | jq '.[] | select(.missing != [])'`,
    )
    .action(async (folder: string, { format }: { format: string }) => {
      const monorepo = await scanFolder(folder);
      const reports = toLambdaReports(monorepo);
      terminal.print(
        format === 'json' ? toJson(reports) : toText(reports, terminal),
      );
      reportFindings(terminal, monorepo.diagnostics);
    });
}

function toText(reports: readonly LambdaReport[], terminal: Terminal): string {
  const count = `${formatCount(reports.length, 'Lambda')}\n`;
  if (reports.length === 0) {
    return count;
  }
  const table = toTable(
    terminal,
    [
      'LAMBDA',
      'DOCKERFILE',
      'BASE IMAGE',
      'COVERAGE',
      'CONFIDENCE',
      'REQUIRES',
      'MISSING',
    ],
    reports.map(report => [
      report.name,
      report.target
        ? `${report.dockerfile} (${report.target})`
        : report.dockerfile,
      report.baseImage ?? '-',
      formatCoverage(report.coverage),
      report.confidence,
      formatPackages(report.requires),
      formatPackages(report.missing),
    ]),
  );
  return `${count}\n${table}`;
}
