import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import {
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import {
  BASE_ARGUMENT,
  BaseDockerfileSources,
  baseImageReference,
  BuildInputs,
  ContextBuild,
  ContextSources,
  ImageRegistry,
  SourceEnvironment,
  SourceTree,
  writeContextZip,
} from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig } from '../../config/SourceConfig';
import { OpenSources } from '../../preview/OpenSources';
import { SnapshotViews } from '../../snapshot/SnapshotViews';
import { ContextPreparer, PreparedContext } from '../runner/ContextPreparer';
import { RebuildRecord, StepRecord } from '../store/RebuildRecords';
import { buildFiles } from './buildFiles';

interface Build {
  build: ContextBuild;
  secrets: readonly string[];
}

/** What a context is made from, and where it is written to. */
interface NewContext {
  tree: SourceTree;
  monorepo: Monorepo;
  step: StepRecord;
  inputs: BuildInputs;
  environment: SourceEnvironment;
  path: string;
}

interface TreeSources {
  contexts: ContextSources;
  dockerfiles: BaseDockerfileSources;
}

/** Makes build contexts from the files of a source, at the very content that a rebuild was planned for. */
export class SourceContextPreparer implements ContextPreparer {
  static create(options: {
    sources: readonly SourceConfig[];
    views: SnapshotViews;
    openSources: OpenSources;
    registry: Pick<ImageRegistry, 'repositoryUri'>;
  }): SourceContextPreparer {
    return new SourceContextPreparer(options);
  }

  /** Read once for each opened tree. */
  readonly #read = new WeakMap<SourceTree, Promise<TreeSources>>();

  private constructor(
    private readonly options: {
      sources: readonly SourceConfig[];
      views: SnapshotViews;
      openSources: OpenSources;
      registry: Pick<ImageRegistry, 'repositoryUri'>;
    },
  ) {}

  async prepare<T>(
    rebuild: RebuildRecord,
    step: StepRecord,
    inputs: BuildInputs,
    environment: SourceEnvironment,
    use: (context: PreparedContext) => Promise<T>,
  ): Promise<T> {
    const { sources, views, openSources } = this.options;
    const source = sources.find(item => item.id === rebuild.sourceId);
    const { view } = await views.get(rebuild.sourceId);
    if (!source || view?.monorepo.treeHash !== rebuild.treeHash) {
      throw new ConflictError(
        `Source '${rebuild.sourceId}' has changed since this rebuild was planned. Start a new one.`,
      );
    }
    const { monorepo } = view;
    const folder = await mkdtemp(join(tmpdir(), 'base-images-context-'));
    try {
      const path = join(folder, 'context.zip');
      // Only while it is written: few sources are open at a time, and what is done with it may take minutes.
      const { sha256 } = await openSources.use(source, monorepo, tree =>
        this.#write({ tree, monorepo, step, inputs, environment, path }),
      );
      return await use({ path, sha256 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #write(context: NewContext): Promise<{ sha256: string }> {
    const { tree, monorepo, step, inputs, environment, path } = context;
    const { build, secrets } = await this.#buildOf(tree, monorepo, step);
    const base = this.#baseOf(step, inputs, environment);
    const onBaseImage = step.plan.parent !== null;
    const { contexts } = await this.#sourcesOf(tree, monorepo);
    const selection = await contexts.select({
      ...build,
      platform: inputs.target.platform,
      buildArgs: {
        ...inputs.args,
        ...(onBaseImage ? { [BASE_ARGUMENT]: base.name } : {}),
      },
    });
    if ('refused' in selection) {
      throw refusedBuild(step, selection.refused);
    }
    return writeContextZip(tree, selection, path, {
      folder: 'source/',
      beside: buildFiles({
        inputs,
        dockerfile: selection.dockerfile,
        context: selection.context,
        target: selection.target,
        base,
        onBaseImage,
        secrets,
      }),
    });
  }

  async #buildOf(
    tree: SourceTree,
    monorepo: Monorepo,
    { plan }: StepRecord,
  ): Promise<Build> {
    const common = { buildArgs: {}, buildContexts: {}, platform: null };
    if (plan.kind === 'base-image') {
      const { dockerfiles } = await this.#sourcesOf(tree, monorepo);
      const written = dockerfiles.write(plan.name);
      if (!written) {
        throw new InputError(`${plan.name} is not declared any more.`);
      }
      if ('refused' in written) {
        throw refusedBuild({ plan }, written.refused);
      }
      return {
        build: {
          ...common,
          dockerfile: written.path,
          dockerfileText: written.dockerfile,
          ignoreText: written.ignoreFile,
          context: '.',
          target: null,
        },
        secrets: written.secrets,
      };
    }
    const lambda = monorepo.lambdas.find(item => item.id === plan.name);
    if (!lambda) {
      throw new InputError(`${plan.name} is not there any more.`);
    }
    const { withBase, original } = lambda.build;
    const { dockerfile } = plan.parent && withBase ? withBase : original;
    return {
      build: {
        ...common,
        dockerfile: dockerfile ?? lambda.dockerfile,
        context: lambda.context,
        target: lambda.target,
      },
      secrets: [],
    };
  }

  #baseOf(
    { plan }: StepRecord,
    { images }: BuildInputs,
    environment: SourceEnvironment,
  ): { name: string; digest: string } {
    const { parent, parentImage } = plan;
    return parent
      ? {
          name: this.options.registry.repositoryUri(
            environment,
            parent.repository,
          ),
          digest: images[baseImageReference(parent.name)],
        }
      : {
          name: parentImage ?? '',
          digest: images[parentImage ?? ''] ?? '',
        };
  }

  #sourcesOf(tree: SourceTree, monorepo: Monorepo): Promise<TreeSources> {
    let read = this.#read.get(tree);
    if (!read) {
      read = Promise.all([
        ContextSources.read(tree),
        BaseDockerfileSources.read(tree, monorepo),
      ]).then(([contexts, dockerfiles]) => ({ contexts, dockerfiles }));
      this.#read.set(tree, read);
    }
    return read;
  }
}

function refusedBuild(
  { plan }: Pick<StepRecord, 'plan'>,
  refused: readonly Diagnostic[],
): InputError {
  const [first] = refused;
  const place =
    first.line === null ? first.file : `${first.file}:${first.line}`;
  return new InputError(
    `${plan.name} cannot be built: ${place}: ${first.message} ${first.help}`,
  );
}
