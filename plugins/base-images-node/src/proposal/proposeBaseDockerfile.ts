import {
  BaseImage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseDockerfile } from '../baseDockerfile/BaseDockerfile';
import { BaseDockerfileSources } from '../baseDockerfile/BaseDockerfileSources';
import { DECLARATION_FILE } from '../declaration/declarationRules';
import { normalizeName } from '../python/normalizeName';
import { scan } from '../scan';
import { SourceTree } from '../source/SourceTree';
import { Proposal, ProposedFile } from './Proposal';
import { readTextFile } from './readTextFile';

/** What {@link proposeBaseDockerfile} is asked for. @public */
export interface BaseDockerfileRequest {
  /** Name of a base image that is declared. */
  name: string;
  /** What `scan` gives for the same tree; scanned when left out. */
  monorepo?: Monorepo;
  signal?: AbortSignal;
}

/** The Dockerfile of a base image, with what building it needs. @public */
export interface BaseDockerfileDetails {
  baseImage: BaseImage;
  written: BaseDockerfile;
}

/**
 * Proposes the Dockerfile of a base image, first among the files, and the ignore file that belongs to it.
 *
 * @public
 */
export async function proposeBaseDockerfile(
  tree: SourceTree,
  request: BaseDockerfileRequest,
): Promise<Proposal<BaseDockerfileDetails>> {
  const { signal } = request;
  const monorepo = request.monorepo ?? (await scan(tree, { signal }));
  const name = normalizeName(request.name);
  const sources = await BaseDockerfileSources.read(tree, monorepo);
  signal?.throwIfAborted();
  const written = sources.write(name);
  const baseImage = monorepo.baseImages.find(item => item.name === name);
  if (!written || !baseImage) {
    return {
      refused: [
        {
          file: DECLARATION_FILE,
          line: null,
          reason: `There is no base image ${request.name.slice(0, 80)}.`,
          help: `It declares ${sources.names.join(', ') || 'none'}.`,
        },
      ],
    };
  }
  if ('refused' in written) {
    return {
      refused: written.refused.map(({ file, line, message, help }) => ({
        file,
        line,
        reason: message,
        help,
      })),
    };
  }
  const propose = async (
    path: string,
    after: string,
  ): Promise<ProposedFile> => ({
    path,
    before: (await readTextFile(tree, path))?.text,
    after,
  });
  return {
    baseImage,
    written,
    files: [
      await propose(written.path, written.dockerfile),
      await propose(`${written.path}.dockerignore`, written.ignoreFile),
    ],
  };
}
