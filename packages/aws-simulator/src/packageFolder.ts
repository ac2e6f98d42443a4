import { dirname } from 'node:path';

/** The folder of this package, whose sources are run as they are. */
export const packageFolder = dirname(require.resolve('../package.json'));
