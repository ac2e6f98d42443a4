import { JsonObject } from '@backstage/types';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mockServices } from '@backstage/backend-test-utils';
import * as yaml from 'yaml';

/** What a run of an action gave. */
export interface ActionRun {
  outputs: Record<string, any>;
  messages: string[];
}

/** Runs an action as a task does, and keeps what it puts out. */
export async function runAction<I extends JsonObject, O extends JsonObject>(
  action: TemplateAction<I, O, 'v2'>,
  options: {
    workspacePath: string;
    input: JsonObject;
    signal?: AbortSignal;
    isDryRun?: boolean;
  },
): Promise<ActionRun> {
  const outputs: ActionRun['outputs'] = {};
  const messages: string[] = [];
  const keep = (message: string | Error) => {
    messages.push(String(message));
  };
  await action.handler({
    ...createMockActionContext<I, O>({
      workspacePath: options.workspacePath,
      input: options.input as I,
    }),
    signal: options.signal,
    isDryRun: options.isDryRun,
    logger: mockServices.logger.mock({ info: keep, warn: keep }),
    output: (name, value) => {
      outputs[String(name)] = value;
    },
  });
  return { outputs, messages };
}

/** The input of the step of an example that runs this action. */
export function inputOfExample(
  action: Pick<TemplateAction, 'id' | 'examples'>,
  index: number,
): JsonObject {
  const { steps } = yaml.parse(action.examples![index].example);
  return steps.find((step: { action: string }) => step.action === action.id)
    .input;
}
