import { stripVTControlCharacters } from 'node:util';
import { redact } from '../redact';

const MAX_LINE = 4_000;
/** Longest text that is waited for the end of. */
const MAX_UNFINISHED = 1_000_000;
/** Characters of an unfinished line in which the beginning or the end of a key is looked for, with what comes next. */
const CARRIED = 100;

/**
 * How many messages from the first on end where a line ends, outside of a private key: what comes after may be the half of a
 * secret, of which nobody could see what it is.
 */
export function countFinished(messages: readonly string[]): number {
  let finished = 0;
  let unfinished = 0;
  let carried = '';
  let isInKey = false;
  messages.forEach((message, index) => {
    const text = carried + message;
    const isLineEnd = /[\r\n]$/.test(message);
    carried = isLineEnd ? '' : text.slice(-CARRIED);
    isInKey = endsInKey(text, isInKey);
    unfinished += message.length;
    if ((isLineEnd && !isInKey) || unfinished > MAX_UNFINISHED) {
      finished = index + 1;
      unfinished = 0;
      isInKey = false;
    }
  });
  return finished;
}

function endsInKey(text: string, before: boolean): boolean {
  const begin = text.lastIndexOf('-----BEGIN ');
  const end = text.lastIndexOf('-----END ');
  if (begin > end) {
    return (
      before ||
      /^[A-Z ]{0,40}PRIVATE KEY-----/.test(text.slice(begin + 11, begin + 70))
    );
  }
  return before && end < 0;
}

/** Lines as they may be shown: without control characters, characters that turn the direction of a text, and credentials. */
export function toLogLines(messages: readonly string[]): string[] {
  const text = stripVTControlCharacters(messages.join(''));
  const lines = text.replace(/\r?\n$/, '').split(/\r\n|\n|\r/);
  // Cut before and after: no pattern of a secret has to look far, and none is cut into halves that are shown.
  const plain = lines.map(line =>
    line
      .slice(0, 2 * MAX_LINE)
      .replace(/(?!\t)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, ''),
  );
  return redact(plain.join('\n'))
    .split('\n')
    .map(line => line.slice(0, MAX_LINE));
}
