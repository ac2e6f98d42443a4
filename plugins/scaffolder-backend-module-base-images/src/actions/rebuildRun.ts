import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ANNOTATION_SOURCE,
  BaseImagesApi,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { EntityNames } from '../catalog/EntityNames';
import { beginRebuild } from '../rebuild/beginRebuild';
import { cancelRebuild } from '../rebuild/cancelRebuild';
import { explainRefusals } from '../text/explainRefusals';
import { PortalTokens } from '../rebuild/PortalTokens';
import { RebuildFollower } from '../rebuild/RebuildFollower';
import { requestKeyOf } from '../rebuild/requestKeyOf';
import {
  describePlan,
  describeRebuild,
  rebuildError,
} from '../text/describeRebuild';
import { examples } from './rebuildRun.examples';

/**
 * Creates the action `base-images:rebuild:run`.
 *
 * @public
 */
export function createRebuildRunAction(options: {
  api: Pick<
    BaseImagesApi,
    | 'planRebuild'
    | 'startRebuild'
    | 'retryRebuild'
    | 'getRebuild'
    | 'cancelRebuild'
  >;
  names: EntityNames;
  tokens: PortalTokens;
  follower: RebuildFollower;
}) {
  const { api, names, tokens, follower } = options;
  return createTemplateAction({
    id: 'base-images:rebuild:run',
    description:
      'Builds the images of a monorepo that are stale or missing in an environment, parents first, and waits until that is done. Starts as the user who runs the template. A dry run tells what would be built.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        source: z =>
          z.string({
            description:
              'Id of the source, or ref of an entity that comes from it.',
          }),
        environment: z =>
          z.string({ description: 'Id of the environment of the source.' }),
        images: z =>
          z
            .array(
              z.object({
                kind: z.enum(['base-image', 'lambda']),
                name: z.string({
                  description: 'Name of the base image, or id of the Lambda.',
                }),
                platform: z.string({
                  description: 'Platform such as linux/arm64.',
                }),
              }),
              {
                description:
                  'Only these images, what they stand on as far as it is not fresh, and what stands on them. Default: everything.',
              },
            )
            .optional(),
        force: z =>
          z
            .boolean({
              description:
                'Whether to build the images that are named (all when none are) even though they are fresh.',
            })
            .optional(),
        withoutDependents: z =>
          z
            .boolean({
              description:
                'Whether to leave out what stands on the images that are named.',
            })
            .optional(),
        cancelOnAbort: z =>
          z
            .boolean({
              description:
                'Whether the rebuild is cancelled when the task is. Default: true.',
            })
            .optional(),
      },
      output: {
        rebuildId: z =>
          z
            .string({
              description:
                'Id of the rebuild. Not when nothing had to be built.',
            })
            .optional(),
        state: z =>
          z.enum(['done', 'nothing', 'planned'], {
            description:
              'How it ended: done; nothing had to be built; only planned, in a dry run.',
          }),
        images: z =>
          z.array(
            z.object({
              kind: z.enum(['base-image', 'lambda']),
              name: z.string(),
              platform: z.string(),
              repository: z.string(),
              digest: z.string().nullable(),
              reused: z.boolean(),
            }),
            {
              description:
                'The images, with digests; reused where one of the same build key was there already. Those that would be built, without digests, in a dry run.',
            },
          ),
        summary: z =>
          z.string({ description: 'What was done, or would be, as Markdown.' }),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { environment, images, force, withoutDependents } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const sourceId = await names.resolve(
        ctx.input.source,
        ANNOTATION_SOURCE,
        async () => credentials,
      );
      const request = { images, force, withoutDependents };
      const token = await tokens.ofUser(credentials);
      if (ctx.isDryRun) {
        const plan = await explainRefusals(() =>
          api.planRebuild({ sourceId, environment }, request, {
            token,
            signal,
          }),
        );
        ctx.output('state', 'planned');
        ctx.output(
          'images',
          Array.from(plan.steps, ({ kind, name, platform, repository }) => ({
            kind,
            name,
            platform,
            repository,
            digest: null,
            reused: false,
          })),
        );
        ctx.output('summary', describePlan(plan));
        return;
      }

      const goingOn = await beginRebuild(
        {
          sourceId,
          environment,
          ...request,
          requestKey: requestKeyOf(ctx),
        },
        { api, token, logger },
      );
      if (!goingOn) {
        const summary = `Everything that was asked for in \`${environment}\` of \`${sourceId}\` is fresh: nothing had to be built.`;
        logger.info(summary);
        ctx.output('state', 'nothing');
        ctx.output('images', []);
        ctx.output('summary', summary);
        return;
      }
      ctx.output('rebuildId', goingOn.id);

      let ended: Rebuild;
      try {
        ended = await explainRefusals(() =>
          follower.follow(goingOn, { logger, signal }),
        );
      } catch (error) {
        if (signal?.aborted && (ctx.input.cancelOnAbort ?? true)) {
          await cancelRebuild(goingOn, { api, tokens, credentials, logger });
        }
        throw error;
      }
      if (ended.state !== 'done') {
        throw rebuildError(ended);
      }
      ctx.output('state', 'done');
      ctx.output(
        'images',
        Array.from(
          ended.steps,
          ({ kind, name, platform, repository, digest, reused }) => ({
            kind,
            name,
            platform,
            repository,
            digest,
            reused,
          }),
        ),
      );
      ctx.output('summary', describeRebuild(ended));
    },
  });
}
