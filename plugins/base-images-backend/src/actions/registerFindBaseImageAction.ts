import { ActionOptions, Zod } from './ActionOptions';
import { packagesSchema, sourceIdSchema } from './schemas';

/** Adds the action `find-base-image`. */
export function registerFindBaseImageAction({
  actionsRegistry,
  access,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'find-base-image',
    title: 'Find a base image',
    description: `Finds the base image of a monorepo that holds most of a set of Python packages.

What the packages need in the monorepo is added to the set. Only base images that hold nothing beyond the set qualify, unless \`supersets\` is true. \`baseImage\` is null when none qualifies; then declare one in \`base-images.yaml\`.

To learn what an existing Lambda can stand on, use the action \`coverage\` with its entity instead.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    examples: [
      {
        title: 'A base image for two packages, one of them with an extra',
        input: {
          sourceId: 'receipts',
          packages: ['receipt-dynamo', 'receipt-label[full]'],
          platform: 'linux/arm64',
        },
        output: {
          baseImage: 'receipt-label',
          covered: [
            { package: 'receipt-dynamo', extras: [] },
            { package: 'receipt-label', extras: ['full'] },
          ],
          uncovered: [],
          coverage: 1,
          alternatives: [],
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          sourceId: sourceIdSchema(z),
          packages: z
            .array(z.string().min(1).max(200))
            .min(1)
            .max(200)
            .describe('Names of packages of the monorepo, with extras'),
          platform: z
            .string()
            .optional()
            .describe(
              'Only base images for this platform, such as linux/arm64',
            ),
          python: z
            .string()
            .optional()
            .describe('Only base images with this Python, such as 3.12'),
          supersets: z
            .boolean()
            .optional()
            .describe('Also base images that hold more than is required'),
        }),
      output: z =>
        z.object({
          baseImage: z.string().nullable().describe('The best one, or null'),
          ...coverageShape(z),
          alternatives: z
            .array(z.object({ baseImage: z.string(), ...coverageShape(z) }))
            .describe('Others that qualify, best first'),
        }),
    },
    action: async ({ input: { sourceId, ...request }, credentials }) => {
      const view = await access.readView(sourceId, credentials);
      return { output: view.lookup(request) };
    },
  });
}

function coverageShape(z: Zod) {
  return {
    covered: packagesSchema(z),
    uncovered: packagesSchema(z),
    coverage: z
      .number()
      .nullable()
      .describe('From 0 to 1; null when nothing is required'),
  };
}
