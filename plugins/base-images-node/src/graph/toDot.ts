import { GraphReport } from '@base-images/backstage-plugin-base-images-common';

/**
 * A graph report in the DOT language of Graphviz: main requirements as solid edges, those of an extra as dashed edges that
 * carry its name.
 *
 * @public
 */
export function toDot(report: GraphReport): string {
  const lines = ['digraph packages {', '  rankdir=LR;', '  node [shape=box];'];
  for (const { name } of report.packages) {
    lines.push(`  ${quote(name)};`);
  }
  for (const { name, dependencies, extras } of report.packages) {
    for (const target of dependencies) {
      lines.push(`  ${quote(name)} -> ${quote(target)};`);
    }
    for (const [extra, targets] of Object.entries(extras)) {
      for (const target of targets) {
        lines.push(
          `  ${quote(name)} -> ${quote(target)} [style=dashed, label=${quote(extra)}];`,
        );
      }
    }
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, ' ')}"`;
}
