import {
  BaseImagePreviewRequest,
  Lambda,
  ProposalPreview,
  WithBasePreview,
} from '@base-images/backstage-plugin-base-images-common';
import {
  proposeBaseDockerfile,
  proposeBaseImage,
  proposeWithBase,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig } from '../config/SourceConfig';
import { SnapshotView } from '../snapshot/SnapshotView';
import { OpenSources } from './OpenSources';
import { toPreview } from './toPreview';

/** More different previews of one source at one revision are not kept. */
const MAX_KEPT = 50;

type PreviewedSource = Pick<SourceConfig, 'id' | 'target'>;

/** What one tree was asked for, and the end of the last preview that is being made of it. */
interface PreviewedTree {
  previews: Map<string, Promise<ProposalPreview>>;
  last: Promise<unknown>;
}

/**
 * What templates would propose, made of the files of a source at the revision of its snapshot: one preview at a time for each
 * source, and each once.
 */
export class Previews {
  static create(options: { openSources: OpenSources }): Previews {
    return new Previews(options.openSources);
  }

  readonly #openSources: OpenSources;
  readonly #trees = new WeakMap<SourceTree, PreviewedTree>();

  private constructor(openSources: OpenSources) {
    this.#openSources = openSources;
  }

  /**
   * The `Dockerfile.with_base` of a Lambda.
   *
   * @param baseImage - its name, or undefined to mean the one that covers most
   * @throws as `OpenSources.use`
   */
  async withBase(
    source: PreviewedSource,
    view: SnapshotView,
    lambda: Lambda,
    baseImage: string | undefined,
  ): Promise<WithBasePreview> {
    return this.#make(
      source,
      view,
      JSON.stringify(['with-base', lambda.id, baseImage]),
      async tree => {
        const proposal = await proposeWithBase(tree, {
          lambda: lambda.id,
          baseImage,
        });
        const preview = toPreview(
          view,
          proposal,
          (file, { files, original }) =>
            file === files[0]
              ? { path: lambda.dockerfile, text: original }
              : undefined,
        );
        if ('refused' in proposal) {
          return { ...preview, coverage: null, removed: [], kept: [] };
        }
        const { coverage, removed, kept } = proposal;
        return { ...preview, coverage, removed, kept };
      },
    );
  }

  /**
   * `base-images.yaml` with a base image, and where it can be written the Dockerfile that the image is built from.
   *
   * @throws as `OpenSources.use`
   */
  async baseImage(
    source: PreviewedSource,
    view: SnapshotView,
    request: BaseImagePreviewRequest,
  ): Promise<ProposalPreview> {
    return this.#make(
      source,
      view,
      JSON.stringify(['base-image', request]),
      async tree => {
        const proposal = await proposeBaseImage(tree, request);
        const preview = toPreview(view, proposal);
        if ('refused' in proposal) {
          return preview;
        }
        const { baseImage, declared } = proposal;
        const dockerfile = toPreview(
          view,
          await proposeBaseDockerfile(declared.tree, {
            name: baseImage.name,
            monorepo: declared.monorepo,
          }),
        );
        return {
          ...preview,
          // The ignore file that belongs to it tells a reader nothing.
          files: [...preview.files, ...dockerfile.files.slice(0, 1)],
          refusals: dockerfile.refusals,
        };
      },
    );
  }

  async #make<T extends ProposalPreview>(
    source: PreviewedSource,
    view: SnapshotView,
    key: string,
    make: (tree: SourceTree) => Promise<T>,
  ): Promise<T> {
    return this.#openSources.use(source, view.monorepo, tree => {
      const previewed = this.#trees.get(tree) ?? {
        previews: new Map(),
        last: Promise.resolve(),
      };
      this.#trees.set(tree, previewed);
      const { previews, last } = previewed;
      const present = previews.get(key);
      if (present) {
        // The key tells the kind of preview.
        return present as Promise<T>;
      }
      const made = last.then(() => make(tree));
      previewed.last = made.catch(() => previews.delete(key));
      if (previews.size >= MAX_KEPT) {
        previews.delete([...previews.keys()][0]);
      }
      previews.set(key, made);
      return made;
    });
  }
}
