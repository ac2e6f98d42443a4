import {
  FolderSourceTree,
  formatDiff,
  scan,
  WithBaseSources,
} from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { folderArgument } from '../commandOptions';
import { findBaseImage } from '../findBaseImage';
import { findLambda } from '../findLambda';
import { forTerminal } from '../forTerminal';
import { refuseWrongInput } from '../refuseWrongInput';
import { reportRefusals } from '../reportRefusals';
import { Terminal } from '../Terminal';
import { writeBeside } from '../writeBeside';

interface WithBaseOptions {
  baseImage?: string;
  target?: string;
  write?: boolean;
  diff?: boolean;
}

const SUFFIX = '.with_base';

/** Adds `base-images with-base`. */
export function addWithBaseCommand(
  program: Command,
  terminal: Terminal,
  setStatus: (status: number) => void,
): void {
  program
    .command('with-base')
    .description(
      'The Dockerfile of a Lambda, rewritten so that it can stand on a base image',
    )
    .argument('<dockerfile>', 'path of the Dockerfile in the folder')
    .addArgument(folderArgument())
    .option(
      '--base-image <name>',
      'base image to stand on; the one that covers most is the default',
    )
    .option(
      '--target <stage>',
      'stage, where the Dockerfile makes several Lambdas',
    )
    .option(
      '--write',
      `write it beside the Dockerfile, with ${SUFFIX} at the end`,
    )
    .option('--diff', 'print what changes instead of the whole file')
    .addHelpText(
      'after',
      `
Exit status: 1 when no base image fits, or the Dockerfile cannot be rewritten safely; standard error says why.

Examples:
  base-images with-base infra/label_lambda/Dockerfile
  base-images with-base infra/label_lambda/Dockerfile path/to/monorepo --base-image receipt-label --write
  docker build --file infra/label_lambda/Dockerfile${SUFFIX} --build-arg BASE_IMAGE_URI=… .`,
    )
    .action(
      async (dockerfile: string, folder: string, options: WithBaseOptions) => {
        const tree = await refuseWrongInput(() =>
          FolderSourceTree.open(folder),
        );
        const monorepo = await scan(tree);
        const sources = await WithBaseSources.read(tree);
        const lambda = findLambda(sources, dockerfile, folder, options.target);
        const baseImage = findBaseImage(monorepo, lambda, options.baseImage);
        if (!baseImage) {
          terminal.message(
            `${lambda.dockerfile}: no base image covers what this Lambda requires; see base-images.yaml for what is declared`,
          );
          setStatus(1);
          return;
        }
        const rewritten = await sources.rewrite(lambda, baseImage);
        if ('refused' in rewritten) {
          reportRefusals(lambda, rewritten, terminal);
          setStatus(1);
          return;
        }
        const original = (await tree.read(lambda.dockerfile)).toString('utf8');
        const path = `${lambda.dockerfile}${SUFFIX}`;
        if (options.diff) {
          const names = [lambda.dockerfile, path] as const;
          terminal.print(
            forTerminal(
              formatDiff(original, rewritten.dockerfile, names),
              terminal,
            ),
          );
        } else if (!options.write) {
          terminal.print(forTerminal(rewritten.dockerfile, terminal));
        }
        if (options.write) {
          await writeBeside(folder, path, rewritten.dockerfile);
          terminal.message(`base-images: wrote ${path}`);
        }
        if (tree.files.has(`${lambda.dockerfile}.dockerignore`)) {
          terminal.message(
            `base-images: ${lambda.dockerfile}.dockerignore does not hold for ${path}; copy it to ${path}.dockerignore`,
          );
        }
      },
    );
}
