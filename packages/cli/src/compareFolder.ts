import {
  AffectedReport,
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import {
  affected,
  changedFiles,
  FolderSourceTree,
  GitRevisionSourceTree,
  scan,
  ScanInputs,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { refuseWrongInput } from './refuseWrongInput';

/**
 * Tells what the change from a commit to the files of a local folder as they are now reaches.
 *
 * @returns the report, and the diagnostics of the files as they are now
 * @throws CommandFailure when it is no folder of a git work tree, or there is no such commit.
 */
export async function compareFolder(
  folder: string,
  since: string,
): Promise<{ report: AffectedReport; diagnostics: readonly Diagnostic[] }> {
  const now = await refuseWrongInput(() => FolderSourceTree.open(folder));
  const then = await refuseWrongInput(() =>
    GitRevisionSourceTree.open(folder, since),
  );
  try {
    const before = await scanWithInputs(then);
    const after = await scanWithInputs(now);
    return {
      report: affected(
        before.monorepo,
        after.monorepo,
        changedFiles(then, now),
        { before: before.inputs, after: after.inputs },
      ),
      diagnostics: after.monorepo.diagnostics,
    };
  } finally {
    then.close();
  }
}

async function scanWithInputs(
  tree: SourceTree,
): Promise<{ monorepo: Monorepo; inputs: ScanInputs | undefined }> {
  let inputs: ScanInputs | undefined;
  const monorepo = await scan(tree, {
    onInputs: value => {
      inputs = value;
    },
  });
  return { monorepo, inputs };
}
