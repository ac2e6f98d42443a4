import fc from 'fast-check';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { digest } from './digest';
import { hashClosure } from './hashClosure';
import { hashLambda, LambdaInputs } from './hashLambda';
import { hashPackages } from './hashPackages';
import { hashTree } from './hashTree';

describe('digest', () => {
  it('differs for every two lists of fields', () => {
    const fields = fc.array(
      fc.string({ unit: fc.constantFrom('1', ':', 'a', '\0', 'ä') }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const equal = JSON.stringify(a) === JSON.stringify(b);
        expect(digest('x', a) === digest('x', b)).toBe(equal);
      }),
    );
    expect(digest('x', ['a'])).not.toBe(digest('y', ['a']));
    expect(digest('x', Array(2_500).fill('a'))).not.toBe(
      digest('x', Array(2_501).fill('a')),
    );
  });

  it('stays what it is', () => {
    // These values are in image tags: changing them rebuilds every image of every adopter.
    expect(digest('x', ['a', 'ä'])).toBe(
      '4c3ffeb8b7e0e382bf736308edea286c3271630fa981bdc60a0f9ea5d2f5bc8e',
    );
  });
});

describe('hashTree', () => {
  const hash = (files: Record<string, string>, symlinks = {}) =>
    hashTree(InMemorySourceTree.of(files, { symlinks }));

  it('follows paths and contents, not types and order', () => {
    expect(hash({ a: '1', b: '2' })).toBe(hash({ b: '2', a: '1' }));
    expect(hash({ a: 'b' })).toBe(hash({}, { a: 'b' }));
    expect(hash({ a: '1' })).not.toBe(hash({ a: '2' }));
    expect(hash({ a: '1' })).not.toBe(hash({ b: '1' }));
    expect(hash({})).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('hashPackages', () => {
  const packages = [
    { name: 'root', path: '.' },
    { name: 'a', path: 'a' },
    { name: 'nested', path: 'a/nested' },
    { name: 'ab', path: 'ab' },
  ];
  const files = {
    'pyproject.toml': '',
    'docs/x.md': '',
    'a/x.py': '',
    'a/data/labels.json': '{}',
    'a/nested/x.py': '',
    'ab/x.py': '',
  };
  const changedBy = (changes: Record<string, string>) => {
    const before = hashPackages(InMemorySourceTree.of(files), packages);
    const after = hashPackages(
      InMemorySourceTree.of({ ...files, ...changes }),
      packages,
    );
    return packages
      .map(({ name }) => name)
      .filter(name => before.get(name) !== after.get(name));
  };

  it('counts every file for the innermost package alone', () => {
    expect(changedBy({})).toEqual([]);
    expect(changedBy({ 'docs/x.md': 'new' })).toEqual(['root']);
    expect(changedBy({ 'a/data/labels.json': '{"x": 1}' })).toEqual(['a']);
    expect(changedBy({ 'a/README.md': 'new' })).toEqual(['a']);
    expect(changedBy({ 'a/tests/test_x.py': 'new' })).toEqual(['a']);
    expect(changedBy({ 'a/nested/y.py': '' })).toEqual(['nested']);
    expect(changedBy({ 'ab/y.py': '' })).toEqual(['ab']);
  });

  it('does not follow the place of a package', () => {
    const at = (path: string) =>
      hashPackages(InMemorySourceTree.of({ [`${path}/x.py`]: '1' }), [
        { name: 'a', path },
      ]).get('a');
    expect(at('a')).toBe(at('libs/a'));
  });
});

describe('hashClosure', () => {
  const hashes = new Map([
    ['a', '1'],
    ['b', '2'],
  ]);
  const closure = [
    { package: 'a', extras: [] },
    { package: 'b', extras: ['x'] },
  ];

  it('follows members, extras and their hashes', () => {
    const hash = hashClosure(closure, hashes);
    expect(hashClosure(closure.slice(1), hashes)).not.toBe(hash);
    expect(
      hashClosure([closure[0], { package: 'b', extras: [] }], hashes),
    ).not.toBe(hash);
    expect(hashClosure(closure, new Map([...hashes, ['b', '3']]))).not.toBe(
      hash,
    );
    expect(hashClosure(closure, new Map([...hashes, ['c', '3']]))).toBe(hash);
  });
});

describe('hashLambda', () => {
  const tree = InMemorySourceTree.of({ Dockerfile: 'FROM x', a: '1', b: '2' });
  const inputs: LambdaInputs = {
    dockerfile: 'Dockerfile',
    target: null,
    buildArgs: { A: '1', B: '2' },
    files: ['a', 'b'],
  };

  it('follows what the image is made of, in any order', () => {
    const hash = hashLambda(tree, inputs);
    expect(
      hashLambda(tree, {
        ...inputs,
        buildArgs: { B: '2', A: '1' },
        files: ['b', 'a', 'b'],
      }),
    ).toBe(hash);
    const changes: Partial<LambdaInputs>[] = [
      { dockerfile: 'a' },
      { target: 'x' },
      { buildArgs: { A: '1' } },
      { buildArgs: { A: '2', B: '1' } },
      { files: ['a'] },
    ];
    for (const change of changes) {
      expect(hashLambda(tree, { ...inputs, ...change })).not.toBe(hash);
    }
    const changed = InMemorySourceTree.of({
      Dockerfile: 'FROM x',
      a: '1',
      b: '3',
    });
    expect(hashLambda(changed, inputs)).not.toBe(hash);
  });
});
