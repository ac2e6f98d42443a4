import { Zod } from './ActionOptions';

/** Coverage of one entity, by what it is. */
export function entityCoverageSchema(z: Zod) {
  const link = {
    name: z.string(),
    entityRef: z
      .string()
      .nullable()
      .describe('Null when there is none that the caller may read'),
  };
  const withExtras = { ...link, extras: z.array(z.string()) };
  const withCoverage = { ...link, coverage: z.number().nullable() };
  const source = {
    name: z.string(),
    sourceId: z.string(),
    revision: z.string().nullable(),
    scannedAt: z.string(),
    scanError: z.string().nullable(),
    diagnostics: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        file: z.string(),
        line: z.number().nullable(),
        message: z.string(),
        help: z.string(),
      }),
    ),
  };
  return z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('lambda'),
      ...source,
      dockerfile: z.string(),
      python: z.string().nullable(),
      platform: z.string().nullable(),
      confidence: z.enum(['exact', 'over', 'unknown']),
      baseImage: z.object(link).nullable(),
      coverage: z.number().nullable(),
      covered: z.array(z.object(withExtras)),
      uncovered: z.array(
        z.object({ ...withExtras, missingExtras: z.array(z.string()) }),
      ),
      missing: z
        .array(z.object(withExtras))
        .describe('Required packages that the image does not install'),
      alternatives: z.array(z.object(withCoverage)),
    }),
    z.object({
      kind: z.literal('package'),
      ...source,
      baseImages: z.array(z.object(withExtras)),
      dependencyBaseImages: z.array(z.object(withExtras)),
      lambdas: z.array(
        z.object({
          ...withExtras,
          required: z
            .boolean()
            .describe('False when it only comes with the base image'),
          installed: z.boolean(),
          baseImage: z
            .object(link)
            .nullable()
            .describe('The base image that the Lambda has it from'),
        }),
      ),
    }),
    z.object({
      kind: z.literal('base-image'),
      ...source,
      include: z.enum(['packages', 'dependencies']),
      parentBaseImage: z.object(link).nullable(),
      parentImage: z.string().nullable(),
      python: z.string().nullable(),
      platforms: z.array(z.string()),
      packages: z.array(z.object(withExtras)),
      dependenciesOf: z.array(z.object(withExtras)),
      lambdas: z.array(z.object(withCoverage)),
      children: z.array(z.object(link)),
    }),
  ]);
}
