import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildLambdaImage,
  fetchRootFiles,
  fetchWheels,
  ImageBuilder,
  PackageIndex,
} from '@base-images/image-bench';
import { LAMBDA_IMAGE, PythonVersions } from './PythonVersions';

/** What the cases install from the public index; each list is a resolution of its own. */
const DISTRIBUTIONS = [
  ['pip', 'uv', 'setuptools', 'wheel', 'poetry-core', 'hatchling'],
  ['jmespath', 'snowballstemmer', 'rapidfuzz<4', 'tabulate'],
  ['python-dateutil', 'charset-normalizer', 'text-unidecode'],
  ['jmespath==1.0.1', 'requests==2.31'],
];

export interface WorkshopOptions {
  /** How to call buildah. */
  buildah?: readonly string[];
  /** More distributions for the index, each list resolved by itself. */
  more?: readonly (readonly string[])[];
}

/** Everything that builds of the cases need, in a folder that goes away with it. */
export class Workshop {
  /** Opens one, and closes it when it has been used or the process is told to end. */
  static async use(
    options: WorkshopOptions,
    work: (workshop: Workshop) => Promise<void>,
  ): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'image-bench-'));
    const builder = await ImageBuilder.create({
      folder,
      command: options.buildah,
    });
    const clear = async () => {
      await builder.clear();
      rmSync(folder, { recursive: true, force: true });
    };
    const end = () => void clear().finally(() => process.exit(130));
    process.once('SIGINT', end).once('SIGTERM', end);
    try {
      const workshop = await Workshop.#open(folder, builder, options);
      await work(workshop).finally(() => workshop.#stop());
    } finally {
      process.off('SIGINT', end).off('SIGTERM', end);
      await clear();
    }
  }

  static async #open(
    folder: string,
    builder: ImageBuilder,
    options: WorkshopOptions,
  ): Promise<Workshop> {
    const rootFiles = await fetchRootFiles();
    const wheels = await fetchWheels(
      [...DISTRIBUTIONS, ...(options.more ?? [])],
      rootFiles.python,
    );
    const versions = new PythonVersions(rootFiles.python);
    const tags = ['3.11', '3.12', '3.13'].map(
      version => `${LAMBDA_IMAGE}:${versions.move(version)}`,
    );
    await buildLambdaImage(builder, rootFiles, {
      tags,
      wheels,
      preinstalled: DISTRIBUTIONS[0],
    });
    await buildNodeImage(folder, builder, tags[1]);
    const index = await PackageIndex.start([wheels]);
    return new Workshop(folder, builder, index, versions, wheels);
  }

  readonly #others: PackageIndex[] = [];

  private constructor(
    readonly folder: string,
    readonly builder: ImageBuilder,
    readonly index: PackageIndex,
    readonly versions: PythonVersions,
    private readonly wheels: string,
  ) {
    this.volumes = this.writeSettings({ isolated: false });
  }

  /** What builds see: the settings of installers, which name the index. */
  volumes: readonly string[];

  /**
   * Writes settings of installers.
   *
   * @param options - `isolated`: fetch build backends for every package, as installers do. Otherwise those of the stand-in are taken.
   */
  writeSettings({ isolated }: { isolated: boolean }): readonly string[] {
    const folder = mkdtempSync(join(this.folder, 'settings-'));
    const pip = [
      '[global]',
      `index-url = ${this.index.url}`,
      'disable-pip-version-check = true',
      // pip reads this one the wrong way round.
      ...(isolated ? [] : ['no-build-isolation = false']),
    ];
    const uv = [
      '[[index]]',
      `url = "${this.index.url}"`,
      'default = true',
      ...(isolated ? [] : ['[pip]', 'no-build-isolation = true']),
    ];
    writeFileSync(join(folder, 'pip.conf'), `${pip.join('\n')}\n`);
    writeFileSync(join(folder, 'uv.toml'), `${uv.join('\n')}\n`);
    return [
      `${join(folder, 'pip.conf')}:/etc/pip.conf:ro`,
      `${join(folder, 'uv.toml')}:/etc/uv/uv.toml:ro`,
    ];
  }

  /**
   * Starts another index that has one old version of what the packages of the cases need, and what builds them, and puts a package onto
   * the first one that has the name of an internal one. Gives the address of the other index.
   */
  async addHostileIndex(source: string, version: string): Promise<string> {
    const folder = mkdtempSync(join(this.folder, 'hostile-'));
    cpSync(source, join(folder, 'source'), { recursive: true });
    const manifest = join(folder, 'source', 'pyproject.toml');
    const text = readFileSync(manifest, 'utf8');
    await writeFile(
      manifest,
      text.replace(/^version = .*$/m, `version = "${version}"`),
    );
    const image = `${LAMBDA_IMAGE}:${this.versions.move('3.12')}`;
    await this.builder.withContainer(image, async container => {
      await this.builder.run(
        container,
        [
          ...['pip', 'wheel', '--no-deps', '--no-build-isolation'],
          ...['--wheel-dir', '/hostile', '/hostile/source'],
        ],
        { volumes: [`${folder}:/hostile`] },
      );
    });
    this.index.folders.push(folder);
    const old = mkdtempSync(join(this.folder, 'old-'));
    for (const file of readdirSync(this.wheels)) {
      if (/^(?:jmespath-1\.0\.1|setuptools|wheel)-/.test(file)) {
        cpSync(join(this.wheels, file), join(old, file));
      }
    }
    const other = await PackageIndex.start([old]);
    this.#others.push(other);
    return other.url;
  }

  #stop(): void {
    this.#others.forEach(index => index.stop());
    this.index.stop();
  }
}

/** Stands for an image of Node.js, in which a case builds something. */
async function buildNodeImage(
  folder: string,
  builder: ImageBuilder,
  parent: string,
): Promise<void> {
  const context = mkdtempSync(join(folder, 'node-'));
  const dockerfile = join(context, 'Dockerfile');
  writeFileSync(
    join(context, 'npm'),
    '#!/bin/sh\nmkdir /out && echo 1 >/out/a\n',
    {
      mode: 0o755,
    },
  );
  writeFileSync(dockerfile, `FROM ${parent}\nCOPY npm /usr/local/bin/npm\n`);
  const tag = 'docker.io/library/node:20';
  await builder.build({ dockerfile, context, tag });
  await builder.tag(tag, 'localhost/node:20');
}
