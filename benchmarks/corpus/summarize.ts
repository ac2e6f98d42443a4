import {
  Monorepo,
  RequirementKind,
} from '@base-images/backstage-plugin-base-images-common';
import { CorpusRow } from './CorpusRow';

/** Diagnostics which say that something could not be read. */
const PARSE_FAILURES = new Set([
  'invalid-declaration',
  'invalid-dockerfile',
  'invalid-manifest',
  'invalid-requirement',
  'unreadable-infrastructure',
]);

export function summarize(
  { packages, lambdas, baseImages, diagnostics }: Monorepo,
  files: number,
  seconds: number,
): CorpusRow {
  const names = new Set(packages.map(({ name }) => name));
  return {
    packages: packages.length,
    edges: count(
      packages
        .flatMap(({ requirements }) => requirements)
        .filter(({ name }) => names.has(name))
        .map(({ kind, binding }) => `${kindOf(kind)} ${binding}`),
    ),
    lambdas: lambdas.length,
    confidence: count(lambdas.map(({ confidence }) => confidence)),
    unknown: lambdas
      .filter(({ confidence }) => confidence === 'unknown')
      .map(
        ({ dockerfile, confidenceLine }) => `${dockerfile}:${confidenceLine}`,
      ),
    baseImages: baseImages.length,
    diagnostics: count(diagnostics.map(({ code }) => code)),
    parseFailures: diagnostics
      .filter(({ code }) => PARSE_FAILURES.has(code))
      .map(
        ({ code, file, line, message }) =>
          `${file}:${line ?? ''} ${code}: ${message}`,
      ),
    files,
    seconds,
  };
}

function kindOf(kind: RequirementKind): string {
  return kind.replace(/:.*/, '');
}

function count(items: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort());
}
