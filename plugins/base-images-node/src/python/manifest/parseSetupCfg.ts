/** A value of a configuration file: its lines without comments, each with its 1-based number. */
export interface ConfigValue {
  line: number;
  lines: { text: string; line: number }[];
}

/**
 * Reads a configuration file as Python's `configparser` does for setup.cfg: sections, `key = value` or `key: value`, values that
 * go on over indented lines, whole-line comments. What is broken is left out; never throws.
 */
export function parseSetupCfg(
  text: string,
): ReadonlyMap<string, ReadonlyMap<string, ConfigValue>> {
  const sections = new Map<string, Map<string, ConfigValue>>();
  let section: Map<string, ConfigValue> | undefined;
  let value: ConfigValue | undefined;
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) {
      return;
    }
    if (/^\s/.test(raw) && value) {
      value.lines.push({ text: content, line });
      return;
    }
    value = undefined;
    const header = /^\[([^\]]+)\]/.exec(content);
    if (header) {
      section = sections.get(header[1].trim()) ?? new Map();
      sections.set(header[1].trim(), section);
      return;
    }
    const separator = content.search(/[=:]/);
    if (section && separator > 0) {
      const first = content.slice(separator + 1).trim();
      value = { line, lines: first === '' ? [] : [{ text: first, line }] };
      section.set(content.slice(0, separator).trim().toLowerCase(), value);
    }
  });
  return sections;
}
