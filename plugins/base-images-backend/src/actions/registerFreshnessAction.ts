import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { FreshnessStatus } from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { describeEntityFreshness } from '../freshness/describeEntityFreshness';
import {
  activeBuilds,
  describeFreshness,
} from '../freshness/describeFreshness';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { ActionOptions } from './ActionOptions';
import {
  entityRefSchema,
  environmentSchema,
  reasonsSchema,
  sourceIdSchema,
  statusSchema,
  targetShape,
  unknownFreshnessSchema,
} from './schemas';

const DEFAULT_LIMIT = 100;

/** Adds the action `freshness`. */
export function registerFreshnessAction({
  actionsRegistry,
  access,
  environments,
  freshness,
  store,
}: ActionOptions & {
  environments: readonly SourceEnvironment[];
  freshness: FreshnessViews;
  store: RebuildStore;
}): void {
  actionsRegistry.register({
    name: 'freshness',
    title: 'Freshness of images',
    description: `Tells which container images are behind their sources, and why, and which functions run older images than there are.

\`fresh\`; \`stale\`, with \`reasons\` from what to what; \`missing\` when there is no image; \`unknown\` when the registry could not be asked, with a message. Whether something is being built is told beside that, in \`building\`.

With \`entityRef\`, for the images of one entity in every environment of its source (for a package, the images that hold it). With \`sourceId\` and \`environment\`, for a whole monorepo; ask for \`statuses\` then, since there may be many images.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    examples: [
      {
        title: 'What is not fresh in production',
        input: {
          sourceId: 'receipts',
          environment: 'production',
          statuses: ['stale', 'missing', 'unknown'],
        },
      },
      {
        title: 'The images of one Lambda',
        input: { entityRef: 'component:default/upload-lambda' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          entityRef: entityRefSchema(z).optional(),
          sourceId: sourceIdSchema(z).optional(),
          environment: environmentSchema(z).optional(),
          statuses: z
            .array(statusSchema(z))
            .min(1)
            .optional()
            .describe('Only images and functions with one of these statuses'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(500)
            .optional()
            .describe(
              'At most so many images, and functions, of an environment; 100 when left out',
            ),
        }),
      output: z =>
        z.object({
          sourceId: z.string(),
          environments: z.array(
            z.object({
              environment: z.string(),
              mayRebuild: z
                .boolean()
                .describe(
                  'Whether the caller may start rebuilds, and try them again',
                ),
              mayCancel: z
                .boolean()
                .describe('Whether the caller may cancel rebuilds'),
              totalImages: z
                .number()
                .describe('Number of images with these statuses'),
              totalFunctions: z.number(),
              images: z.array(
                z.object({
                  ...targetShape(z),
                  repository: z.string(),
                  status: statusSchema(z),
                  reasons: reasonsSchema(z),
                  unknown: unknownFreshnessSchema(z),
                  digest: z.string().nullable(),
                  pushedAt: z.string().nullable(),
                  observedAt: z.string().nullable(),
                  building: z
                    .object({ rebuildId: z.string(), stepId: z.string() })
                    .nullable(),
                }),
              ),
              functions: z.array(
                z.object({
                  functionName: z.string(),
                  lambda: z.string(),
                  platform: z.string(),
                  status: statusSchema(z),
                  reasons: reasonsSchema(z),
                  unknown: unknownFreshnessSchema(z),
                  digest: z.string().nullable(),
                  observedAt: z.string().nullable(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef, sourceId, environment: id, statuses } = input;
      const limit = input.limit ?? DEFAULT_LIMIT;
      const choose = <T extends { status: FreshnessStatus }>(items: T[]) =>
        items.filter(({ status }) => statuses?.includes(status) ?? true);

      const read = async () => {
        if (entityRef !== undefined && !sourceId && !id) {
          const { found } = await access.readEntity(
            parseEntityRef(entityRef),
            credentials,
          );
          return describeEntityFreshness(found, {
            environments,
            freshness,
            store,
            rights: await access.rebuildRights(credentials),
          });
        }
        if (entityRef !== undefined || !sourceId || !id) {
          throw new InputError(
            "Give either 'entityRef', or 'sourceId' and 'environment'",
          );
        }
        const environment = await access.readEnvironment(
          sourceId,
          id,
          credentials,
        );
        const described = describeFreshness(
          await freshness.get(environment),
          environment,
          await activeBuilds(store, environment),
        );
        return {
          sourceId,
          environments: [
            { ...described, ...(await access.rebuildRights(credentials)) },
          ],
        };
      };
      const result = await read();
      return {
        output: {
          sourceId: result.sourceId,
          environments: result.environments.map(item => {
            const images = choose(item.images);
            const functions = choose(item.functions);
            return {
              environment: item.environment,
              mayRebuild: item.mayRebuild,
              mayCancel: item.mayCancel,
              totalImages: images.length,
              totalFunctions: functions.length,
              images: images.slice(0, limit),
              functions: functions.slice(0, limit),
            };
          }),
        },
      };
    },
  });
}
