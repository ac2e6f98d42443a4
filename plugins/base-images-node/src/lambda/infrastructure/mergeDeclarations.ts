import { LambdaDeclaration } from '../LambdaDeclaration';

/**
 * One declaration for each way of building an image (Dockerfile, context, target, arguments, named contexts), with all
 * functions that use it, sorted: the same declarations in any order give the same result. Two platforms are two images; what
 * only declares an image adds nothing to what declares it for a function.
 */
export function mergeDeclarations(
  declarations: LambdaDeclaration[],
): LambdaDeclaration[] {
  const groups = new Map<string, LambdaDeclaration[]>();
  for (const declaration of [...declarations].sort(compare)) {
    const key = keyOf(declaration);
    groups.set(key, [...(groups.get(key) ?? []), declaration]);
  }
  return [...groups.values()].flatMap(mergeGroup).sort(compare);
}

/** Those that say most come first. */
const KINDS: LambdaDeclaration['kind'][] = ['function', 'image', 'archive'];

function mergeGroup(group: LambdaDeclaration[]): LambdaDeclaration[] {
  const relevant =
    KINDS.map(wanted => group.filter(({ kind }) => kind === wanted)).find(
      found => found.length > 0,
    ) ?? group;
  const platforms = [
    ...new Set(relevant.map(({ platform }) => platform).filter(Boolean)),
  ];
  const merged = new Map<string | null, LambdaDeclaration>();
  for (const declaration of relevant) {
    // What says no platform joins the only one that is said.
    const platform =
      declaration.platform ??
      (platforms.length === 1 ? platforms[0] : undefined) ??
      null;
    const first = merged.get(platform) ?? declaration;
    merged.set(platform, {
      ...first,
      platform,
      functions: [
        ...new Set([...first.functions, ...declaration.functions]),
      ].sort(),
    });
  }
  return [...merged.values()];
}

function keyOf(declaration: LambdaDeclaration): string {
  const { dockerfile, context, target, buildArgs, buildContexts } = declaration;
  return JSON.stringify([
    dockerfile,
    context,
    target,
    Object.entries(buildArgs).sort(),
    Object.entries(buildContexts).sort(),
  ]);
}

function compare(left: LambdaDeclaration, right: LambdaDeclaration): number {
  return (
    compareText(left.dockerfile, right.dockerfile) ||
    compareText(left.context ?? '', right.context ?? '') ||
    compareText(left.target ?? '', right.target ?? '') ||
    compareText(left.platform ?? '', right.platform ?? '') ||
    compareText(left.file, right.file) ||
    (left.line ?? 0) - (right.line ?? 0) ||
    compareText(JSON.stringify(left), JSON.stringify(right))
  );
}

function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
