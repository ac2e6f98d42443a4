import { LambdaBuild, lambdaBuilds } from './LambdaBuild';
import { LambdaDeclaration } from './LambdaDeclaration';

/** How one Dockerfile is built. */
export interface DeclaredBuilds {
  given: readonly LambdaDeclaration[];
  builds: readonly LambdaBuild[];
  /** Another text where the builds are others. */
  key: string;
}

/** Those of a Dockerfile that nothing declares. */
export const UNDECLARED_BUILDS: DeclaredBuilds = toBuilds([]);

/** Dockerfiles that are declared, by path, and the paths of those of which an archive is made. */
export function declaredDockerfiles(
  declarations: readonly LambdaDeclaration[],
): {
  declared: ReadonlyMap<string, DeclaredBuilds>;
  archives: ReadonlySet<string>;
} {
  const given = new Map<string, LambdaDeclaration[]>();
  const archives = new Set<string>();
  for (const declaration of declarations) {
    const { dockerfile, kind } = declaration;
    if (kind === 'archive') {
      archives.add(dockerfile);
    } else {
      const known = given.get(dockerfile) ?? [];
      given.set(dockerfile, [...known, declaration]);
    }
  }
  return {
    declared: new Map([...given].map(([path, list]) => [path, toBuilds(list)])),
    archives,
  };
}

function toBuilds(given: readonly LambdaDeclaration[]): DeclaredBuilds {
  const builds = lambdaBuilds(given);
  return { given, builds, key: JSON.stringify(builds) };
}
