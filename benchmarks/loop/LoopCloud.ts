import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AwsSimulator,
  BuildspecExecutor,
  localTools,
} from '@base-images/aws-simulator';
import { runCommand } from '@base-images/image-bench';
import { Workshop } from '../images/Workshop';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const BUCKET = 'receipts-contexts';
/** Folder of the images that builds make. */
const BUILT = 'built';
export const PROJECT = 'receipts-images';
const BUILDSPEC = join(
  __dirname,
  '../../plugins/base-images-backend-module-aws/buildspec.yml',
);

/**
 * Stands for AWS, with builds that are carried out for real: the commands of the module's buildspec, with buildah.
 *
 * @param options - `publicImages`: address of the registry that stands for `public.ecr.aws`.
 */
export async function startLoopCloud(
  workshop: Workshop,
  options: { publicImages: string; platform: string },
): Promise<AwsSimulator> {
  const { folder, volumes } = workshop;
  const simulator: AwsSimulator = await AwsSimulator.start({
    data: {
      regions: [
        {
          account: ACCOUNT,
          region: REGION,
          buckets: [{ name: BUCKET }],
          projects: [
            {
              name: PROJECT,
              platform: options.platform,
              buildspec: readFileSync(BUILDSPEC, 'utf8'),
              sourceLocation: `${BUCKET}/base-images/context.zip`,
            },
          ],
        },
      ],
    },
    executor: parts =>
      new BuildspecExecutor({
        ...parts,
        folder: join(folder, 'builds'),
        environment: () =>
          localTools({
            folder: join(folder, BUILT),
            url: simulator.url,
            registries: [{ account: ACCOUNT, region: REGION }],
            mirrors: { 'public.ecr.aws': options.publicImages },
            // Builds see the package index of the workshop.
            buildOptions: volumes.map(volume => `--volume=${volume}`),
          }),
      }),
  });
  return simulator;
}

/** Takes away the images of the builds, so that nothing of their storage is mounted any more. */
export async function clearLoopBuilds({ folder }: Workshop): Promise<void> {
  const buildah = [
    'buildah',
    ...['--root', join(folder, BUILT, 'images')],
    ...['--runroot', join(folder, BUILT, 'run')],
    ...['--storage-driver', 'overlay'],
  ];
  await runCommand([...buildah, 'rm', '--all']);
  await runCommand([...buildah, 'rmi', '--all', '--force']);
}
