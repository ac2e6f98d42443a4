import {
  createFileUrls,
  FileUrls,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { useEffect, useMemo, useState } from 'react';
import { baseImagesApiRef } from '../api';

/** Gives the web address of a file of one source, at a line of it. */
export type SourceFileUrls = (
  path: string,
  line: number | null,
) => ReturnType<FileUrls>;

/**
 * The links to the files of a source at its host. There are none for a folder of the machine, nor where the user may not read
 * the source itself: nothing else depends on them.
 *
 * @param sourceId - undefined while no link is wanted
 */
export function useFileUrls(sourceId: string | undefined): SourceFileUrls {
  const api = useApi(baseImagesApiRef);
  const integrations = useApi(scmIntegrationsApiRef);
  const [target, setTarget] = useState<string>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setTarget(undefined);
    if (sourceId !== undefined) {
      api.getSource(sourceId, { signal }).then(
        source => {
          if (!signal.aborted) {
            setTarget(source.target);
          }
        },
        () => undefined,
      );
    }
    return () => controller.abort();
  }, [api, sourceId]);

  return useMemo(() => {
    const fileUrls = createFileUrls(integrations);
    return (path, line) =>
      target === undefined
        ? undefined
        : fileUrls(target, path, line ?? undefined);
  }, [integrations, target]);
}
