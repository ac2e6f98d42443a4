import {
  BaseDockerfileSources,
  FolderSourceTree,
  formatDiff,
  normalizeName,
  scan,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { CommandFailure } from '../CommandFailure';
import { folderArgument } from '../commandOptions';
import { forTerminal } from '../forTerminal';
import { refuseWrongInput } from '../refuseWrongInput';
import { reportRefused } from '../reportRefusals';
import { Terminal } from '../Terminal';
import { writeBeside } from '../writeBeside';

interface BaseDockerfileOptions {
  diff?: boolean;
  write?: boolean;
}

/** Adds `base-images base-dockerfile`. */
export function addBaseDockerfileCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('base-dockerfile')
    .description(
      'The Dockerfile of a base image that base-images.yaml declares',
    )
    .argument('<name>', 'name of the base image')
    .addArgument(folderArgument())
    .option('--diff', 'print what differs from the file that --write wrote')
    .option(
      '--write',
      'write it to .base-images/NAME.Dockerfile, with its .dockerignore',
    )
    .addHelpText(
      'after',
      `
It installs what the base image holds with one command, and is built in the root of the monorepo. One that stands on another base
image needs the build argument BASE_IMAGE_URI.

Exit status: 1 when it cannot be written; standard error says why.

Examples:
  base-images base-dockerfile receipt-label
  base-images base-dockerfile receipt-label path/to/monorepo --write
  docker build --file .base-images/receipt-label.Dockerfile --build-arg BASE_IMAGE_URI=… .`,
    )
    .action(
      async (name: string, folder: string, options: BaseDockerfileOptions) => {
        const tree = await refuseWrongInput(() =>
          FolderSourceTree.open(folder),
        );
        const sources = await BaseDockerfileSources.read(
          tree,
          await scan(tree),
        );
        const written = sources.write(normalizeName(name));
        if (!written) {
          const names = sources.names.join(', ') || 'none';
          throw new CommandFailure(
            `There is no base image ${name}; base-images.yaml declares ${names}`,
          );
        }
        if ('refused' in written) {
          reportRefused(written.refused, terminal);
          setStatus(1);
          return;
        }
        const { path, dockerfile, ignoreFile } = written;
        if (options.diff) {
          const before = await readText(tree, path);
          terminal.print(
            forTerminal(formatDiff(before, dockerfile, [path, path]), terminal),
          );
        } else if (!options.write) {
          terminal.print(forTerminal(dockerfile, terminal));
        }
        if (options.write) {
          for (const [file, text] of [
            [path, dockerfile],
            [`${path}.dockerignore`, ignoreFile],
          ]) {
            await writeBeside(folder, file, text);
            terminal.message(`base-images: wrote ${file}`);
          }
        }
      },
    );
}

/** Empty where there is no such file. */
async function readText(tree: SourceTree, path: string): Promise<string> {
  return tree.files.get(path)?.type === 'file'
    ? (await tree.read(path)).toString('utf8')
    : '';
}
