import { findMissing } from '@base-images/image-bench';

/**
 * Whether images can be built here. Says what is missing where not, which is an error in continuous integration only.
 */
export function checkMachine(...more: string[]): boolean {
  const missing = findMissing(['buildah', 'mmdebstrap', 'python3', ...more]);
  if (missing.length > 0) {
    console.log(
      `SKIPPED: no images can be built here without ${missing.join(', ')}; .ci/install-packages installs it`,
    );
    process.exitCode = process.env.CI ? 1 : 0;
  }
  return missing.length === 0;
}
