import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import * as yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the Dockerfile of a base image that is declared',
    example: yaml.stringify({
      steps: [
        {
          id: 'dockerfile',
          name: 'Write the Dockerfile',
          action: 'base-images:image:dockerfile',
          input: {
            name: 'receipt-dynamo',
          },
        },
      ],
    }),
  },
  {
    description:
      'Write the Dockerfile of a base image that a step before declares, in a monorepo that is in a folder of the workspace',
    example: yaml.stringify({
      steps: [
        {
          id: 'declare',
          name: 'Declare the base image',
          action: 'base-images:image:declare',
          input: {
            name: 'receipt-upload',
            from: 'receipt-dynamo',
            packages: ['receipt-upload'],
            path: 'monorepo',
          },
        },
        {
          id: 'dockerfile',
          name: 'Write the Dockerfile',
          action: 'base-images:image:dockerfile',
          input: {
            name: 'receipt-upload',
            path: 'monorepo',
            changesPath: 'changes',
          },
        },
      ],
    }),
  },
];
