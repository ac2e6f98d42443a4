import { BASE_IMAGE_FIELDS } from '@base-images/backstage-plugin-base-images-common/model';
import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { normalizeName } from '../python/normalizeName';
import { BaseImageFields, UNORDERED_FIELDS } from './BaseImageFields';
import { DeclarationEdits } from './DeclarationEdits';
import { renderYaml } from './renderYaml';

/** What {@link editDeclarations} did. */
export type DeclarationEdit =
  | { kind: 'added' | 'changed'; text: string }
  | { kind: 'unchanged' }
  /** 1-based line of the image that has the name. `fields`: those that differ. */
  | { kind: 'exists'; line: number; fields: string[] }
  | { kind: 'impossible' };

/**
 * Adds an image to the text of `base-images.yaml`, or changes the fields that are given of the one that has its name.
 * Comments, order, quotes and line breaks of everything else stay.
 *
 * @param text - a text without mistakes in its syntax, or undefined for a new file.
 * @param update - whether an image of this name may be changed.
 */
export function editDeclarations(
  text: string | undefined,
  image: BaseImageFields,
  update: boolean,
): DeclarationEdit {
  const fields = givenFields(image);
  const document = parse(text ?? '');
  const before = document && valueOf(document);
  if (before === null) {
    const edits = new DeclarationEdits(text ?? '');
    edits.append(renderYaml({ version: 1, images: [withoutDefaults(fields)] }));
    return { kind: 'added', text: edits.toString() };
  }
  const root = document?.contents;
  if (!isMap(root) || !isMapping(before)) {
    return { kind: 'impossible' };
  }
  const images = root.get('images', true);
  const items = Array.isArray(before.images) ? before.images : [];
  const index = items.findIndex(
    item => isMapping(item) && hasName(item, image.name),
  );
  if (index < 0) {
    const added = withoutDefaults(fields);
    return settle(
      'added',
      text!,
      { ...before, images: [...items, added] },
      edits => addImage(edits, root, images, added),
      copy => addNode(copy, added),
    );
  }
  const item = items[index];
  const differing = Object.keys(fields).filter(
    key => key !== 'name' && !isSame(key, item[key], fields[key]),
  );
  if (differing.length === 0) {
    return { kind: 'unchanged' };
  }
  const node = isSeq(images) ? images.items[index] : undefined;
  if (!isMap(node)) {
    return { kind: 'impossible' };
  }
  if (!update) {
    const line = text!.slice(0, node.range![0]).split('\n').length;
    return { kind: 'exists', line, fields: differing };
  }
  const changed = { ...item };
  differing.forEach(key => {
    changed[key] = withOrder(key, item[key], fields[key]);
  });
  return settle(
    'changed',
    text!,
    { ...before, images: items.with(index, changed) },
    edits =>
      differing.forEach(key =>
        setField(edits, node, key, item[key], changed[key]),
      ),
    copy =>
      differing.forEach(key =>
        copy.setIn(['images', index, key], copy.createNode(changed[key])),
      ),
  );
}

type Mapping = Record<string, unknown>;

/** What holds where a field is left out. */
const DEFAULTS: Mapping = { include: 'packages', installer: 'pip' };

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasName(item: Mapping, name: string): boolean {
  return (
    typeof item.name === 'string' &&
    normalizeName(item.name) === normalizeName(name)
  );
}

/** In the order in which they are written, without those that are left out; plain JSON, whatever made them. */
function givenFields(image: BaseImageFields): Mapping {
  const given = BASE_IMAGE_FIELDS.map(key => [key, image[key]]);
  return JSON.parse(JSON.stringify(Object.fromEntries(given)));
}

function isSame(key: string, present: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(
    present ?? DEFAULTS[key],
    withOrder(key, present, wanted),
  );
}

function withoutDefaults(fields: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => value !== DEFAULTS[key]),
  );
}

/** What is wanted, in the order in which it is there already where the order says nothing. */
function withOrder(key: string, present: unknown, wanted: unknown): unknown {
  if (
    !UNORDERED_FIELDS.has(key) ||
    !Array.isArray(present) ||
    !Array.isArray(wanted)
  ) {
    return wanted;
  }
  return [
    ...present.filter(item => wanted.includes(item)),
    ...wanted.filter(item => !present.includes(item)),
  ];
}

function addImage(
  edits: DeclarationEdits,
  root: YAMLMap,
  images: unknown,
  fields: Mapping,
) {
  if (isSeq(images) && images.items.length > 0) {
    edits.addItems(images as YAMLSeq, [fields]);
  } else if (root.has('images')) {
    edits.fillList(root, 'images', [fields]);
  } else {
    edits.append(renderYaml({ images: [fields] }));
  }
}

function setField(
  edits: DeclarationEdits,
  image: YAMLMap,
  key: string,
  present: unknown,
  wanted: unknown,
) {
  const node = image.get(key, true);
  if (
    isSeq(node) &&
    node.items.length > 0 &&
    node.items.every(item => isScalar(item)) &&
    Array.isArray(present) &&
    Array.isArray(wanted) &&
    wanted.length > 0 &&
    keepsPlaces(present, wanted)
  ) {
    edits.setItems(node as YAMLSeq, present, wanted);
  } else {
    edits.setValue(image, key, wanted);
  }
}

/** Whether it is enough to take items out and to add others at the end. */
function keepsPlaces(present: unknown[], wanted: unknown[]): boolean {
  const stay = present.filter(item => wanted.includes(item));
  return (
    stay.length > 0 &&
    new Set(wanted).size === wanted.length &&
    new Set(present).size === present.length &&
    isDeepStrictEqual(stay, wanted.slice(0, stay.length))
  );
}

function addNode(document: Document, fields: Mapping) {
  const images = document.get('images');
  if (isSeq(images)) {
    images.add(document.createNode(fields));
  } else {
    document.set('images', document.createNode([fields]));
  }
}

/**
 * Edits the text in place. Where that does not give what is wanted, because the file is written in an uncommon way, the
 * document is changed and written anew, which keeps comments but not every space.
 */
function settle(
  kind: 'added' | 'changed',
  text: string,
  wanted: Mapping,
  changeText: (edits: DeclarationEdits) => void,
  changeDocument: (document: Document) => void,
): DeclarationEdit {
  const edits = new DeclarationEdits(text);
  changeText(edits);
  const edited = edits.toString();
  if (means(edited, wanted)) {
    return { kind, text: edited };
  }
  const document = parse(text)!;
  changeDocument(document);
  const written = document.toString({ lineWidth: 0 });
  return means(written, wanted)
    ? { kind, text: written }
    : { kind: 'impossible' };
}

function means(text: string, wanted: Mapping): boolean {
  const document = parse(text);
  return document !== undefined && isDeepStrictEqual(valueOf(document), wanted);
}

/** Undefined where the text has mistakes. */
function parse(text: string): Document.Parsed | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  return document.errors.length > 0 ? undefined : document;
}

/** Undefined where it has too many aliases. */
function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}
