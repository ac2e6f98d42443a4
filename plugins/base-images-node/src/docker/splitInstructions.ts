import { SourceRange } from './DockerfileModel';
import { LogicalText } from './LogicalText';
import { splitWords } from './splitWords';

/** An instruction whose parts are not yet told apart. */
export interface SplitInstruction {
  range: SourceRange;
  text: LogicalText;
  heredocs: { name: string; expand: boolean; content: LogicalText }[];
  /** Line of the instruction whose here-document never ends. */
  unterminated: string | undefined;
}

interface Line {
  text: string;
  start: number;
}

const COMMENT = /^\s*#/;
const HEREDOC = /^\d*<<(-?)([^<]+)$/;
const WITH_HEREDOCS = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;
const JSON_FORM = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s+(?:--\S+\s+)*\[/i;

/**
 * Splits a Dockerfile into instructions as BuildKit's parser does: line by line, joining at the escape character, leaving
 * out comments and blank lines in between, and taking in here-documents. Takes linear time.
 */
export function splitInstructions(
  text: string,
  escape: string,
): SplitInstruction[] {
  const lines = splitLines(text);
  const instructions: SplitInstruction[] = [];
  let number = 0;
  while (number < lines.length) {
    const first = number;
    const { parts, next } = joinLines(lines, first, escape);
    number = next;
    const logical = LogicalText.join(parts);
    if (logical.value.trim() === '') {
      continue;
    }
    const instruction: SplitInstruction = {
      text: logical,
      heredocs: [],
      unterminated: undefined,
      range: { start: 0, end: 0, startLine: first + 1, endLine: first + 1 },
    };
    for (const opening of findHeredocs(logical.value, escape)) {
      const { heredoc, after, ended } = readHeredoc(lines, number, opening);
      instruction.heredocs.push(heredoc);
      number = after;
      if (!ended) {
        instruction.unterminated = opening.name;
      }
    }
    const last = lines[number - 1];
    instruction.range = {
      start: logical.sourceOffset(0),
      end: last.start + last.text.length,
      startLine: first + 1,
      endLine: number,
    };
    instructions.push(instruction);
  }
  return instructions;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const content = text.slice(start, end);
    lines.push({ text: content.replace(/\r$/, ''), start });
    start = end + 1;
  }
  return lines;
}

function joinLines(
  lines: Line[],
  first: number,
  escape: string,
): { parts: LogicalText[]; next: number } {
  const parts: LogicalText[] = [];
  let number = first;
  let goesOn = true;
  while (goesOn && number < lines.length) {
    const { text, start } = lines[number++];
    const isFirst = number === first + 1;
    if (isFirst && (COMMENT.test(text) || text.trim() === '')) {
      break;
    }
    if (!COMMENT.test(text) && text.trim() !== '') {
      const content = withoutContinuation(text, escape);
      goesOn = content !== undefined;
      const kept = content ?? text;
      const leading = isFirst ? kept.length - kept.trimStart().length : 0;
      parts.push(LogicalText.of(kept.slice(leading), start + leading));
    }
  }
  return { parts, next: number };
}

/** The line without the escape character at its end, or undefined where it does not go on; two of them are no continuation. */
function withoutContinuation(line: string, escape: string): string | undefined {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) {
    end--;
  }
  return line[end - 1] === escape && line[end - 2] !== escape
    ? line.slice(0, end - 1)
    : undefined;
}

interface HeredocOpening {
  name: string;
  expand: boolean;
  chomp: boolean;
}

function findHeredocs(line: string, escape: string): HeredocOpening[] {
  if (
    !line.includes('<<') ||
    !WITH_HEREDOCS.test(line) ||
    JSON_FORM.test(line)
  ) {
    return [];
  }
  return splitWords(line, escape).flatMap(word => {
    const match = HEREDOC.exec(word.text);
    const name = match?.[2].replace(/["'\\]/g, '');
    return match && name
      ? [{ name, expand: name === match[2], chomp: match[1] === '-' }]
      : [];
  });
}

function readHeredoc(
  lines: Line[],
  first: number,
  { name, expand, chomp }: HeredocOpening,
) {
  const parts: LogicalText[] = [];
  let number = first;
  let ended = false;
  while (number < lines.length && !ended) {
    const { text, start } = lines[number++];
    const tabs = chomp ? text.length - text.replace(/^\t+/, '').length : 0;
    const content = text.slice(tabs);
    ended = content === name;
    if (!ended) {
      parts.push(LogicalText.of(`${content}\n`, start + tabs));
    }
  }
  const heredoc = { name, expand, content: LogicalText.join(parts) };
  return { heredoc, after: number, ended };
}
