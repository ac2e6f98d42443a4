import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what takes long to fetch is kept between runs. */
export function cacheFolder(): string {
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'base-images',
    'image-bench',
  );
  mkdirSync(folder, { recursive: true });
  return folder;
}
