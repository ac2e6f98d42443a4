import vectors from './vectors/markers.json';
import { evaluateMarker } from './evaluateMarker';
import { lambdaMarkerEnvironment } from './lambdaMarkerEnvironment';
import { MarkerEnvironment } from './MarkerEnvironment';
import { parseMarker } from './parseMarker';

function evaluate(
  text: string,
  environment: MarkerEnvironment,
  extras?: string[],
) {
  const parse = parseMarker(text);
  if (!parse.ok) {
    throw new Error(`${parse.message} in ${text}`);
  }
  return evaluateMarker(parse.marker, environment, extras);
}

describe('evaluateMarker', () => {
  it('agrees with packaging on every marker', () => {
    const differing = vectors.markers.filter(
      ({ marker, value }) =>
        (evaluate(marker, vectors.environment) ?? null) !== value,
    );
    expect(differing).toEqual([]);
    expect(vectors.markers.length).toBeGreaterThan(500);
  });

  it('agrees with packaging on extras', () => {
    const differing = vectors.extraMarkers.filter(
      ({ marker, extras, value }) =>
        evaluate(marker, vectors.environment, extras) !== value,
    );
    expect(differing).toEqual([]);
  });

  it.each([
    ["os_name == 'posix'", undefined],
    ["os_name == 'posix' and 'a' in extras", undefined],
    ["python_version < '3' and os_name == 'posix'", false],
    ["os_name == 'posix' or python_version >= '3'", true],
    ["os_name == 'posix' or python_version < '3'", undefined],
    ["extra == 'x'", undefined],
    ["'dev' in dependency_groups", undefined],
    ['os_name == sys_platform', undefined],
  ])('leaves open what the environment does not say: %s', (text, value) => {
    expect(evaluate(text, { python_version: '3.12' })).toBe(value);
  });

  it.each([
    ["'a-b' in extras", true],
    ["'A_b' in extras", true],
    ["'c' in extras", false],
    ["'c' not in extras", true],
  ])('knows the set of extras: %s', (text, value) => {
    expect(evaluate(text, {}, ['A.B'])).toBe(value);
  });
});

describe('lambdaMarkerEnvironment', () => {
  it.each([
    ["sys_platform == 'linux' and platform_machine == 'aarch64'", true],
    ["sys_platform == 'win32'", false],
    ["platform_machine == 'x86_64'", false],
    ["platform_python_implementation == 'PyPy'", false],
    ["python_version < '3.11'", false],
    ["python_full_version >= '3.8.1'", true],
    ["python_full_version < '3.13.0'", true],
    ["python_full_version == '3.12.*'", true],
    ["python_full_version == '3.12.5'", undefined],
    ["python_full_version != '3.12.5'", undefined],
    ["python_full_version != '3.11.5'", true],
    ["python_full_version > '3.12.5'", undefined],
    ["'3.9.0' < python_full_version", true],
    ["implementation_version >= '3.12'", true],
    ["platform_release >= '5'", undefined],
  ])('describes a Lambda on ARM with Python 3.12: %s', (text, value) => {
    expect(evaluate(text, lambdaMarkerEnvironment('linux/arm64', '3.12'))).toBe(
      value,
    );
  });

  it('knows nothing that nobody said', () => {
    const environment = lambdaMarkerEnvironment(null, null);
    expect(evaluate("platform_machine == 'x86_64'", environment)).toBe(
      undefined,
    );
    expect(evaluate("python_version < '3'", environment)).toBe(undefined);
    expect(evaluate("sys_platform == 'linux'", environment)).toBe(true);
  });
});
