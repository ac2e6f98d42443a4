import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';

/** What a pull request was opened with. */
export interface OpenedPullRequest {
  input: JsonObject;
  /** Texts by path. */
  files: Record<string, string>;
}

/** Takes the place of the publish action that talks to GitHub. */
export function publishModule(opened: OpenedPullRequest[]) {
  const action = createTemplateAction({
    id: 'publish:github:pull-request',
    schema: {
      input: z =>
        z
          .object({
            repoUrl: z.string(),
            branchName: z.string(),
            title: z.string(),
            description: z.string(),
            sourcePath: z.string(),
            targetPath: z.string().optional(),
            targetBranchName: z.string().optional(),
            update: z.boolean(),
          })
          .strict(),
      output: z => z.object({ remoteUrl: z.string() }),
    },
    async handler(ctx) {
      const { sourcePath } = ctx.input;
      const folder = join(ctx.workspacePath, sourcePath);
      const files: Record<string, string> = {};
      for (const entry of await readdir(folder, {
        recursive: true,
        withFileTypes: true,
      })) {
        if (entry.isFile()) {
          const path = join(entry.parentPath, entry.name);
          files[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
        }
      }
      opened.push({ input: ctx.input, files });
      ctx.output('remoteUrl', 'https://github.com/acme/mono/pull/1');
    },
  });
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'test-publish',
    register(env) {
      env.registerInit({
        deps: { scaffolder: scaffolderActionsExtensionPoint },
        async init({ scaffolder }) {
          scaffolder.addActions(action);
        },
      });
    },
  });
}
