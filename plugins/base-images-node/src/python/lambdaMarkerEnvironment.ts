import { MarkerEnvironment } from './MarkerEnvironment';

const MACHINES: Record<string, string> = {
  'linux/amd64': 'x86_64',
  'linux/arm64': 'aarch64',
  'linux/arm64/v8': 'aarch64',
};

/**
 * The marker environment of a container Lambda: CPython on Linux.
 *
 * @param platform - platform such as `linux/arm64`, or null when it is not known
 * @param python - Python version such as `3.12` or `3.12.4`, or null when it is not known
 *
 * @public
 */
export function lambdaMarkerEnvironment(
  platform: string | null,
  python: string | null,
): MarkerEnvironment {
  const release = /^(\d+\.\d+)(\.\d+)?$/.exec(python ?? '');
  const full = release?.[2] ? release[0] : undefined;
  return {
    os_name: 'posix',
    sys_platform: 'linux',
    platform_system: 'Linux',
    platform_python_implementation: 'CPython',
    implementation_name: 'cpython',
    platform_machine: MACHINES[platform ?? ''],
    python_version: release?.[1],
    python_full_version: full,
    implementation_version: full,
  };
}
