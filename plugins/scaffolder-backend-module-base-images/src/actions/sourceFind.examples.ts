import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import * as yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Bring the monorepo of a Lambda into the workspace, from wherever it is',
    example: yaml.stringify({
      steps: [
        {
          id: 'source',
          name: 'Find the monorepo',
          action: 'base-images:source:find',
          input: {
            entityRef: 'component:default/label-lambda',
            targetPath: 'monorepo',
          },
        },
        {
          id: 'fetch',
          name: 'Fetch the monorepo',
          if: '${{ steps.source.output.url }}',
          action: 'fetch:plain',
          input: {
            url: '${{ steps.source.output.url }}',
            targetPath: 'monorepo',
          },
        },
      ],
    }),
  },
  {
    description: 'Find the repository to open a pull request in',
    example: yaml.stringify({
      steps: [
        {
          id: 'source',
          name: 'Find the repository',
          action: 'base-images:source:find',
          input: {
            entityRef: 'system:default/receipts',
            needsRepository: true,
          },
        },
      ],
    }),
  },
];
