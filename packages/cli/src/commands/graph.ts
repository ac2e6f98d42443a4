import { GraphReport } from '@base-images/backstage-plugin-base-images-common';
import {
  toDot,
  toGraphReport,
  toMermaid,
} from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { reportFindings } from '../reportFindings';
import { scanFolder } from '../scanFolder';
import { printable, Terminal } from '../Terminal';
import { formatCount } from '../text/formatCount';
import { formatNames } from '../text/formatPackages';
import { toJson } from '../text/json';
import { toTable } from '../text/table';

/** Adds `base-images graph`. */
export function addGraphCommand(program: Command, terminal: Terminal): void {
  program
    .command('graph')
    .description(
      'Packages with their paths, direct and transitive dependencies, and the order in which they can be installed',
    )
    .addArgument(folderArgument())
    .addOption(formatOption('dot', 'mermaid'))
    .addHelpText(
      'after',
      `
Examples:
  base-images graph
  base-images graph path/to/monorepo --format json | jq -r '.topologicalOrder[]'
  base-images graph --format dot | dot -Tsvg -o graph.svg`,
    )
    .action(async (folder: string, { format }: { format: string }) => {
      const report = toGraphReport(await scanFolder(folder));
      terminal.print(toOutput(report, format, terminal));
      reportFindings(terminal, report.diagnostics);
    });
}

function toOutput(
  report: GraphReport,
  format: string,
  terminal: Terminal,
): string {
  switch (format) {
    case 'json':
      return toJson(report);
    case 'dot':
      return toDot(report);
    case 'mermaid':
      return toMermaid(report);
    default:
      return toText(report, terminal);
  }
}

function toText(report: GraphReport, terminal: Terminal): string {
  const { packages, topologicalOrder, cycles } = report;
  const summary = [
    formatCount(packages.length, 'package'),
    ...(cycles.length > 0 ? [formatCount(cycles.length, 'cycle')] : []),
    ...(report.revision === null ? [] : [`revision ${report.revision}`]),
  ];
  if (packages.length === 0) {
    return `${summary.join(', ')}\n`;
  }
  const table = toTable(
    terminal,
    ['PACKAGE', 'PATH', 'VERSION', 'REQUIRES', 'AND THROUGH THEM', 'EXTRAS'],
    packages.map(item => [
      item.name,
      item.path,
      item.version ?? '-',
      formatNames(item.dependencies),
      formatNames(
        item.transitiveDependencies.filter(
          name => !item.dependencies.includes(name),
        ),
      ),
      formatNames(
        Object.entries(item.extras).map(([extra, names]) =>
          names.length > 0 ? `${extra} (${names.join(', ')})` : extra,
        ),
      ),
    ]),
  );
  const lines = [
    summary.join(', '),
    '',
    table,
    `${terminal.style('bold', 'Order')}  ${printable(topologicalOrder.join(' → '))}`,
    ...cycles.map(
      names =>
        `${terminal.style('red', 'Cycle')}  ${printable(names.join(', '))}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
