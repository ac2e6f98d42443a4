import { setTimeout as sleep } from 'node:timers/promises';
import {
  buildServiceContract,
  functionContract,
  imageRegistryContract,
} from '@base-images/backstage-plugin-base-images-node/testUtils';
import { readTestAccount, TestAccount } from './__testUtils__/accountVariables';
import { AwsAccountBench } from './__testUtils__/AwsAccountBench';
import { SimulatedAccount } from './__testUtils__/SimulatedAccount';

/** Builds of a real account take minutes. */
const LONGEST = 30 * 60_000;
const SECONDS_BETWEEN_LOOKS = 5;

/** All that needs nothing but a registry and builds. The account is known when the tests begin. */
function describeContracts(
  on: string,
  start: () => Promise<{ account: TestAccount; pause: () => Promise<void> }>,
) {
  describe(`Amazon ECR and AWS CodeBuild, on ${on}`, () => {
    let bench: AwsAccountBench;

    beforeAll(async () => {
      const { account, pause } = await start();
      bench = await AwsAccountBench.create(account, { pause });
    });

    afterAll(() => bench?.cleanUp(), LONGEST);

    it.each([...imageRegistryContract, ...buildServiceContract])(
      '$name',
      async ({ check }) => {
        await expect(check(bench)).resolves.toBeUndefined();
      },
      LONGEST,
    );
  });
}

describe('the contracts of the extension points', () => {
  const real = readTestAccount(process.env);
  const describeWithRealAccount = real ? describe : describe.skip;

  describeWithRealAccount('on a real AWS account', () => {
    it('need BASE_IMAGES_TEST_AWS_REGION and what docs/aws/contract-tests.md names beside it', () => {
      expect(real).toMatchObject({ region: expect.any(String) });
    });
  });

  if (real) {
    describeContracts('the account of the environment variables', async () => ({
      account: real,
      pause: () => sleep(SECONDS_BETWEEN_LOOKS * 1_000),
    }));
    return;
  }

  let simulated: SimulatedAccount;
  const variables = { ...process.env };

  /** The variables of a developer, that lead to the simulator. */
  async function startSimulated() {
    simulated = await SimulatedAccount.start();
    Object.assign(process.env, simulated.variables);
    return {
      account: readTestAccount(process.env)!,
      pause: async () => simulated.clock.advance(15_000),
    };
  }

  afterAll(() => {
    process.env = variables;
  });

  describeContracts('a simulated account', startSimulated);

  it('leave nothing behind', async () => {
    expect(simulated.simulator.requests.list('ecr:PutImage')).not.toEqual([]);
    expect(simulated.left()).toEqual({ repositories: [], versions: 0 });
    await simulated.simulator.stop();
  });

  describe('AWS Lambda, on a simulated account', () => {
    let bench: AwsAccountBench;
    let count = 0;

    beforeAll(async () => {
      const { account, pause } = await startSimulated();
      const functions = ['contract-*'];
      bench = await AwsAccountBench.create(account, { pause, functions });
    });

    afterAll(async () => {
      await bench?.cleanUp();
      await simulated.simulator.stop();
    });

    it.each(functionContract)('$name', async ({ check }) => {
      const { environment, platform, registry, pause } = bench;
      const checked = check({
        environment,
        platform,
        registry,
        pause,
        newRepository: () => bench.newRepository(),
        pushImage: (...request) => bench.pushImage(...request),
        pushIndex: (...request) => bench.pushIndex(...request),
        newFunctionName: ({ deployable }) =>
          `contract-${(count += 1)}-${deployable ? 'deployable' : 'watched'}`,
        newForeignName: () => `other-${(count += 1)}`,
        addFunction: options => simulated.addFunction(options),
        removeFunction: name => simulated.removeFunction(name),
        settle: async () => simulated.clock.advance(60_000),
      });
      await expect(checked).resolves.toBeUndefined();
    });
  });
});
