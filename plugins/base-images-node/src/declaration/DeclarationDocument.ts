import {
  Alias,
  Document,
  isAlias,
  isNode,
  LineCounter,
  Node,
  visit,
} from 'yaml';
import { DeclarationProblems, Place } from './DeclarationProblems';

/** Most aliases that are followed in one file, so that aliases of aliases cost bounded time. */
const MAX_ALIASES = 200;

/** The document that values belong to. */
export class DeclarationDocument {
  private aliases = 0;
  private targets: Map<Alias, Node> | undefined;

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    readonly problems: DeclarationProblems,
  ) {}

  get contents(): unknown {
    return this.document.contents;
  }

  /** Where a node stands, or undefined when it stands nowhere. */
  placeOf(node: unknown): Place | undefined {
    if (!isNode(node) || !node.range) {
      return undefined;
    }
    const { line, col } = this.lines.linePos(node.range[0]);
    return { line, column: col };
  }

  /** What a node or an alias stands for: null for nothing, undefined behind too many aliases. */
  resolve(node: unknown): Node | null | undefined {
    let current = node;
    while (isAlias(current)) {
      if (++this.aliases > MAX_ALIASES) {
        return undefined;
      }
      this.targets ??= targetsOf(this.document);
      current = this.targets.get(current);
    }
    return isNode(current) ? current : null;
  }
}

/** What each alias stands for: the last node before it with its anchor. The parser would look through the document for each. */
function targetsOf(document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) {
          targets.set(node, target);
        }
      } else if (node.anchor) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return targets;
}
