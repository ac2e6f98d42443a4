import { Environment } from '@base-images/backstage-plugin-base-images-common';
import { Loaded } from './useLoad';
import { LoadOptions, useOfSource } from './useOfSource';

/** The environments of one source. */
export interface SourceEnvironments {
  sourceId: string;
  environments: Environment[];
}

/** Loads the environments of a source, as {@link useOfSource} does. */
export function useSourceEnvironments(
  source: string | undefined,
): Loaded<SourceEnvironments | undefined> {
  return useOfSource(source, loadEnvironments);
}

async function loadEnvironments(
  sourceId: string,
  { api, signal }: LoadOptions,
): Promise<SourceEnvironments> {
  const environments: Environment[] = [];
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await api.getEnvironments(
      { limit: 500, cursor },
      { signal },
    );
    environments.push(...items.filter(item => item.sourceId === sourceId));
    cursor = pageInfo.nextCursor;
  } while (cursor !== undefined);
  return { sourceId, environments };
}
