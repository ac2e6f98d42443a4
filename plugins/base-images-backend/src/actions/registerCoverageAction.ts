import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SourceConfig } from '../config/SourceConfig';
import { describeForCaller } from '../coverage/describeForCaller';
import { coverageKey, sortByKey } from '../router/listOrder';
import { paginate } from '../router/pagination';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { ActionOptions } from './ActionOptions';
import { entityCoverageSchema } from './entityCoverageSchema';
import { entityRefSchema, sourceIdSchema } from './schemas';

/** Adds the action `coverage`. */
export function registerCoverageAction({
  actionsRegistry,
  access,
  ...rest
}: ActionOptions & {
  sources: SourceConfig[];
  views: SnapshotViews;
  catalog: CatalogService;
}): void {
  actionsRegistry.register({
    name: 'coverage',
    title: 'Coverage by base images',
    description: `Tells how far base images cover Lambdas: which of the packages that a Lambda requires they hold already.

With \`entityRef\`, for one entity: of a Lambda its best base image, what that covers and what it lacks; of a package the base images that hold it and the Lambdas that require it or have it from one of these; of a base image what it holds and the Lambdas that it fits best.
With \`sourceId\`, for all Lambdas of a monorepo, page by page. Give one of the two.

Coverage goes from 0 to 1, and is null where nothing is required.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    examples: [
      {
        title: 'One Lambda',
        input: { entityRef: 'component:default/upload-lambda' },
      },
      {
        title: 'All Lambdas of a monorepo',
        input: { sourceId: 'receipts', limit: 50 },
        output: {
          lambdas: [
            {
              lambda: 'infra/upload/Dockerfile',
              name: 'upload',
              dockerfile: 'infra/upload/Dockerfile',
              baseImage: 'receipt-label',
              required: 4,
              covered: 3,
              coverage: 0.75,
            },
          ],
          totalItems: 1,
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          entityRef: entityRefSchema(z).optional(),
          sourceId: sourceIdSchema(z).optional(),
          limit: z
            .number()
            .int()
            .min(1)
            .max(500)
            .optional()
            .describe('At most so many Lambdas, 100 when left out'),
          cursor: z
            .string()
            .max(2_000)
            .optional()
            .describe('nextCursor of the page before'),
        }),
      output: z =>
        z.object({
          entity: entityCoverageSchema(z)
            .optional()
            .describe('With entityRef: coverage by what the entity is'),
          lambdas: z
            .array(
              z.object({
                lambda: z.string().describe('Id of the Lambda'),
                name: z.string(),
                dockerfile: z.string(),
                baseImage: z.string().nullable(),
                required: z.number(),
                covered: z.number(),
                coverage: z.number().nullable(),
              }),
            )
            .optional()
            .describe('With sourceId: one page of Lambdas'),
          totalItems: z.number().optional(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef, sourceId, ...page } = input;
      if (entityRef !== undefined && sourceId === undefined) {
        const { found } = await access.readEntity(
          parseEntityRef(entityRef),
          credentials,
        );
        return {
          output: {
            entity: await describeForCaller(found, {
              sources: rest.sources,
              views: rest.views,
              catalog: rest.catalog,
              credentials,
            }),
          },
        };
      }
      if (sourceId === undefined || entityRef !== undefined) {
        throw new InputError("Give either 'entityRef' or 'sourceId'");
      }
      const view = await access.readView(sourceId, credentials);
      const { items, totalItems, pageInfo } = paginate(
        sortByKey([...view.coverage.values()], coverageKey),
        page,
        coverageKey,
      );
      return { output: { lambdas: items, totalItems, ...pageInfo } };
    },
  });
}
