import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceConfig, targetOf } from '../config/SourceConfig';
import { isEmptyMonorepo } from './isEmptyMonorepo';

const MAX_LOGGED_DIAGNOSTICS = 10;

/** Tells what a good scan found, and which files it could not read. */
export function logScan(
  logger: LoggerService,
  source: SourceConfig,
  monorepo: Monorepo,
): void {
  const { packages, lambdas, baseImages, diagnostics } = monorepo;
  const broken = diagnostics.filter(isBrokenFile);
  logger.info(
    `Scanned source '${source.id}': ${packages.length} packages, ${lambdas.length} Lambdas, ${baseImages.length} base images, ${diagnostics.length} diagnostics`,
  );
  if (isEmptyMonorepo(monorepo)) {
    logger.warn(
      `Source '${source.id}' holds no package, Lambda or base image: check its target, ${targetOf(source)}`,
    );
  }
  for (const diagnostic of broken.slice(0, MAX_LOGGED_DIAGNOSTICS)) {
    const place =
      diagnostic.line === null
        ? diagnostic.file
        : `${diagnostic.file}:${diagnostic.line}`;
    logger.warn(
      `Source '${source.id}', ${place}: ${diagnostic.message} ${diagnostic.help}`,
    );
  }
  if (broken.length > MAX_LOGGED_DIAGNOSTICS) {
    logger.warn(
      `Source '${source.id}' has ${
        broken.length - MAX_LOGGED_DIAGNOSTICS
      } more such files; its diagnostics name them all`,
    );
  }
}

/** Files of which nothing, or only the last good state, is shown. */
function isBrokenFile({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && code.startsWith('invalid-');
}
