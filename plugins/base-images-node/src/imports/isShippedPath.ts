const ASIDE =
  /(?:^|\/)(?:(?:tests?|docs?|examples?|samples?|scripts?|benchmarks?|node_modules|site-packages)\/|(?:conftest|setup|noxfile|test_[^/]*|[^/]*_tests?)\.py$|\.)|\{[{%]/;

/** Whether a Python file, by its path below the folder of its package, is part of what runs: no test, example, script or document. */
export function isShippedPath(path: string): boolean {
  return !ASIDE.test(path);
}
