import { lambdaName } from './lambdaName';

describe('lambdaName', () => {
  it.each([
    ['infra/upload_lambda/Dockerfile', null, 'upload-lambda'],
    ['infra/upload_lambda/lambdas/Dockerfile', null, 'upload-lambda'],
    ['services/billing/docker/src/Dockerfile', null, 'billing'],
    ['services/billing/Dockerfile.worker', null, 'billing-worker'],
    ['services/billing/worker.Dockerfile', null, 'billing-worker'],
    ['services/billing/Dockerfile', 'Run_time', 'billing-run-time'],
    ['lambda/Dockerfile', null, 'lambda'],
    ['infra/lambda/Dockerfile', null, 'lambda'],
    ['Dockerfile', null, 'lambda'],
    ['Dockerfile', 'api', 'api'],
    ['__/Dockerfile', null, 'lambda'],
  ])('names %s with target %s', (dockerfile, target, name) => {
    expect(lambdaName(dockerfile, target)).toBe(name);
  });
});
