import { BuildState, ObjectVersionState, SimulatorState } from '../state';
import { BuildScript } from './BuildScript';

/** The object that an S3 source stands for; why DOWNLOAD_SOURCE would fail; nothing for other kinds of sources. */
export function findSource(
  build: BuildState,
  state: SimulatorState,
): { version?: ObjectVersionState; failure?: BuildScript['failure'] } {
  const { type, location } = build.source;
  if (type !== 'S3' || !location) {
    return {};
  }
  const path = location.replace(/^arn:aws:s3:::/, '');
  const slash = path.indexOf('/');
  const bucket = state.buckets[path.slice(0, slash)];
  const versions = bucket?.objects[path.slice(slash + 1)] ?? [];
  const wanted = build.sourceVersion;
  const version = wanted
    ? versions.find(item => item.versionId === wanted)
    : versions.at(-1);
  if (version && !version.deleted) {
    return { version };
  }
  const missing = wanted ? 'NoSuchVersion' : 'NoSuchKey';
  const code = bucket ? missing : 'NoSuchBucket';
  return {
    failure: {
      phase: 'DOWNLOAD_SOURCE',
      statusCode: 'CLIENT_ERROR',
      message: `${code}: The specified ${bucket ? 'object' : 'bucket'} does not exist. for primary source and source version ${wanted ?? ''}`,
    },
  };
}
