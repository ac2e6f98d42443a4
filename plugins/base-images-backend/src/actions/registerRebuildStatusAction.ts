import { STEP_STATES } from '@base-images/backstage-plugin-base-images-common';
import { Rebuilds } from '../rebuild/api/Rebuilds';
import { ActionOptions } from './ActionOptions';
import { deploysSchema, rebuildStateSchema, targetShape } from './schemas';

/** Adds the action `rebuild-status`. */
export function registerRebuildStatusAction({
  actionsRegistry,
  access,
  rebuilds,
}: ActionOptions & { rebuilds: Rebuilds }): void {
  actionsRegistry.register({
    name: 'rebuild-status',
    title: 'Status of a rebuild',
    description: `Tells how a rebuild goes on: where each of its images stands, with digests of those that are done and messages of those that failed or wait.

A rebuild goes on while its \`state\` is \`queued\` or \`running\`. Builds take minutes: ask every half minute at most.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    examples: [
      {
        title: 'A rebuild that was started before',
        input: { rebuildId: '7b1c6b5e-0c5c-4a57-9a8f-7d3a1a6f2f10' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          rebuildId: z
            .string()
            .min(1)
            .max(100)
            .describe('As start-rebuild gives it'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          sourceId: z.string(),
          environment: z.string(),
          revision: z.string().nullable(),
          state: rebuildStateSchema(z),
          startedBy: z
            .string()
            .nullable()
            .describe('Who started it, or null when the plugin did'),
          cancelRequested: z.boolean(),
          createdAt: z.string(),
          endedAt: z.string().nullable(),
          message: z.string().nullable(),
          deploys: deploysSchema(z),
          steps: z.array(
            z.object({
              id: z.string(),
              ...targetShape(z),
              repository: z.string(),
              state: z.enum(STEP_STATES),
              digest: z.string().nullable(),
              reused: z
                .boolean()
                .describe(
                  'Whether an image of this build key was there already',
                ),
              message: z.string().nullable(),
              attempt: z.number(),
            }),
          ),
        }),
    },
    action: async ({ input: { rebuildId }, credentials }) => {
      await access.readRebuild(rebuildId, credentials);
      return { output: await rebuilds.get(rebuildId) };
    },
  });
}
