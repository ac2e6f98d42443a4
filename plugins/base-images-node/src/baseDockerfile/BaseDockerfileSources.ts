import {
  BaseImage,
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { DECLARATION_FILE } from '../declaration/declarationRules';
import { readDeclarations } from '../declaration/readDeclarations';
import { buildGraph } from '../graph/buildGraph';
import { PackageGraph } from '../graph/PackageGraph';
import { LockFile } from '../hash/lock/LockFile';
import { readLocks } from '../hash/lock/readLocks';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { RequirementsLine } from '../python/parseRequirementsFile';
import { SourceTree } from '../source/SourceTree';
import { WrittenBaseDockerfile } from './BaseDockerfile';
import { BuiltPackage } from './BaseDockerfileInputs';
import {
  BaseDockerfileRefusals,
  NOT_BUILDABLE,
} from './BaseDockerfileRefusals';
import { readRequirementsFiles } from './readRequirementsFiles';
import { writeBaseDockerfile } from './writeBaseDockerfile';

/**
 * A monorepo as the Dockerfiles of its base images need it.
 *
 * @public
 */
export class BaseDockerfileSources {
  /**
   * Reads the declarations of a tree, and the lock and requirements files that they name. Never throws for what is in a file.
   *
   * @param monorepo - what `scan` gives for the same tree.
   */
  static async read(
    tree: SourceTree,
    monorepo: Monorepo,
  ): Promise<BaseDockerfileSources> {
    const { images, entryLines } = await readDeclarations(tree);
    return new BaseDockerfileSources(
      tree,
      new Map(images.map(image => [image.name, image])),
      new Map(
        images.map(({ name, line }) => [
          name,
          declaredProblems(monorepo, line, entryLines),
        ]),
      ),
      new Map(monorepo.baseImages.map(image => [image.name, image])),
      buildGraph(monorepo.packages),
      await readRequirementsFiles(tree, images),
      await readLocks(tree, images),
    );
  }

  private constructor(
    private readonly tree: SourceTree,
    private readonly declarations: ReadonlyMap<string, BaseImageDeclaration>,
    /** What is wrong with the declaration of each: an image without the part that is wrong is not what was meant. */
    private readonly problems: ReadonlyMap<string, Diagnostic[]>,
    private readonly baseImages: ReadonlyMap<string, BaseImage>,
    private readonly graph: PackageGraph<BuiltPackage>,
    private readonly requirementsFiles: ReadonlyMap<string, RequirementsLine[]>,
    private readonly locks: ReadonlyMap<string, LockFile>,
  ) {}

  /** Names of the base images that are declared, sorted. */
  get names(): string[] {
    return [...this.declarations.keys()]
      .filter(name => this.baseImages.has(name))
      .sort();
  }

  /**
   * The Dockerfile of a base image, or why there is none.
   *
   * @param name - one of {@link BaseDockerfileSources.names}.
   * @returns undefined when none of that name is declared.
   */
  write(name: string): WrittenBaseDockerfile | undefined {
    const declaration = this.declarations.get(name);
    const image = this.baseImages.get(name);
    if (!declaration || !image) {
      return undefined;
    }
    const wrong = this.#wrongAncestor(image);
    if (wrong === undefined) {
      return this.#writeAlone(declaration, image);
    }
    const refusals = new BaseDockerfileRefusals({
      file: declaration.file,
      line: declaration.from?.line ?? declaration.line,
    });
    refusals.add(
      `The image ${name} stands on ${wrong}, for which no Dockerfile can be written.`,
      `Mend what base-images check says of ${wrong}.`,
    );
    return { refused: refusals.diagnostics };
  }

  /** The Dockerfile of a base image, whatever is wrong with those below it. */
  #writeAlone(
    declaration: BaseImageDeclaration,
    image: BaseImage,
  ): WrittenBaseDockerfile {
    const parent = this.baseImages.get(image.parentBaseImage ?? '');
    const external = image.parentBaseImage === null ? image.parentImage : null;
    const problems = this.problems.get(image.name) ?? [];
    const written = writeBaseDockerfile({
      declaration,
      parent: parent
        ? { baseImage: parent }
        : (external !== null && { image: external }) || undefined,
      python: image.python,
      closure: this.graph.closure(image.packages, {
        environment: lambdaMarkerEnvironment(
          image.platforms.length === 1 ? image.platforms[0] : null,
          image.python,
        ),
        workingTreeOnly: true,
      }),
      packages: this.graph.packages,
      tree: this.tree,
      requirementsFiles: this.requirementsFiles,
      locks: this.locks,
    });
    const refused = 'refused' in written ? written.refused : [];
    return problems.length > 0
      ? { refused: [...problems, ...refused] }
      : written;
  }

  /** The nearest base image below this one that has no Dockerfile. */
  #wrongAncestor(image: BaseImage): string | undefined {
    let current = this.baseImages.get(image.parentBaseImage ?? '');
    for (let level = 0; current && level < this.baseImages.size; level++) {
      const declaration = this.declarations.get(current.name);
      if (declaration && 'refused' in this.#writeAlone(declaration, current)) {
        return current.name;
      }
      current = this.baseImages.get(current.parentBaseImage ?? '');
    }
    return undefined;
  }
}

/** The mistakes between the line where an image is declared and the line where the next entry or field is. */
function declaredProblems(
  { diagnostics }: Monorepo,
  line: number,
  starts: readonly number[],
): Diagnostic[] {
  const next = Math.min(Infinity, ...starts.filter(start => start > line));
  return diagnostics.filter(
    item =>
      item.file === DECLARATION_FILE &&
      item.severity === 'error' &&
      item.code !== NOT_BUILDABLE &&
      item.line !== null &&
      item.line >= line &&
      item.line < next,
  );
}
