import { GraphReport } from '@base-images/backstage-plugin-base-images-common';

/**
 * A graph report as a Mermaid flowchart: main requirements as solid edges, those of an extra as dashed edges that carry its
 * name. Nodes are numbered, for names such as `end` are words of the language.
 *
 * @public
 */
export function toMermaid(report: GraphReport): string {
  const ids = new Map(
    report.packages.map(({ name }, index) => [name, `n${index}`]),
  );
  const lines = ['flowchart LR'];
  for (const [name, id] of ids) {
    lines.push(`  ${id}["${escape(name)}"]`);
  }
  for (const { name, dependencies, extras } of report.packages) {
    for (const target of dependencies) {
      lines.push(`  ${ids.get(name)} --> ${ids.get(target)}`);
    }
    for (const [extra, targets] of Object.entries(extras)) {
      for (const target of targets) {
        lines.push(
          `  ${ids.get(name)} -.->|"${escape(extra)}"| ${ids.get(target)}`,
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid knows HTML entities, written with `#` instead of `&`. */
function escape(text: string): string {
  return text.replace(
    /[#"<>&`\r\n]/g,
    character => `#${character.charCodeAt(0)};`,
  );
}
