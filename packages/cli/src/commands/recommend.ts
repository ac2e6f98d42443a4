import {
  FolderSourceTree,
  readHistory,
  recommendBaseImages,
  RecommendationReport,
} from '@base-images/backstage-plugin-base-images-node';
import { Command, InvalidArgumentError } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { refuseWrongInput } from '../refuseWrongInput';
import { printable, Terminal } from '../Terminal';
import { formatCount } from '../text/formatCount';
import { formatPackages } from '../text/formatPackages';
import { toJson } from '../text/json';

/** Commits to learn from. */
const COMMITS = 500;

/** Adds `base-images recommend`. */
export function addRecommendCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('recommend')
    .description(
      'The base images that would save most of the time in which Lambdas install packages',
    )
    .addArgument(folderArgument())
    .option('--max <number>', 'most base images to recommend', parseCount, 3)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Which packages change often is learnt from the latest ${COMMITS} commits of the branch; with fewer than 20, each counts the same.

Exit status: 1 when no base image is worth it.

Examples:
  base-images recommend --max 2
  base-images recommend path/to/monorepo --format json | jq -r .declaration`,
    )
    .action(
      async (
        folder: string,
        { max, format }: { max: number; format: string },
      ) => {
        const tree = await refuseWrongInput(() =>
          FolderSourceTree.open(folder),
        );
        const report = await recommendBaseImages(tree, {
          max,
          commits: await readHistory(folder, COMMITS),
        });
        terminal.print(format === 'json' ? toJson(report) : toText(report));
        for (const { file, line, reason } of report.unsuitable) {
          const place = line === null ? file : `${file}:${line}`;
          terminal.message(`base-images: not counted: ${place}: ${reason}`);
        }
        if (report.baseImages.length === 0) {
          terminal.message('base-images: no base image is worth it');
          setStatus(1);
        }
      },
    );
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^[1-9]\d*$/.test(text) || count > 50) {
    throw new InvalidArgumentError('Give a whole number from 1 to 50.');
  }
  return count;
}

function toText(report: RecommendationReport): string {
  const { seconds, changes, fromHistory, baseImages, declaration } = report;
  if (seconds.withoutBaseImages === 0) {
    return 'No Lambda installs a package of this monorepo\n';
  }
  const over = fromHistory
    ? `Over the latest ${formatCount(changes, 'commit')}`
    : 'If each package and Lambda changed once';
  const share = Math.floor(
    (1 - seconds.recommended / seconds.withoutBaseImages) * 100,
  );
  const lines = [
    `${over}, builds would take about ${toMinutes(seconds.recommended)} to install packages instead of ${toMinutes(seconds.withoutBaseImages)}: ${share} % less`,
  ];
  for (const image of baseImages) {
    lines.push(
      '',
      `${printable(image.name)}${image.isDeclared ? ', declared already' : ''}, on ${printable(image.from)}, built ${formatCount(image.builds, 'time')}`,
      `  holds  ${printable(formatPackages(image.contains))}`,
      ...image.lambdas.map(
        ({ id, covered, required }) =>
          `  covers ${covered} of ${required} of ${printable(id)}`,
      ),
    );
  }
  if (declaration !== null) {
    const indented = declaration.replace(/^(?=.)/gm, '  ');
    lines.push(
      '',
      'To add to base-images.yaml:',
      '',
      'images:',
      printable(indented).trimEnd(),
    );
  }
  return `${lines.join('\n')}\n`;
}

function toMinutes(seconds: number): string {
  return seconds < 120
    ? formatCount(seconds, 'second')
    : formatCount(Math.round(seconds / 60), 'minute');
}
