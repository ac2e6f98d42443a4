import { DockerfileInstruction } from './DockerfileModel';
import { splitWords } from './splitWords';

/** A name with its value as it is written; the value is undefined where there is no `=`. */
export interface WrittenAssignment {
  name: string;
  value: string | undefined;
}

/** The pairs of `ARG` and `ENV`, with the older `ENV name value`. */
export function readAssignments(
  instruction: DockerfileInstruction,
  escape: string,
): WrittenAssignment[] {
  const text = instruction.arguments.value;
  const words = splitWords(text, escape);
  if (words.length === 0) {
    return [];
  }
  if (instruction.keyword === 'ENV' && !words[0].text.includes('=')) {
    const value = text.slice(words[0].text.length).trim();
    return [{ name: words[0].text, value }];
  }
  return words.map(({ text: word }) => {
    const equals = word.indexOf('=');
    return equals < 0
      ? { name: word, value: undefined }
      : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}
