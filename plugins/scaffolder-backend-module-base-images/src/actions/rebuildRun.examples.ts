import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import * as yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Rebuild what is stale or missing in an environment',
    example: yaml.stringify({
      steps: [
        {
          id: 'rebuild',
          name: 'Rebuild what is stale',
          action: 'base-images:rebuild:run',
          input: {
            source: 'system:default/receipts',
            environment: 'production',
          },
        },
      ],
    }),
  },
  {
    description:
      'Build one base image again although it is fresh, without what stands on it, and let it go on when the task is cancelled',
    example: yaml.stringify({
      steps: [
        {
          id: 'rebuild',
          name: 'Build the base image again',
          action: 'base-images:rebuild:run',
          input: {
            source: 'receipts',
            environment: 'production',
            images: [
              {
                kind: 'base-image',
                name: 'receipt-label',
                platform: 'linux/arm64',
              },
            ],
            force: true,
            withoutDependents: true,
            cancelOnAbort: false,
          },
        },
      ],
    }),
  },
];
