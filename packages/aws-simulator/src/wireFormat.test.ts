import { takeTour } from './__testUtils__/takeTour';
import { codeBuildOperations } from './codebuild/operations';
import { ecrOperations } from './ecr/operations';
import { lambdaOperations } from './lambda/operations';
import { logsOperations } from './logs/operations';
import { stsOperations } from './sts/operations';
import {
  AwsSimulator,
  hasBotocore,
  RequestRecord,
  validateTraffic,
} from './index';

// Under CI a missing botocore is an error and not a reason to skip. Elsewhere, set BOTOCORE_PYTHON to a Python that has it.
const describeWithBotocore =
  hasBotocore() || process.env.CI ? describe : describe.skip;

describe('what goes over the wire', () => {
  let simulator: AwsSimulator;

  beforeAll(async () => {
    simulator = await takeTour();
  }, 60_000);

  it('is of all operations that there are', () => {
    const expected = Object.entries({
      codebuild: codeBuildOperations,
      ecr: ecrOperations,
      lambda: lambdaOperations,
      logs: logsOperations,
      sts: stsOperations,
    }).flatMap(([service, operations]) =>
      Object.keys(operations).map(operation => `${service}:${operation}`),
    );
    expect(Object.keys(simulator.requests.counts())).toEqual(
      expect.arrayContaining([
        ...expected,
        's3:PutObject',
        's3:GetObject',
        's3:HeadObject',
        's3:DeleteObject',
        's3:HeadBucket',
        's3:GetBucketVersioning',
      ]),
    );
    for (const { error } of simulator.requests.list()) {
      expect(error?.code).not.toBe('InternalFailure');
      expect(error?.code).not.toBe('UnknownOperationException');
    }
  });

  describeWithBotocore('beside the service models of botocore', () => {
    it('is what they say', () => {
      const records = simulator.requests.list();
      expect(validateTraffic(records)).toEqual([
        `${records.length} exchanges of ${Object.keys(simulator.requests.counts()).length} operations`,
      ]);
    }, 60_000);

    it('is checked so that mistakes are found', () => {
      const find = (name: string, ok: boolean) =>
        simulator.requests
          .list(name)
          .find(({ accepted }) => accepted === ok) as RequestRecord;
      const answering = (
        record: RequestRecord,
        change: (text: string) => string,
      ): RequestRecord => {
        const response = record.wire.response!;
        const body = change(response.body.toString());
        return {
          ...record,
          wire: { ...record.wire, response: { ...response, body } },
        };
      };
      const asking = (
        record: RequestRecord,
        change: (text: string) => string,
      ): RequestRecord => {
        const { request } = record.wire;
        const body = Buffer.from(change(request.body.toString()));
        return {
          ...record,
          wire: { ...record.wire, request: { ...request, body } },
        };
      };
      const get = find('codebuild:BatchGetBuilds', true);
      const start = find('codebuild:StartBuild', true);
      const problems = validateTraffic([
        answering(get, text =>
          text.replace(
            /"startTime":[\d.]+/,
            '"startTime":"2026-01-01T00:00:00Z"',
          ),
        ),
        answering(get, text =>
          text.replace(/"startTime":([\d.]+)/, '"startTime":1790000000000'),
        ),
        answering(get, text =>
          text.replace('"buildStatus":"', '"buildStatus":"NO_'),
        ),
        answering(get, text => text.replace('"buildNumber":', '"number":')),
        asking(start, text => text.replace('"projectName"', '"project"')),
        asking(start, text =>
          text.replace(
            '"timeoutInMinutesOverride":5',
            '"timeoutInMinutesOverride":1',
          ),
        ),
        answering(find('ecr:DescribeImages', false), text =>
          text.replace('ImageNotFoundException', 'NoSuchImageException'),
        ),
        answering(find('lambda:GetFunction', true), text =>
          text.replace('"Active"', '7'),
        ),
        answering(find('s3:GetBucketVersioning', true), text =>
          text.replace(/Status>/g, 'State>'),
        ),
        answering(find('sts:GetCallerIdentity', true), text =>
          text.replace(/Arn>/g, 'Name>'),
        ),
      ]);
      expect(
        problems.map(problem =>
          problem.replace(/ (request|response) \d+:/, ' $1:').slice(0, 90),
        ),
      ).toMatchInlineSnapshot(`
        [
          "codebuild:BatchGetBuilds response: .builds[0].startTime: expected seconds since 1970, got ",
          "codebuild:BatchGetBuilds response: .: cannot be understood: ValueError('year 58692 is out ",
          "codebuild:BatchGetBuilds response: .builds[0].buildStatus: 'NO_IN_PROGRESS' is none of ['S",
          "codebuild:BatchGetBuilds response: .builds[0]: number is not in Build",
          "codebuild:StartBuild request: .: projectName is missing",
          "codebuild:StartBuild request: .: project is not in StartBuildInput",
          "codebuild:StartBuild request: .timeoutInMinutesOverride: length 1 is out of 5 to 2160",
          "ecr:DescribeImages response: .: NoSuchImageException is none of ['ServerException', 'Inval",
          "lambda:GetFunction response: .Configuration.State: expected a string, got 7",
          "s3:GetBucketVersioning response: .: element State is not in GetBucketVersioningOutput",
          "sts:GetCallerIdentity response: .: element Name is not in GetCallerIdentityResponse",
          "10 exchanges of 6 operations",
        ]
      `);
    }, 60_000);
  });
});
