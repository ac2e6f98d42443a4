import { version } from '@base-images/backstage-plugin-base-images-node/package.json';

/** A snapshot that another version made is made anew, even where no file has changed. */
export const ENGINE_VERSION: string = version;
