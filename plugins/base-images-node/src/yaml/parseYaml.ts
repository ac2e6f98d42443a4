import { Document, LineCounter, parseDocument } from 'yaml';

/**
 * The first document of a YAML text, with all mistakes in its `errors`, in time that does not grow faster than the text.
 *
 * @throws RangeError when values are nested thousands of levels deep, since the parser is recursive.
 */
export function parseYaml(
  text: string,
  lineCounter: LineCounter,
): Document.Parsed {
  const { stackTraceLimit } = Error;
  // There may be a mistake at every character, and most of the time would go into saying where in the parser it was found.
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(text, {
      lineCounter,
      // They quote the text for every mistake.
      prettyErrors: false,
      // Looking for repeated keys takes quadratic time.
      uniqueKeys: false,
    });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
