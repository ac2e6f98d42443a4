import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { copyExampleMonorepo } from './exampleMonorepo';
import { ActionRun, runAction } from './runAction';

/** A workspace for an action, empty before each test, and a folder that it must leave alone. */
export function createTestWorkspace<I extends JsonObject, O extends JsonObject>(
  action: TemplateAction<I, O, 'v2'>,
) {
  const workspace = createMockDirectory();
  const { path } = workspace;
  const outside = createMockDirectory();
  const at = (...segments: string[]) => join(path, ...segments);

  beforeEach(() => {
    workspace.clear();
    outside.clear();
  });

  return {
    path,
    outside,
    /** Absolute path of something in the workspace. */
    at,
    textOf: (...segments: string[]) => readFileSync(at(...segments), 'utf8'),
    copyExample: (folder: string) => copyExampleMonorepo(at(folder)),
    run: (
      input: Record<string, any>,
      signal?: AbortSignal,
    ): Promise<ActionRun> =>
      runAction(action, { workspacePath: path, input, signal }),
  };
}
