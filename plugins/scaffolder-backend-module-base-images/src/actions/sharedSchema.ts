import { TemplateActionOptions } from '@backstage/plugin-scaffolder-node';

type InputSchema = NonNullable<
  NonNullable<TemplateActionOptions['schema']>['input']
>;

/** The zod that the scaffolder gives to schemas. */
type Zod = Parameters<InputSchema[string]>[0];

/** Inputs of every action that changes a monorepo. */
export const folderInputs = {
  path: (z: Zod) =>
    z
      .string({
        description:
          'Folder of the workspace that holds the monorepo. Default: the workspace.',
      })
      .optional(),
  changesPath: (z: Zod) =>
    z
      .string({
        description:
          'Folder of the workspace that gets a copy of what changes, as sourcePath for a publish action.',
      })
      .optional(),
};

/** Outputs about the file that an action writes. */
export const fileOutputs = {
  path: (z: Zod) =>
    z.string({ description: 'Path of the written file in the workspace.' }),
  changed: (z: Zod) =>
    z.boolean({ description: 'False when it was there like that already.' }),
  content: (z: Zod) => z.string({ description: 'Text of the written file.' }),
  contentMarkdown: (z: Zod) =>
    z.string({ description: 'Text of the written file as Markdown.' }),
  summary: (z: Zod) => z.string({ description: 'What is done, as Markdown.' }),
};
