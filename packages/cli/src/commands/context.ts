import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import {
  ContextSelection,
  FolderSourceTree,
  writeContextZip,
} from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { folderArgument, formatOption } from '../commandOptions';
import { ContextFinder, FoundContexts } from '../ContextFinder';
import { refuseWrongInput } from '../refuseWrongInput';
import { reportRefused } from '../reportRefusals';
import { printable, Terminal } from '../Terminal';
import { formatBytes } from '../text/formatBytes';
import { toJson } from '../text/json';
import { formatCount } from '../text/formatCount';
import { toTable } from '../text/table';
import { writeInPlaceOf } from '../writeInPlaceOf';

interface ContextOptions {
  format: string;
  output?: string;
  baseImage?: string;
  target?: string;
}

type Files = Pick<ContextSelection, 'dockerfile' | 'files' | 'size'>;

/** What `base-images context --format json` prints. */
interface ContextReport extends Files {
  context: string;
  target: string | null;
  /** The same on a base image; null when there is none, or the Dockerfile is not rewritten. */
  withBase: (Files & { baseImage: string }) | null;
  /** The archive that `--output` asks for: with the base image where one is named. */
  archive: { path: string; size: number; sha256: string } | null;
}

/** Adds `base-images context`. */
export function addContextCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('context')
    .description(
      'The files that the build of a Lambda or base image reads, with and without a base image',
    )
    .argument(
      '<dockerfile>',
      'path of the Dockerfile in the folder; .base-images/NAME.Dockerfile for a base image',
    )
    .addArgument(folderArgument())
    .option('--output <zip>', 'write these files to a ZIP archive')
    .option(
      '--base-image <name>',
      'base image to stand on, for the archive too; the one that covers most is compared by default',
    )
    .option(
      '--target <stage>',
      'stage, where the Dockerfile makes several Lambdas',
    )
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Files keep their paths from the root of the monorepo, so that docker build --file DOCKERFILE CONTEXT in the unpacked archive is the
same command as in the checkout. The same files give the same bytes.

Exit status: 1 when the Dockerfile is not rewritten for the base image that is named, or a file cannot be sent; standard error says
why.

Examples:
  base-images context infra/label_lambda/Dockerfile
  base-images context infra/label_lambda/Dockerfile path/to/monorepo --base-image receipt-label --output context.zip
  base-images context .base-images/receipt-label.Dockerfile --format json | jq .size`,
    )
    .action(
      async (dockerfile: string, folder: string, options: ContextOptions) => {
        const { format, output, baseImage, target } = options;
        const tree = await refuseWrongInput(() =>
          FolderSourceTree.open(folder),
        );
        const refuse = (refused: readonly Diagnostic[]) => {
          reportRefused(refused, terminal);
          setStatus(1);
        };
        const finder = await ContextFinder.create(tree, folder);
        const found = await finder.find(dockerfile, { baseImage, target });
        if ('refused' in found.own) {
          refuse(found.own.refused);
          return;
        }
        const { own, onBase } = found;
        if (baseImage !== undefined && onBase && 'refused' in onBase.selected) {
          refuse(onBase.selected.refused);
          return;
        }
        const withBase =
          onBase && !('refused' in onBase.selected)
            ? { baseImage: onBase.baseImage, selected: onBase.selected }
            : undefined;
        const packed =
          baseImage !== undefined && withBase ? withBase.selected : own;
        const archive =
          output === undefined
            ? null
            : await writeInPlaceOf(output, path =>
                writeContextZip(tree, packed, path),
              );
        const report: ContextReport = {
          ...files(own),
          context: own.context,
          target: own.target,
          withBase: withBase
            ? { baseImage: withBase.baseImage, ...files(withBase.selected) }
            : null,
          archive:
            output !== undefined && archive
              ? { path: output, ...archive }
              : null,
        };
        terminal.print(
          format === 'json'
            ? toJson(report)
            : toText(report, found.kind, packed, terminal),
        );
      },
    );
}

function files({ dockerfile, files: list, size }: ContextSelection): Files {
  return { dockerfile, files: list, size };
}

function toText(
  report: ContextReport,
  kind: FoundContexts['kind'],
  shown: Files,
  terminal: Terminal,
): string {
  const { withBase, archive } = report;
  const onBase = withBase
    ? `on the base image ${withBase.baseImage}: ${total(withBase)}`
    : 'on a base image: none that it can stand on';
  const lines = [
    toTable(
      terminal,
      ['SIZE', 'FILE'],
      shown.files.map(({ size, path }) => [formatBytes(size), path]),
    ),
    `${printable(report.dockerfile)}: ${total(report)}`,
    ...(kind === 'lambda' ? [onBase] : []),
    ...(archive
      ? [
          `${printable(archive.path)}: ${formatBytes(archive.size)}, sha256 ${archive.sha256}`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function total({ files: list, size }: Files): string {
  return `${formatCount(list.length, 'file')}, ${formatBytes(size)}`;
}
