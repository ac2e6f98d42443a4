import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_SOURCE,
} from '@base-images/backstage-plugin-base-images-common';
import { copyFolder } from '../source/copyFolder';
import { SourceFinder } from '../source/SourceFinder';
import { WorkspaceFolder } from '../workspace/WorkspaceFolder';
import { examples } from './sourceFind.examples';

/**
 * Creates the action `base-images:source:find`.
 *
 * @public
 */
export function createSourceFindAction(options: {
  catalog: CatalogService;
  sources: SourceFinder;
}) {
  const { catalog, sources } = options;
  return createTemplateAction({
    id: 'base-images:source:find',
    description:
      'Finds the monorepo that an entity comes from: its URL for fetch:plain, and its repository for the publish actions. A source that is a local folder of the backend is copied into the workspace.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({
            description:
              'Ref of a package, Lambda, base image or monorepo in the catalog.',
          }),
        targetPath: z =>
          z
            .string({
              description:
                'Folder of the workspace that a local folder is copied to. Default: the workspace.',
            })
            .optional(),
        needsRepository: z =>
          z
            .boolean({
              description:
                'Whether to fail where the source is in no repository that a pull request can be opened in.',
            })
            .optional(),
      },
      output: {
        source: z => z.string({ description: 'Id of the source.' }),
        url: z =>
          z
            .string({
              description: 'URL to fetch. Not for a local folder.',
            })
            .optional(),
        repoUrl: z =>
          z
            .string({
              description:
                'Repository, as publish actions want it, such as github.com?owner=acme&repo=receipts. Not for a local folder.',
            })
            .optional(),
        branch: z =>
          z
            .string({
              description: 'Branch that is watched, where the URL names one.',
            })
            .optional(),
        folder: z =>
          z
            .string({
              description:
                'Folder of the monorepo in its repository; empty for the root. Not for a local folder.',
            })
            .optional(),
        lambda: z =>
          z
            .string({
              description: 'Id of the Lambda that the entity stands for.',
            })
            .optional(),
        baseImage: z =>
          z
            .string({
              description: 'Name of the base image that the entity stands for.',
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const { targetPath = '.', needsRepository } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const entityRef = stringifyEntityRef(parseEntityRef(ctx.input.entityRef));
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(`There is no entity '${entityRef}'`);
      }
      const annotations = entity.metadata.annotations ?? {};
      const sourceId = annotations[ANNOTATION_SOURCE]?.trim();
      if (!sourceId) {
        throw new InputError(
          `'${entityRef}' comes from no monorepo that is watched: it has no annotation '${ANNOTATION_SOURCE}'`,
        );
      }
      const source = await sources.find(sourceId, credentials, ctx.signal);
      const repository = source.type === 'url' ? source.repository : undefined;
      if (needsRepository && !repository) {
        throw new InputError(
          source.type === 'folder'
            ? `The source '${sourceId}' is a local folder, in which no pull request can be opened: use a template that only writes files`
            : `No repository is known for ${source.url}: add its host to 'integrations' of the configuration`,
        );
      }
      if (source.type === 'folder') {
        const folder = await WorkspaceFolder.make(
          ctx.workspacePath,
          targetPath,
        );
        const count = await copyFolder(source.folder, folder, {
          logger: ctx.logger,
          signal: ctx.signal,
        });
        ctx.logger.info(`Copied ${count} files of the source ${sourceId}`);
      } else {
        ctx.logger.info(`The source ${sourceId} is at ${source.url}`);
        ctx.output('url', source.url);
      }
      ctx.output('source', sourceId);
      if (repository) {
        ctx.output('repoUrl', repository.repoUrl);
        ctx.output('folder', repository.folder);
      }
      if (repository?.branch) {
        ctx.output('branch', repository.branch);
      }
      const lambda = annotations[ANNOTATION_LAMBDA]?.trim();
      if (lambda) {
        ctx.output('lambda', lambda);
      }
      const baseImage = annotations[ANNOTATION_IMAGE]?.trim();
      if (baseImage) {
        ctx.output('baseImage', baseImage);
      }
    },
  });
}
