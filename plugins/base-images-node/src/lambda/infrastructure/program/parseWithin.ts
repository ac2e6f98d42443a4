import { Parser, Tree, TreeFragment } from '@lezer/common';
import { LineIndex } from '../../../docker/LineIndex';

/** Nesting of brackets beyond which the parsers, which keep several readings of a text open, become slow. */
const MAX_NESTING = 300;
/** Programs are read twice, and this much takes less than a second. Those that people write are shorter. */
const MAX_LENGTH = 150_000;
/** A text is first read in pieces of this many characters, to stop where it makes no sense. */
const PIECE = 12_500;
/** Blanks and comments are read faster, but again with each further piece, since parsers keep only what is between them. */
const BLANKS_PER_CHARACTER = 5;
/** Programs have next to no mistakes; where these are denser, the parsers look long for some sense. */
const CHARACTERS_PER_MISTAKE = 100;
/** Chains such as `a.b().c()` nest without brackets, and a long one is read again with each piece. */
const MAX_CHAIN = 500;
/** What is within the other limits takes about a second at most: this is for what nobody thought of. In milliseconds. */
const MAX_TIME = 20_000;

/** A program that is not worth following. */
export class UnparsableProgramError extends Error {
  /** @param line - 1-based, where there is one that made it so. */
  constructor(
    message: string,
    readonly line: number | null = null,
  ) {
    super(message);
  }
}

/**
 * The syntax tree of a text, in bounded time. Whether there is one depends on the text alone.
 *
 * @param comment - what begins a comment to the end of a line.
 * @throws UnparsableProgramError when the text is too long, is nested too deeply, is no program, or takes too long.
 */
export function parseWithin(
  parser: Parser,
  text: string,
  comment: string,
): Tree {
  if (text.length > MAX_LENGTH) {
    throw new UnparsableProgramError(
      `The program is larger than ${MAX_LENGTH} characters.`,
    );
  }
  if (nestingOf(text) > MAX_NESTING) {
    throw new UnparsableProgramError('The program is nested too deeply.');
  }
  const end = performance.now() + MAX_TIME;
  let fragments: readonly TreeFragment[] = [];
  let from = 0;
  for (const to of pieceEnds(text, comment)) {
    const tree = advance(parser, text, end, fragments, to);
    const { mistakes, firstMistake, depth } = measure(tree, from, to);
    if (mistakes > PIECE / CHARACTERS_PER_MISTAKE) {
      throw new UnparsableProgramError(
        'The program has too many mistakes from here on.',
        LineIndex.of(text).lineAt(firstMistake),
      );
    }
    if (depth > MAX_CHAIN) {
      throw new UnparsableProgramError('The program is nested too deeply.');
    }
    fragments = TreeFragment.addTree(tree, [], true);
    from = to;
  }
  return advance(parser, text, end);
}

/** Where the pieces of a text end, but for the last one. */
function pieceEnds(text: string, comment: string): number[] {
  const ends: number[] = [];
  let weight = 0;
  let inComment = false;
  let startsLine = true;
  for (let index = 0; index + 1 < text.length; index += 1) {
    const character = text[index];
    const isBlank = ' \t\r\n\f'.includes(character);
    if (character === '\n') {
      startsLine = true;
      inComment = false;
    } else if (startsLine && !isBlank) {
      startsLine = false;
      inComment = text.startsWith(comment, index);
    }
    weight += isBlank || inComment ? 1 / BLANKS_PER_CHARACTER : 1;
    if (weight >= PIECE) {
      weight = 0;
      ends.push(index + 1);
    }
  }
  return ends;
}

/** @param stopAt - where to stop; the fragments of an earlier stop are not read again. */
function advance(
  parser: Parser,
  text: string,
  end: number,
  fragments: readonly TreeFragment[] = [],
  stopAt?: number,
): Tree {
  const parse = parser.startParse(text, fragments);
  if (stopAt !== undefined) {
    parse.stopAt(stopAt);
  }
  for (;;) {
    const tree = parse.advance();
    if (tree) {
      return tree;
    }
    if (performance.now() > end) {
      throw new UnparsableProgramError('The program takes too long to read.');
    }
  }
}

/**
 * What a part of a text consists of: mistakes, each counted for every character that makes no sense; where the first one is; and
 * how many nodes stand in each other at most.
 */
function measure(
  tree: Tree,
  from: number,
  to: number,
): { mistakes: number; firstMistake: number; depth: number } {
  let mistakes = 0;
  let firstMistake = to;
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    from,
    to,
    enter: node => {
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (node.type.isError) {
        const start = Math.max(from, node.from);
        mistakes += Math.max(1, Math.min(to, node.to) - start);
        firstMistake = Math.min(firstMistake, start);
      }
    },
    leave: () => {
      depth -= 1;
    },
  });
  return { mistakes, firstMistake, depth: deepest };
}

/** How deep brackets are nested, at most; brackets in strings and comments count too, which does not matter for a limit. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case 0x29: // )
      case 0x5d: // ]
      case 0x7d: // }
        depth = Math.max(0, depth - 1);
        break;
      default:
    }
  }
  return deepest;
}
