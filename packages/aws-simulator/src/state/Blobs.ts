import {
  mkdirSync,
  readFileSync,
  existsSync,
  writeFileSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../wire/sha256';

/** Bytes by their digest. @public */
export interface Blobs {
  put(bytes: Uint8Array): string;
  get(digest: string): Buffer | undefined;
}

/** Blobs that end with the process. @public */
export class MemoryBlobs implements Blobs {
  private readonly bytes = new Map<string, Buffer>();

  put(bytes: Uint8Array): string {
    const digest = digestOf(bytes);
    this.bytes.set(digest, Buffer.from(bytes));
    return digest;
  }

  get(digest: string): Buffer | undefined {
    return this.bytes.get(digest);
  }
}

/** Blobs in a folder, one file each. @public */
export class FolderBlobs implements Blobs {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  put(bytes: Uint8Array): string {
    const digest = digestOf(bytes);
    const file = this.file(digest);
    if (!existsSync(file)) {
      // Renamed into place, so that a crash leaves no half of a blob under its digest.
      writeFileSync(`${file}.new`, bytes);
      renameSync(`${file}.new`, file);
    }
    return digest;
  }

  get(digest: string): Buffer | undefined {
    const file = this.file(digest);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  private file(digest: string): string {
    return join(this.folder, digest.replace(':', '-'));
  }
}
