import { Fault, RequestEffect } from '@base-images/aws-simulator';
import { random } from '../crash/random';

const OPERATIONS = [
  'codebuild:StartBuild',
  'codebuild:BatchGetBuilds',
  'codebuild:ListBuildsForProject',
  's3:PutObject',
  'ecr:DescribeRepositories',
  'ecr:CreateRepository',
  'ecr:PutLifecyclePolicy',
  'ecr:DescribeImages',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'ecr:PutImage',
];
const FAULTS = 25;
/** More than the SDK tries by itself. */
const MOST_IN_A_ROW = 5;
const MOST_SPARED = 6;
/** So many of the effects leave open what was done. */
const LOST = 3;

/** Faults that pass, of all kinds, at any time: the same for the same seed. */
export function randomFaults(seed: number): Fault[] {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const effects: ((accepted: boolean) => RequestEffect)[] = [
    accepted => ({ kind: 'reset', accepted }),
    accepted => ({
      kind: 'error',
      code: 'InternalFailure',
      status: 500,
      accepted,
    }),
    accepted => ({ kind: 'response', status: 502, accepted }),
    () => ({ kind: 'error', code: 'ThrottlingException' }),
    () => ({ kind: 'error', code: 'ExpiredTokenException' }),
  ];
  return [
    { on: 'build', skip: below(3), effect: { kind: 'end', status: 'FAULT' } },
    // In any case a build of which nobody knows that it began.
    {
      on: 'codebuild:StartBuild',
      skip: below(3),
      effect: effects[below(LOST)](true),
    },
    ...Array.from({ length: FAULTS }, (): Fault => ({
      on: OPERATIONS[below(OPERATIONS.length)],
      skip: below(MOST_SPARED),
      times: 1 + below(MOST_IN_A_ROW),
      effect: effects[below(effects.length)](next() < 0.5),
    })),
  ];
}
