type Token =
  { kind: 'star' } | { kind: 'one'; accepts(character: string): boolean };

/**
 * Whether a pattern matches a whole text: `*` any characters, `?` one, `[a-z]` and `[^a]` a class, `\` takes the next one
 * literally (Go's `filepath.Match` for one segment of a path; a shell's pattern). A malformed pattern matches nothing.
 * Takes at most |pattern| · |text| steps.
 */
export function matchGlob(pattern: string, text: string): boolean {
  return compileGlob(pattern)(text);
}

/** {@link matchGlob} with the pattern read once. */
export function compileGlob(pattern: string): (text: string) => boolean {
  if (!hasGlob(pattern) && !pattern.includes('\\')) {
    return text => text === pattern;
  }
  const tokens = readTokens(pattern);
  return tokens ? text => matchTokens(tokens, text) : () => false;
}

/** Whether a text has characters that make it a pattern. */
export function hasGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

function matchTokens(tokens: Token[], text: string): boolean {
  let token = 0;
  let position = 0;
  let star: { token: number; position: number } | undefined;
  while (position < text.length) {
    const current = tokens[token];
    if (current?.kind === 'star') {
      star = { token: ++token, position };
    } else if (current?.accepts(text[position])) {
      token++;
      position++;
    } else if (star) {
      star.position++;
      ({ token, position } = star);
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(rest => rest.kind === 'star');
}

function readTokens(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  let position = 0;
  while (position < pattern.length) {
    const character = pattern[position++];
    if (character === '*') {
      tokens.push({ kind: 'star' });
    } else if (character === '?') {
      tokens.push({ kind: 'one', accepts: () => true });
    } else if (character === '[') {
      const read = readClass(pattern, position);
      if (!read) {
        return undefined;
      }
      tokens.push({ kind: 'one', accepts: read.accepts });
      position = read.end;
    } else {
      const literal = character === '\\' ? pattern[position++] : character;
      tokens.push({ kind: 'one', accepts: other => other === literal });
    }
  }
  return tokens;
}

function readClass(pattern: string, start: number) {
  let position = start;
  const negated = pattern[position] === '^' || pattern[position] === '!';
  position += negated ? 1 : 0;
  const ranges: { low: string; high: string }[] = [];
  const first = position;
  while (
    position < pattern.length &&
    (pattern[position] !== ']' || position === first)
  ) {
    position += pattern[position] === '\\' ? 1 : 0;
    const low = pattern[position++];
    let high = low;
    if (pattern[position] === '-' && pattern[position + 1] !== ']') {
      position += pattern[position + 1] === '\\' ? 2 : 1;
      high = pattern[position++];
    }
    if (low === undefined || high === undefined) {
      return undefined;
    }
    ranges.push({ low, high });
  }
  if (position >= pattern.length) {
    return undefined;
  }
  const accepts = (character: string) =>
    ranges.some(({ low, high }) => low <= character && character <= high) !==
    negated;
  return { accepts, end: position + 1 };
}
