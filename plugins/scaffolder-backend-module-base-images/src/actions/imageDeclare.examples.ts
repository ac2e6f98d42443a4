import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import * as yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Declare a base image with a package and all that it needs',
    example: yaml.stringify({
      steps: [
        {
          id: 'declare',
          name: 'Declare the base image',
          action: 'base-images:image:declare',
          input: {
            name: 'receipt-upload',
            from: 'public.ecr.aws/lambda/python:3.12',
            python: '3.12',
            platforms: ['linux/arm64'],
            packages: ['receipt-upload'],
          },
        },
      ],
    }),
  },
  {
    description:
      'Declare a base image on another one that holds third-party dependencies only, with a compiler while it is built',
    example: yaml.stringify({
      steps: [
        {
          id: 'declare',
          name: 'Declare the base image',
          action: 'base-images:image:declare',
          input: {
            name: 'places-deps',
            from: 'receipt-dynamo',
            packages: ['receipt-places'],
            include: 'dependencies',
            setup: ['RUN dnf install -y gcc && dnf clean all'],
            env: { RECEIPTS_CACHE: '/tmp/receipts' },
            maxAge: '30d',
          },
        },
      ],
    }),
  },
  {
    description: 'Add packages to a base image that is declared already',
    example: yaml.stringify({
      steps: [
        {
          id: 'declare',
          name: 'Change the base image',
          action: 'base-images:image:declare',
          input: {
            name: 'receipt-label',
            packages: ['receipt-label[full]', 'receipt-places'],
            update: true,
            path: 'monorepo',
            changesPath: 'changes',
          },
        },
      ],
    }),
  },
];
