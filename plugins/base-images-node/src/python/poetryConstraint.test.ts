import vectors from './vectors/poetry.json';
import { evaluateMarker } from './evaluateMarker';
import { poetryMarker } from './manifest/poetryMarker';
import { parseMarker } from './parseMarker';
import { parsePoetryConstraint } from './poetryConstraint';
import { satisfiesSpecifier } from './satisfiesSpecifier';

describe('parsePoetryConstraint', () => {
  it.each(vectors.constraints)(
    'allows what poetry-core allows: $constraint',
    ({ constraint, allowed }) => {
      const alternatives = parsePoetryConstraint(constraint);
      expect(
        alternatives
          ? vectors.versions.filter(version =>
              alternatives.some(clauses =>
                satisfiesSpecifier(version, clauses.join(',')),
              ),
            )
          : null,
      ).toEqual(allowed);
    },
  );
});

describe('poetryMarker', () => {
  it.each(vectors.markers)('holds as in poetry-core: $keys', vector => {
    const text = poetryMarker(vector.keys);
    const parse = parseMarker(text ?? "os_name == 'posix'");
    expect(
      parse.ok && evaluateMarker(parse.marker, vectors.environment, []),
    ).toBe(vector.value);
  });
});
