const DIRECTIVE = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.+?)[ \t\r]*$/;
const KNOWN = new Set(['syntax', 'escape', 'check']);

/**
 * The parser directives at the top of a Dockerfile by their name in lower case (Dockerfile reference, "Parser directives"):
 * the first line that is none of them ends them.
 */
export function readDirectives(text: string): Record<string, string> {
  const directives: Record<string, string> = {};
  for (const line of text.replace(/^\uFEFF/, '').split('\n', 16)) {
    const match = DIRECTIVE.exec(line.trimStart());
    const name = match?.[1].toLowerCase() ?? '';
    if (!match || !KNOWN.has(name) || name in directives) {
      break;
    }
    directives[name] = match[2];
  }
  return directives;
}
