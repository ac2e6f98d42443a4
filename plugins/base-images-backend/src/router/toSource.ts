import {
  DiagnosticSeverity,
  Source,
  SourceScan,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceConfig, targetOf } from '../config/SourceConfig';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotState } from '../store/SnapshotStore';

/** A configured source with how its last scans went. */
export function toSource(
  source: SourceConfig,
  scan: { state?: SnapshotState; view?: SnapshotView },
): Source {
  return {
    id: source.id,
    target: targetOf(source),
    entities: source.entities,
    scan: toScan(scan),
  };
}

function toScan({
  state,
  view,
}: {
  state?: SnapshotState;
  view?: SnapshotView;
}): SourceScan {
  const count = (severity: DiagnosticSeverity) =>
    view?.monorepo.diagnostics.filter(item => item.severity === severity)
      .length ?? 0;
  return {
    state: toScanState(state),
    revision: state?.revision ?? null,
    treeHash: state?.treeHash ?? null,
    scannedAt: state?.scannedAt?.toISOString() ?? null,
    failedAt: state?.failedAt?.toISOString() ?? null,
    error: state?.error ?? null,
    packages: view?.monorepo.packages.length ?? 0,
    lambdas: view?.monorepo.lambdas.length ?? 0,
    baseImages: view?.monorepo.baseImages.length ?? 0,
    diagnostics: {
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
    },
  };
}

function toScanState(state: SnapshotState | undefined): SourceScan['state'] {
  if (!state?.contentHash) {
    return 'pending';
  }
  return state.failedAt ? 'failed' : 'ok';
}
