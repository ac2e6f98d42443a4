import { Rebuilds } from '../rebuild/api/Rebuilds';
import { ActionOptions } from './ActionOptions';
import {
  deploysSchema,
  planShape,
  reasonsSchema,
  statusSchema,
  targetShape,
} from './schemas';

/** Adds the action `plan`. */
export function registerPlanAction({
  actionsRegistry,
  access,
  rebuilds,
}: ActionOptions & { rebuilds: Rebuilds }): void {
  actionsRegistry.register({
    name: 'plan',
    title: 'Plan a rebuild',
    description: `Tells what a rebuild would build now, in which order and why, without building anything.

\`steps\` come parents first; a step begins as soon as the steps of its \`dependsOn\` are done. No steps and nothing \`refused\` means that everything is fresh. Show the plan before the action \`start-rebuild\` carries it out.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    examples: [
      {
        title: 'Everything that is stale or missing',
        input: { sourceId: 'receipts', environment: 'production' },
        output: {
          sourceId: 'receipts',
          environment: 'production',
          revision: null,
          steps: [
            {
              id: 'base-image:receipt-label:linux/arm64',
              kind: 'base-image',
              name: 'receipt-label',
              platform: 'linux/arm64',
              repository: 'receipts/base/receipt-label',
              status: 'stale',
              reasons: [
                {
                  kind: 'package',
                  subject: 'receipt-label',
                  from: '1f0a',
                  to: '9c2d',
                },
              ],
              dependsOn: [],
              buildKey: null,
              wave: 0,
            },
          ],
          refused: [],
          deploys: [],
        },
      },
      {
        title: 'One base image again, although it is fresh',
        input: {
          sourceId: 'receipts',
          environment: 'production',
          images: [
            {
              kind: 'base-image',
              name: 'receipt-label',
              platform: 'linux/arm64',
            },
          ],
          force: true,
        },
      },
    ],
    schema: {
      input: z => z.object(planShape(z)),
      output: z =>
        z.object({
          sourceId: z.string(),
          environment: z.string(),
          revision: z.string().nullable(),
          steps: z.array(
            z.object({
              id: z.string(),
              ...targetShape(z),
              repository: z.string(),
              status: statusSchema(z),
              reasons: reasonsSchema(z),
              dependsOn: z.array(z.string()),
              buildKey: z
                .string()
                .nullable()
                .describe('Null when it is known only once parents are built'),
              wave: z.number(),
            }),
          ),
          refused: z
            .array(z.object({ ...targetShape(z), message: z.string() }))
            .describe('What should be built but cannot, and what to do'),
          deploys: deploysSchema(z).describe(
            'Functions that the new images would be deployed to',
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { sourceId, environment: id, ...request } = input;
      const environment = await access.readEnvironment(
        sourceId,
        id,
        credentials,
      );
      return { output: await rebuilds.plan(environment, request) };
    },
  });
}
