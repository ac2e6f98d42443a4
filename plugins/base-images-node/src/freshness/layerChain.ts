import { createHash } from 'node:crypto';

/**
 * Names the layers of an image, in their order (ChainID of the OCI image specification, "Layer ChainID"). Images with the same
 * chain have the same files.
 *
 * @param layers - digests of the unpacked layers (DiffIDs), lowest first.
 * @returns `sha256:` and 64 hex digits, or null for an image without layers.
 * @public
 */
export function layerChain(layers: readonly string[]): string | null {
  return chainsOf(layers).at(-1) ?? null;
}

/**
 * Whether the layers of an image begin with those of another one: whether it was really built on it, whatever its labels say.
 *
 * @param layers - of the image, lowest first.
 * @param chain - {@link layerChain} of the other one.
 * @public
 */
export function standsOnChain(
  layers: readonly string[],
  chain: string,
): boolean {
  return chainsOf(layers).includes(chain);
}

/** The chain of the lowest layer, of the lowest two, and so on. */
function chainsOf(layers: readonly string[]): string[] {
  const chains: string[] = [];
  for (const layer of layers) {
    const below = chains.at(-1);
    chains.push(
      below === undefined
        ? layer
        : `sha256:${createHash('sha256').update(`${below} ${layer}`).digest('hex')}`,
    );
  }
  return chains;
}
