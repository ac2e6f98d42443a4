import { AffectedReport } from '@base-images/backstage-plugin-base-images-common';
import { Command } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { compareFolder } from '../compareFolder';
import { reportFindings } from '../reportFindings';
import { Terminal } from '../Terminal';
import { formatCount } from '../text/formatCount';
import { formatStep } from '../text/formatStep';
import { toJson } from '../text/json';
import { toTable } from '../text/table';

/** Adds `base-images affected`. */
export function addAffectedCommand(program: Command, terminal: Terminal): void {
  program
    .command('affected')
    .description(
      'Packages, base images and Lambdas that the change since a commit reaches, each with the way that it takes',
    )
    .addArgument(folderArgument())
    .requiredOption(
      '--since <revision>',
      'commit, branch or tag that the change starts from; it leads to the files as they are now',
    )
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Exit status: 0 also when nothing is affected.

Examples:
  base-images affected --since HEAD
  base-images affected --since "$(git merge-base origin/main HEAD)"
  base-images affected --since HEAD~1 --format json | jq -r '.affected[] | select(.kind == "lambda") | .id'`,
    )
    .action(
      async (
        folder: string,
        { since, format }: { since: string; format: string },
      ) => {
        const { report, diagnostics } = await compareFolder(folder, since);
        terminal.print(
          format === 'json' ? toJson(report) : toText(report, terminal),
        );
        if (report.uncertain.length > 0) {
          terminal.message(
            `base-images: what ${formatCount(report.uncertain.length, 'other Lambda')} may install is not known, so the change may reach more; see uncertain in --format json`,
          );
        }
        reportFindings(terminal, diagnostics);
      },
    );
}

function toText(report: AffectedReport, terminal: Terminal): string {
  const files = formatCount(report.changedFiles.length, 'changed file');
  const summary = `${files} since ${report.since?.slice(0, 12)}`;
  if (report.affected.length === 0) {
    return `${summary}; nothing is affected\n`;
  }
  const counts = (
    [
      ['package', 'package'],
      ['base-image', 'base image'],
      ['lambda', 'Lambda'],
    ] as const
  ).map(([kind, noun]) =>
    formatCount(
      report.affected.filter(item => item.kind === kind).length,
      noun,
    ),
  );
  const table = toTable(
    terminal,
    ['KIND', 'NAME', 'CHANGE', 'PATH'],
    report.affected.map(({ kind, name, change, path }) => [
      kind,
      name,
      change,
      path.map(formatStep).join(' → '),
    ]),
  );
  return `${summary}: ${counts.join(', ')} affected\n\n${table}`;
}
