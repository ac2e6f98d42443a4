import { parseImageReference } from './ImageReference';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('parseImageReference', () => {
  it.each([
    ['python', undefined, 'python', undefined, undefined],
    ['python:3.12', undefined, 'python', '3.12', undefined],
    ['a/b', undefined, 'a/b', undefined, undefined],
    ['localhost/b', 'localhost', 'b', undefined, undefined],
    ['localhost:5000/a/b:1', 'localhost:5000', 'a/b', '1', undefined],
    [`localhost:5000/a/b:1@${DIGEST}`, 'localhost:5000', 'a/b', '1', DIGEST],
    [`python@${DIGEST}`, undefined, 'python', undefined, DIGEST],
    [
      'public.ecr.aws/lambda/python:3.12-arm64',
      'public.ecr.aws',
      'lambda/python',
      '3.12-arm64',
      undefined,
    ],
    ['a__b/c-d.e', undefined, 'a__b/c-d.e', undefined, undefined],
  ])('takes %s apart', (text, registry, repository, tag, digest) => {
    expect(parseImageReference(text)).toEqual({
      registry,
      repository,
      tag,
      digest,
    });
  });

  it.each([
    '',
    'Python',
    'a:',
    'a/',
    'a:b:c d',
    'a@sha256:short',
    'public.ecr.aws/lambda/python:',
    'a//b',
    '-a',
    `a/${'b'.repeat(2_000)}`,
  ])('refuses %j', text => {
    expect(parseImageReference(text)).toBeUndefined();
  });
});
