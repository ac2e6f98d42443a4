import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { AwsSimulator } from '../AwsSimulator';
import { BuildspecExecutor, localTools } from '../buildspec';
import { FolderBlobs, StateFile } from '../state';
import { serve } from './serve';

const USAGE = `usage: aws-simulator [options]

  --port NUMBER   port on 127.0.0.1; a free one when left out
  --data FILE     what there is from the beginning, as JSON or YAML
  --state FILE    where to keep everything; when the file is there, it is gone on with, and --data is left aside
  --speed NUMBER  how many times faster than real builds are (1)
  --build FOLDER  carry builds out with buildah, in this folder, instead of by the clock; with
                  --mirror PREFIX=HOST:PORT/PATH   where images come from whose names begin so (may be repeated)
                  --build-option OPTION            an option for every build, as buildah takes it (may be repeated)
`;

/** Runs a simulator until it is told to end. Gives the exit status. */
export async function runCommandLine(args: string[]): Promise<number> {
  let values;
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
        state: { type: 'string' },
        speed: { type: 'string', default: '1' },
        build: { type: 'string' },
        mirror: { type: 'string', multiple: true, default: [] },
        'build-option': { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || !(speed > 0)) {
    process.stderr.write(USAGE);
    return 2;
  }

  const file = values.state ? new StateFile(values.state) : undefined;
  const state = file?.load();
  const { build: folder } = values;
  const tools = {
    mirrors: Object.fromEntries(
      values.mirror.map(mirror => mirror.split('=', 2)),
    ),
    buildOptions: values['build-option'],
  };
  const simulator: AwsSimulator = AwsSimulator.create({
    port,
    speed,
    state,
    blobs: file && new FolderBlobs(file.blobsFolder),
    data:
      values.data && !state
        ? parse(readFileSync(values.data, 'utf8'))
        : undefined,
    rememberedRequests: 1000,
    executor:
      folder === undefined
        ? undefined
        : parts =>
            new BuildspecExecutor({
              ...parts,
              folder: join(folder, 'builds'),
              environment: ({ account, region }) =>
                localTools({
                  ...tools,
                  folder: join(folder, 'images'),
                  url: simulator.url,
                  registries: [{ account, region }],
                }),
            }),
  });
  await serve(simulator, file);
  return 0;
}
