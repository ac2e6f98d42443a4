import { BuildContext, IgnoreFile } from '../docker/BuildContext';
import { DockerIgnore } from '../docker/DockerIgnore';
import { joinTreePath } from '../docker/paths';
import { TreeIndex } from '../docker/TreeIndex';

const MAXIMUM_SIZE = 1_000_000;

/** The build contexts of a tree, each made once: many Dockerfiles share one. */
export class BuildContexts {
  /** Reads every ignore file of the tree. */
  static async create(
    index: TreeIndex,
    parse: (text: string) => DockerIgnore = text => DockerIgnore.parse(text),
  ): Promise<BuildContexts> {
    const ignores = new Map<string, IgnoreFile>();
    // Ignore files are often copies of each other; those share their contexts.
    const known = new Map<string, IgnoreFile>();
    for (const file of index.tree.files.values()) {
      if (
        file.path.endsWith('.dockerignore') &&
        file.type === 'file' &&
        file.size <= MAXIMUM_SIZE
      ) {
        const text = await readText(index, file.path);
        const ignoreFile = known.get(text) ?? {
          id: file.path,
          ignore: parse(text),
        };
        known.set(text, ignoreFile);
        ignores.set(file.path, ignoreFile);
      }
    }
    return new BuildContexts(index, ignores);
  }

  readonly #contexts = new Map<string, BuildContext>();

  private constructor(
    private readonly index: TreeIndex,
    private readonly ignores: ReadonlyMap<string, IgnoreFile>,
  ) {}

  /** A folder with everything in it, whatever is ignored. */
  whole(folder: string): BuildContext {
    return this.#get(folder, undefined);
  }

  /** The context in a folder for a Dockerfile, whose own ignore file beside it wins over the folder's. */
  get(folder: string, dockerfile?: string): BuildContext {
    const own = dockerfile && this.#ignoreFileAt(`${dockerfile}.dockerignore`);
    const shared = this.#ignoreFileAt(joinTreePath(folder, '.dockerignore'));
    return this.#get(folder, own || shared);
  }

  /** Asks the tree as well, which notes that what is in the file matters. */
  #ignoreFileAt(path: string): IgnoreFile | undefined {
    return this.index.tree.files.get(path) && this.ignores.get(path);
  }

  #get(folder: string, ignoreFile: IgnoreFile | undefined): BuildContext {
    const key = `${folder}\n${ignoreFile?.id ?? ''}`;
    const context =
      this.#contexts.get(key) ??
      BuildContext.create(this.index, folder, ignoreFile);
    this.#contexts.set(key, context);
    return context;
  }
}

async function readText({ tree }: TreeIndex, path: string): Promise<string> {
  try {
    return (await tree.read(path)).toString('utf8');
  } catch {
    return '';
  }
}
