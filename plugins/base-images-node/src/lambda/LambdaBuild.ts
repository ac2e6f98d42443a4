import { LambdaDeclaration } from './LambdaDeclaration';

/** One way in which a Dockerfile is built: identity is context and target. */
export interface LambdaBuild {
  /** Whether a declaration says that it is for a function. */
  declaredFunction: boolean;
  /** Null where nothing declares it. */
  context: string | null;
  target: string | null;
  buildArgs: Record<string, string>;
  buildContexts: Record<string, string>;
  platform: string | null;
  functions: string[];
}

const UNDECLARED: LambdaBuild = {
  declaredFunction: false,
  context: null,
  target: null,
  buildArgs: {},
  buildContexts: {},
  platform: null,
  functions: [],
};

/**
 * The ways in which a Dockerfile is built, from its declarations: one for each context and target. Declarations of images fill
 * in what those of functions leave open. Without declarations there is one, of which nothing is known.
 */
export function lambdaBuilds(
  declarations: readonly LambdaDeclaration[],
): LambdaBuild[] {
  const functions = declarations.filter(({ kind }) => kind === 'function');
  const images = declarations.filter(({ kind }) => kind === 'image');
  if (declarations.length === 0) {
    return [UNDECLARED];
  }
  if (functions.length === 0) {
    return merge(images);
  }
  return merge(
    functions.map(declaration => {
      const image = images.find(
        other =>
          other.target === declaration.target &&
          (declaration.context === null ||
            other.context === declaration.context),
      );
      return {
        ...declaration,
        context: declaration.context ?? image?.context ?? null,
        platform: declaration.platform ?? image?.platform ?? null,
        buildArgs: { ...image?.buildArgs, ...declaration.buildArgs },
        buildContexts: {
          ...image?.buildContexts,
          ...declaration.buildContexts,
        },
      };
    }),
  );
}

function merge(declarations: readonly LambdaDeclaration[]): LambdaBuild[] {
  const builds = new Map<string, LambdaBuild>();
  for (const declaration of declarations) {
    const { context, target } = declaration;
    const key = JSON.stringify([context, target]);
    const known = builds.get(key) ?? { ...UNDECLARED, context, target };
    builds.set(key, {
      ...known,
      declaredFunction:
        known.declaredFunction || declaration.kind === 'function',
      // The first declaration wins where two disagree.
      buildArgs: { ...declaration.buildArgs, ...known.buildArgs },
      buildContexts: { ...declaration.buildContexts, ...known.buildContexts },
      platform: known.platform ?? declaration.platform,
      functions: [
        ...new Set([...known.functions, ...declaration.functions]),
      ].sort(),
    });
  }
  return [...builds.values()];
}
