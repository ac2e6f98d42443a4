import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { targetPaths } from '@backstage/cli-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import scaffolderModuleBaseImages from '.';

describe('the module', () => {
  let actions: TemplateAction[];

  beforeAll(async () => {
    const addActions = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
      features: [
        scaffolderModuleBaseImages,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory(),
      ],
    });
    actions = addActions.mock.calls.flat();
    await backend.stop();
  });

  it('adds actions that support dry runs and have examples', () => {
    expect(actions.map(({ id }) => id).sort()).toEqual([
      'base-images:dockerfile:create',
      'base-images:image:declare',
      'base-images:image:dockerfile',
      'base-images:rebuild:run',
      'base-images:source:find',
    ]);
    for (const { supportsDryRun, examples, description } of actions) {
      expect(supportsDryRun).toBe(true);
      expect(examples!.length).toBeGreaterThan(0);
      expect(description).toEqual(expect.any(String));
    }
  });

  it('is documented, each input and output', () => {
    for (const { id, schema } of actions) {
      const page = `${id.split(':').slice(1).join('-')}.md`;
      const text = readFileSync(
        resolve(targetPaths.rootDir, 'docs/actions', page),
        'utf8',
      );
      const [, inputs, outputs] = text.split(/^## (?:Inputs|Outputs)$/m);
      const namesIn = (part: string) =>
        [...part.split('\n## ')[0].matchAll(/^\| `(\w+)`/gm)].map(
          ([, name]) => name,
        );
      expect(text.split('\n')[0]).toBe(`# ${id}`);
      expect(namesIn(inputs).sort()).toEqual(
        Object.keys(schema!.input!.properties!).sort(),
      );
      expect(namesIn(outputs).sort()).toEqual(
        Object.keys(schema!.output!.properties!).sort(),
      );
    }
  });
});
