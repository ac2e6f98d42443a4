import { BuildContext } from '../docker/BuildContext';
import { DockerIgnore } from '../docker/DockerIgnore';
import { DockerfileModel } from '../docker/DockerfileModel';
import { parseDockerfile } from '../docker/parseDockerfile';
import { joinTreePath } from '../docker/paths';
import { BuildOptions } from '../docker/ResolvedStage';
import { findTarget, resolveStages } from '../docker/resolveStages';
import { TreeIndex } from '../docker/TreeIndex';
import { BuildContexts } from '../lambda/BuildContexts';
import { SourceTree } from '../source/SourceTree';
import { checkContextFiles } from './checkContextFiles';
import { ContextFile, SelectedContext } from './ContextSelection';
import { readsOfStage } from './readsOfStage';

/** A build whose context is wanted. @public */
export interface ContextBuild extends BuildOptions {
  /** Path of the Dockerfile from the root of the monorepo. */
  dockerfile: string;
  /** Folder to build in; `.` for the root. */
  context: string;
  /** Text of the Dockerfile where it is not the one of the tree. */
  dockerfileText?: string;
  /** Text of the ignore file beside the Dockerfile where it is not the one of the tree. */
  ignoreText?: string;
}

/**
 * The files of a monorepo as builds read them.
 *
 * @public
 */
export class ContextSources {
  /** Reads the ignore files and symbolic links of a tree. */
  static async read(tree: SourceTree): Promise<ContextSources> {
    const index = await TreeIndex.create(tree);
    return new ContextSources(tree, index, await BuildContexts.create(index));
  }

  private constructor(
    private readonly tree: SourceTree,
    private readonly index: TreeIndex,
    private readonly contexts: BuildContexts,
  ) {}

  /**
   * Selects what a build reads. Refused are Git LFS pointers, whose content is not there, and names that archives cannot hold.
   *
   * @throws NotFoundError when the tree has no such Dockerfile and its text is not given.
   */
  async select(build: ContextBuild): Promise<SelectedContext> {
    const { dockerfile, dockerfileText, ignoreText } = build;
    const text =
      dockerfileText ?? (await this.tree.read(dockerfile)).toString('utf8');
    const model = parseDockerfile(text);
    const context = this.#contextOf(build);
    const written = new Map<string, string>();
    if (dockerfileText !== undefined) {
      written.set(dockerfile, dockerfileText);
    }
    if (ignoreText !== undefined) {
      written.set(`${dockerfile}.dockerignore`, ignoreText);
    }
    const paths = [
      ...new Set([
        dockerfile,
        ...this.#ignoreFile(build),
        ...this.#reads(build, model, context),
      ]),
    ].sort();
    const files = paths.flatMap(path => this.#describe(path, written));
    const refused = await checkContextFiles(this.tree, files, written);
    return refused.length > 0
      ? { refused }
      : {
          dockerfile,
          context: build.context,
          target: build.target,
          files,
          size: files.reduce((sum, { size }) => sum + size, 0),
          written,
        };
  }

  /** The ignore file that holds: the one beside the Dockerfile, else the one of the folder. */
  #ignoreFile({ dockerfile, context, ignoreText }: ContextBuild): string[] {
    const own = `${dockerfile}.dockerignore`;
    const shared = joinTreePath(context, '.dockerignore');
    if (ignoreText !== undefined || this.tree.files.has(own)) {
      return [own];
    }
    return this.tree.files.has(shared) ? [shared] : [];
  }

  #contextOf({ context, dockerfile, ignoreText }: ContextBuild): BuildContext {
    return ignoreText === undefined
      ? this.contexts.get(context, dockerfile)
      : BuildContext.create(this.index, context, {
          id: `${dockerfile}.dockerignore`,
          ignore: DockerIgnore.parse(ignoreText),
        });
  }

  #reads(
    build: ContextBuild,
    model: DockerfileModel,
    context: BuildContext,
  ): Iterable<string> {
    const stages = resolveStages(model, build);
    const target = findTarget(stages, build.target);
    // Another frontend may read whatever it likes.
    const isKnown =
      /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;
    const { syntax } = model.directives;
    return target && (syntax === undefined || isKnown.test(syntax))
      ? readsOfStage({
          stages,
          target,
          context,
          namedContext: value =>
            /^[a-z][a-z0-9+.-]*:/i.test(value)
              ? undefined
              : this.contexts.get(value),
        })
      : context.filesAt('.');
  }

  #describe(path: string, written: ReadonlyMap<string, string>): ContextFile[] {
    const text = written.get(path);
    if (text !== undefined) {
      const size = Buffer.byteLength(text);
      return [{ path, size, type: 'file', executable: false }];
    }
    const file = this.tree.files.get(path);
    return file
      ? [
          {
            path,
            size: file.size,
            type: file.type,
            executable: file.executable === true,
          },
        ]
      : [];
  }
}
