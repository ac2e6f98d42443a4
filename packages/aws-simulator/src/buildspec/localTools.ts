import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageFolder } from '../packageFolder';

/** How the commands of builds reach images. @public */
export interface LocalToolsOptions {
  /** Folder for the images of the builder. */
  folder: string;
  /** Address of the simulator. */
  url: string;
  /** Whose registries the simulator stands for. */
  registries: { account: string; region: string }[];
  /** Where other images come from: from the beginning of their names to `host:port/path`, without encryption. */
  mirrors?: Record<string, string>;
  /** More options for every build, as buildah takes them. */
  buildOptions?: string[];
}

/**
 * The environment in which the commands of a buildspec find `docker` and `aws`, which do their work with buildah and the
 * simulator. Needs root, buildah and a kernel that mounts overlays.
 *
 * @public
 */
export function localTools(options: LocalToolsOptions): Record<string, string> {
  const host = new URL(options.url).host;
  const mirrors = {
    ...options.mirrors,
    ...Object.fromEntries(
      options.registries.map(({ account, region }) => [
        `${account}.dkr.ecr.${region}.amazonaws.com`,
        `${host}/${account}/${region}`,
      ]),
    ),
  };
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const registries = join(folder, 'registries.conf');
  writeFileSync(
    registries,
    Object.entries(mirrors)
      .map(
        ([prefix, location]) =>
          `[[registry]]\nprefix = ${JSON.stringify(prefix)}\nlocation = ${JSON.stringify(location)}\ninsecure = true\n`,
      )
      .join('\n'),
  );
  const tools = join(packageFolder, 'tools');
  return {
    PATH: `${tools}:${process.env.PATH}`,
    CONTAINERS_REGISTRIES_CONF: registries,
    SIMULATOR_HOST: host,
    SIMULATOR_STORAGE: folder,
    SIMULATOR_BUILD_OPTIONS: (options.buildOptions ?? []).join('\n'),
  };
}
