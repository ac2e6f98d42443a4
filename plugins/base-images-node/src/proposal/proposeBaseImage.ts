import {
  BaseImage,
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { DECLARATION_FILE } from '../declaration/declarationRules';
import { readDeclarations } from '../declaration/readDeclarations';
import { ScanMemory } from '../memory/ScanMemory';
import { normalizeName } from '../python/normalizeName';
import { scan } from '../scan';
import { SourceTree } from '../source/SourceTree';
import { BaseImageFields } from './BaseImageFields';
import { editDeclarations } from './editDeclarations';
import { Proposal, ProposalRefusal } from './Proposal';
import { readTextFile } from './readTextFile';
import { withFile } from './withFile';

/** What {@link proposeBaseImage} is asked for. @public */
export interface BaseImageRequest {
  image: BaseImageFields;
  /** Whether an image that has this name already may be changed; refused when left out. */
  update?: boolean;
  signal?: AbortSignal;
}

/** A base image as it would be declared. @public */
export interface BaseImageDetails {
  baseImage: BaseImage;
  change: 'added' | 'changed' | 'unchanged';
  /** The monorepo with the declaration. */
  declared: { tree: SourceTree; monorepo: Monorepo };
}

/**
 * Proposes to declare a base image in `base-images.yaml`, or to change the fields that are given of one that is declared.
 * Everything else in the file stays as it is written. What the monorepo has nothing for, or what would be a mistake in the
 * file, is refused.
 *
 * @public
 */
export async function proposeBaseImage(
  tree: SourceTree,
  request: BaseImageRequest,
): Promise<Proposal<BaseImageDetails>> {
  const { image, update = false, signal } = request;
  const declarations = await readDeclarations(tree);
  if (declarations.unreadable) {
    return { refused: declarations.diagnostics.map(toRefusal) };
  }
  const present = await readTextFile(tree, DECLARATION_FILE);
  const edit = editDeclarations(present?.text, image, update);
  if (edit.kind === 'exists') {
    return refuse(
      edit.line,
      `The image ${image.name} is declared already, with another ${edit.fields.join(', ')}.`,
      'Choose another name, or allow that the image is changed.',
    );
  }
  if (edit.kind === 'impossible' || present?.isText === false) {
    return refuse(
      null,
      `${DECLARATION_FILE} is written in a way in which it cannot be changed for sure.`,
      'Save it as UTF-8 without aliases and repeated keys, or change it by hand.',
    );
  }
  const text = edit.kind === 'unchanged' ? present!.text : edit.text;
  const memory = ScanMemory.create();
  const before = await scan(tree, { signal, memory });
  const declared = withFile(tree, DECLARATION_FILE, text);
  const after = await scan(declared, { signal, memory });
  const known = new Set(before.diagnostics.map(identityOf));
  const mistakes = after.diagnostics.filter(
    item =>
      item.severity === 'error' &&
      item.file === DECLARATION_FILE &&
      !known.has(identityOf(item)),
  );
  if (mistakes.length > 0) {
    return { refused: mistakes.map(toRefusal) };
  }
  const name = normalizeName(image.name);
  const baseImage = after.baseImages.find(item => item.name === name);
  if (!baseImage) {
    return refuse(
      null,
      `${DECLARATION_FILE} has too many mistakes to add to it.`,
      'Mend them first; base-images check lists them.',
    );
  }
  return {
    baseImage,
    change: edit.kind,
    declared: { tree: declared, monorepo: after },
    files: [{ path: DECLARATION_FILE, before: present?.text, after: text }],
  };
}

function refuse(
  line: number | null,
  reason: string,
  help: string,
): { refused: ProposalRefusal[] } {
  return { refused: [{ file: DECLARATION_FILE, line, reason, help }] };
}

function toRefusal({ file, line, message, help }: Diagnostic): ProposalRefusal {
  return { file, line, reason: message, help };
}

/** What is the same mistake before and after a change that moves lines. */
function identityOf({ code, file, message }: Diagnostic): string {
  return JSON.stringify([code, file, message]);
}
