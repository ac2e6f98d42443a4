/** What an image says of itself, as far as it matters to who runs it. Lists and maps are sorted, but for orders that count. */
export interface ImageConfiguration {
  env: Record<string, string>;
  /** Empty for the default. */
  user: string;
  workingDirectory: string;
  command: string[];
  entrypoint: string[];
  labels: Record<string, string>;
  exposedPorts: string[];
  volumes: string[];
  stopSignal: string;
  shell: string[];
  healthcheck: string[];
  onBuild: string[];
  architecture: string;
}

interface InspectedImage {
  OCIv1: { architecture?: string };
  Docker: {
    config?: {
      Env?: string[] | null;
      User?: string;
      WorkingDir?: string;
      Cmd?: string[] | null;
      Entrypoint?: string[] | null;
      Labels?: Record<string, string> | null;
      ExposedPorts?: Record<string, unknown> | null;
      Volumes?: Record<string, unknown> | null;
      StopSignal?: string;
      Shell?: string[] | null;
      Healthcheck?: { Test?: string[] } | null;
      OnBuild?: string[] | null;
    };
  };
}

/** Reads what `buildah inspect --type image` prints. */
export function readImageConfiguration(inspected: string): ImageConfiguration {
  const { OCIv1, Docker }: InspectedImage = JSON.parse(inspected);
  const config = Docker.config ?? {};
  const variables = (config.Env ?? []).map(text => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return {
    env: sortedRecord(variables),
    user: config.User ?? '',
    workingDirectory: config.WorkingDir ?? '',
    command: config.Cmd ?? [],
    entrypoint: config.Entrypoint ?? [],
    labels: sortedRecord(Object.entries(config.Labels ?? {})),
    exposedPorts: Object.keys(config.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(config.Volumes ?? {}).sort(),
    stopSignal: config.StopSignal ?? '',
    shell: config.Shell ?? [],
    healthcheck: config.Healthcheck?.Test ?? [],
    onBuild: config.OnBuild ?? [],
    architecture: OCIv1.architecture ?? '',
  };
}

function sortedRecord(entries: string[][]): Record<string, string> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
