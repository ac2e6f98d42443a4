import { GraphPackage } from '@base-images/backstage-plugin-base-images-common';
import { Loaded } from './useLoad';
import { LoadOptions, useOfSource } from './useOfSource';

/** The packages of one source. */
export interface SourcePackages {
  sourceId: string;
  /** Sorted by name. */
  packages: GraphPackage[];
}

/** Loads the packages of a source, as {@link useOfSource} does. */
export function useSourcePackages(
  source: string | undefined,
): Loaded<SourcePackages | undefined> {
  return useOfSource(source, loadPackages);
}

async function loadPackages(
  sourceId: string,
  { api, signal }: LoadOptions,
): Promise<SourcePackages> {
  const { packages } = await api.getGraph(sourceId, { signal });
  return { sourceId, packages };
}
