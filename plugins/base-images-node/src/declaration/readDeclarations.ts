import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { LineCounter } from 'yaml';
import { LambdaDeclaration } from '../lambda/LambdaDeclaration';
import { SourceTree } from '../source/SourceTree';
import { parseYaml } from '../yaml/parseYaml';
import { BaseImageDeclaration } from './BaseImageDeclaration';
import { DeclarationDocument } from './DeclarationDocument';
import { DeclarationValue } from './DeclarationValue';
import { DeclarationProblems } from './DeclarationProblems';
import { DECLARATION_FILE, GLOB } from './declarationRules';
import { readImage } from './readImage';
import { readLambda } from './readLambda';

/** A larger file is no declaration that people write. */
const MAX_BYTES = 150_000;

/** After so many mistakes in the syntax the next one tells nothing new. */
const MAX_SYNTAX_ERRORS = 20;

/** What `base-images.yaml` says. @public */
export interface Declarations {
  /** In the order of the file; names are unique. */
  images: BaseImageDeclaration[];
  lambdas: LambdaDeclaration[];
  /** Patterns for folders that the scan leaves out. */
  exclude: string[];
  /** 1-based lines on which fields of the file and entries of lists begin, whether or not they could be read; ascending. */
  entryLines: number[];
  /** True when the file is there, but nothing could be read from it. */
  unreadable: boolean;
  diagnostics: Diagnostic[];
}

/**
 * Reads `base-images.yaml` at the root of a tree. Whatever is wrong in it becomes a diagnostic `invalid-declaration` with its
 * line, and the rest is read all the same. A tree without the file declares nothing.
 *
 * @public
 */
export async function readDeclarations(
  tree: SourceTree,
): Promise<Declarations> {
  const problems = new DeclarationProblems(DECLARATION_FILE);
  const declarations: Declarations = {
    images: [],
    lambdas: [],
    exclude: [],
    entryLines: [],
    unreadable: false,
    diagnostics: problems.diagnostics,
  };
  const file = tree.files.get(DECLARATION_FILE);
  if (!file) {
    return declarations;
  }
  if (file.type === 'symlink' || file.size > MAX_BYTES) {
    problems.add(
      { line: null, column: null },
      file.type === 'symlink'
        ? `${DECLARATION_FILE} is a symbolic link, which is not followed.`
        : `${DECLARATION_FILE} is larger than ${MAX_BYTES} bytes.`,
      'Write a plain file with the declarations.',
    );
    declarations.unreadable = true;
    return declarations;
  }
  const document = parse((await tree.read(file.path)).toString(), problems);
  declarations.unreadable = !document;
  if (document) {
    readRoot(DeclarationValue.ofFile(document), problems, declarations);
  }
  return declarations;
}

function parse(
  text: string,
  problems: DeclarationProblems,
): DeclarationDocument | undefined {
  const lineCounter = new LineCounter();
  try {
    // Repeated keys are allowed here; DeclarationValue looks for them in the mappings that matter.
    const document = parseYaml(text, lineCounter);
    for (const error of document.errors.slice(0, MAX_SYNTAX_ERRORS)) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      problems.add(
        { line: Math.max(line, 1), column: Math.max(col, 1) },
        `This is not valid YAML: ${error.message}`,
        'Correct the syntax; nothing is read from the file before.',
      );
    }
    return document.errors.length > 0
      ? undefined
      : new DeclarationDocument(document, lineCounter, problems);
  } catch (error) {
    // The parser is recursive, and gives up on values that are nested thousands of levels deep.
    problems.add(
      { line: null, column: null },
      `${problems.file} cannot be read: ${
        error instanceof Error ? error.message : String(error)
      }.`,
      'Write it with less nesting.',
    );
    return undefined;
  }
}

function readRoot(
  root: DeclarationValue,
  problems: DeclarationProblems,
  declarations: Declarations,
): void {
  const fields = root.fields(['version', 'images', 'lambdas', 'exclude'], {
    allowExtensions: true,
  });
  if (!fields) {
    return;
  }
  const version = fields.get('version');
  if (version) {
    version.equals(1, 'Write version: 1; no other version is known.');
  } else {
    root.fail('has no version', 'Write version: 1 as the first line.');
  }
  declarations.exclude = fields.get('exclude')?.textItems(GLOB) ?? [];

  const images = fields.get('images')?.items() ?? [];
  const lambdas = fields.get('lambdas')?.items() ?? [];
  const starts = [...fields.values(), ...images, ...lambdas].map(
    ({ place }) => place.line ?? 1,
  );
  declarations.entryLines = [...new Set(starts)].sort((a, b) => a - b);

  const lines = new Map<string, number>();
  for (const item of images) {
    const image = readImage(item, problems.file);
    const line = image && lines.get(image.name);
    if (line !== undefined) {
      item.fail(
        `is named ${image!.name} like the image in line ${line}`,
        'Names are compared in lower case, with - for _ and .; choose another one.',
      );
    } else if (image) {
      lines.set(image.name, image.line);
      declarations.images.push(image);
    }
  }
  for (const item of lambdas) {
    const lambda = readLambda(item, problems.file);
    if (lambda) {
      declarations.lambdas.push(lambda);
    }
  }
}
