import { REBUILD_STATES } from '@base-images/backstage-plugin-base-images-common';
import { Zod } from './ActionOptions';

/** Id of a source. */
export function sourceIdSchema(z: Zod) {
  return z
    .string()
    .min(1)
    .max(63)
    .describe('Id of the source (the monorepo), such as receipts');
}

/** Id of an environment. */
export function environmentSchema(z: Zod) {
  return z
    .string()
    .min(1)
    .max(63)
    .describe('Id of the environment of the source, such as production');
}

export function entityRefSchema(z: Zod) {
  return z
    .string()
    .min(1)
    .max(300)
    .describe(
      'Full ref of the entity of a package, Lambda or base image, such as component:default/upload-lambda',
    );
}

/** One image of a source, for one platform. */
export function targetShape(z: Zod) {
  return {
    kind: z.enum(['base-image', 'lambda']),
    name: z
      .string()
      .min(1)
      .max(1_000)
      .describe('Name of the base image, or id of the Lambda'),
    platform: z.string().min(1).max(50).describe('Such as linux/arm64'),
  };
}

/** What a plan is made for. */
export function planShape(z: Zod) {
  return {
    sourceId: sourceIdSchema(z),
    environment: environmentSchema(z),
    images: z
      .array(z.object(targetShape(z)))
      .min(1)
      .max(1_000)
      .optional()
      .describe(
        'Only these images, what they stand on as far as it is not fresh, and what stands on them. Everything when left out',
      ),
    force: z
      .boolean()
      .optional()
      .describe(
        'Build the images that are named (all when none are) even though they are fresh',
      ),
    withoutDependents: z
      .boolean()
      .optional()
      .describe('Leave out what stands on the images that are named'),
  };
}

export function statusSchema(z: Zod) {
  return z.enum(['fresh', 'stale', 'missing', 'unknown']);
}

/** Why something is stale. */
export function reasonsSchema(z: Zod) {
  return z.array(
    z.object({
      kind: z.enum([
        'package',
        'dependency',
        'dockerfile',
        'files',
        'parent',
        'requirements',
        'age',
        'deploy',
      ]),
      subject: z.string().describe('What changed'),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  );
}

/** Why nothing is known. */
export function unknownFreshnessSchema(z: Zod) {
  return z.object({ message: z.string(), since: z.string() }).nullable();
}

export function deploysSchema(z: Zod) {
  return z.array(
    z.object({
      functionName: z.string(),
      stepId: z.string(),
      fromDigest: z.string(),
      state: z.enum(['planned', 'done', 'failed']),
      message: z.string().nullable(),
    }),
  );
}

export function packagesSchema(z: Zod) {
  return z.array(
    z.object({ package: z.string(), extras: z.array(z.string()) }),
  );
}

export function rebuildStateSchema(z: Zod) {
  return z.enum(REBUILD_STATES);
}
