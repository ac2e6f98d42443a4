import * as lambda from '@aws-sdk/client-lambda';
import { AwsSimulator, ManualClock } from '../../index';
import { refused, settled } from './outcomes';
import { config, HOST } from './tourData';

/** Functions and their updates. */
export async function tourFunctions(
  simulator: AwsSimulator,
  clock: ManualClock,
): Promise<void> {
  const client = new lambda.LambdaClient(config(simulator));
  for await (const _page of lambda.paginateListFunctions({ client }, {}));
  const FunctionName = 'function-0';
  await client.send(new lambda.ListAliasesCommand({ FunctionName }));
  await client.send(new lambda.GetFunctionCommand({ FunctionName }));
  const { RevisionId } = await client.send(
    new lambda.GetFunctionConfigurationCommand({ FunctionName }),
  );
  await refused(
    client.send(new lambda.GetFunctionCommand({ FunctionName: 'not-there' })),
  );
  const ImageUri = `${HOST}/base/shared:src-1`;
  simulator.faults.add({
    on: 'functionUpdate',
    effect: { code: 'InvalidImage', reason: 'The image is broken.' },
  });
  for (const input of [
    { FunctionName, ImageUri, RevisionId: 'another' },
    { FunctionName, ImageUri: `${HOST}/base/shared:not-there` },
    { FunctionName, ImageUri, RevisionId, DryRun: true },
    { FunctionName, ImageUri, RevisionId },
    { FunctionName, ImageUri },
  ]) {
    await settled(client.send(new lambda.UpdateFunctionCodeCommand(input)));
  }
  clock.advance(60_000);
  await client.send(new lambda.GetFunctionCommand({ FunctionName }));
}
