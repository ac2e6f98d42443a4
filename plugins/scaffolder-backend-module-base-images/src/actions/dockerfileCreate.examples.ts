import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import * as yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Let a Lambda stand on the base image that covers most of it',
    example: yaml.stringify({
      steps: [
        {
          id: 'dockerfile',
          name: 'Write Dockerfile.with_base',
          action: 'base-images:dockerfile:create',
          input: {
            lambda: 'infra/label_lambda/Dockerfile',
          },
        },
      ],
    }),
  },
  {
    description:
      'Choose the base image, in a monorepo that is in a folder of the workspace, and keep what changes for a pull request',
    example: yaml.stringify({
      steps: [
        {
          id: 'dockerfile',
          name: 'Write Dockerfile.with_base',
          action: 'base-images:dockerfile:create',
          input: {
            lambda: 'component:default/label-lambda',
            baseImage: 'receipt-dynamo',
            path: 'monorepo',
            changesPath: 'changes',
          },
        },
      ],
    }),
  },
];
