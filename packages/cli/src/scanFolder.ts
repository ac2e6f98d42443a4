import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  FolderSourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { refuseWrongInput } from './refuseWrongInput';

/**
 * Scans a local folder.
 *
 * @throws CommandFailure when it is no folder that can be read.
 */
export async function scanFolder(folder: string): Promise<Monorepo> {
  return scan(await refuseWrongInput(() => FolderSourceTree.open(folder)));
}
