import { posix } from 'node:path';
import { hole, TemplateText } from '../nameTemplate';
import { resolveInTree } from '../treePath';
import { at, readYaml, textOf, YamlValue } from './readYaml';

// Mark the ends of a part that is not known, while braces still belong to variables.
const open = '\u0002';
const close = '\u0003';

/**
 * The variables of a Serverless Framework configuration ("Variables"): `self:` is followed inside the document and `file(…)`
 * into its parts; stages, options, the environment and everything else is only known at deployment.
 */
export class ServerlessVariables {
  /** The name of the service, as a template. */
  readonly service: string;

  private readonly documents = new Map<string, YamlValue | undefined>();

  constructor(
    private readonly path: string,
    private readonly root: YamlValue | undefined,
    private readonly parts: ReadonlyMap<string, string>,
  ) {
    this.service =
      this.text(at(root, 'service'))?.text ??
      this.text(at(root, 'service', 'name'))?.text ??
      '{service}';
  }

  /** The value itself, or what it refers to when it is one `${self:…}` or `${file(…):…}`. */
  resolve(value: YamlValue | undefined, depth = 0): YamlValue | undefined {
    const reference = /^\$\{([^${}]*)\}$/.exec(textOf(value) ?? '')?.[1];
    if (reference === undefined || depth > 10) {
      return value;
    }
    const referred = this.lookUp(reference);
    return referred ? this.resolve(referred, depth + 1) : value;
  }

  /**
   * The text of a scalar; undefined for anything else.
   *
   * @param withDefaults - fill in the default of a variable (`${opt:x, 'default'}`): for paths, not for names.
   */
  text(
    value: YamlValue | undefined,
    withDefaults = false,
    depth = 0,
  ): TemplateText | undefined {
    const written = textOf(value);
    if (written === undefined) {
      return undefined;
    }
    let text = written;
    // From the innermost variable outwards.
    for (let round = 0; round < 10 && text.includes('${'); round += 1) {
      text = text.replace(/\$\{([^${}]*)\}/g, (_, expression: string) =>
        this.variable(expression, withDefaults, depth),
      );
      if (text.length > 10_000) {
        return undefined;
      }
    }
    const exact = !text.includes(open) && !text.includes('${');
    return {
      text: text.replaceAll(open, '{').replaceAll(close, '}'),
      exact,
    };
  }

  private variable(
    expression: string,
    withDefaults: boolean,
    depth: number,
  ): string {
    const [source, ...defaults] = expression
      .split(',')
      .map(part => part.trim());
    if (!isStage(source)) {
      const text =
        depth < 10
          ? this.text(this.lookUp(source), withDefaults, depth + 1)
          : undefined;
      if (text) {
        return text.text.replaceAll('{', open).replaceAll('}', close);
      }
    }
    const literal = /^(['"])(.*)\1$/.exec(defaults.at(-1) ?? '');
    if (withDefaults && literal) {
      return literal[2];
    }
    return hole(isStage(source) ? 'stage' : source)
      .replace('{', open)
      .replace('}', close);
  }

  private lookUp(expression: string): YamlValue | undefined {
    const self = /^self:([\w.-]+)$/.exec(expression);
    if (self) {
      return at(this.root, ...self[1].split('.'));
    }
    const file = /^file\(\s*([^()]+?)\s*\)(?::([\w.-]+))?$/.exec(expression);
    const part = file && resolveInTree(posix.dirname(this.path), file[1]);
    return part
      ? at(this.document(part), ...(file[2]?.split('.') ?? []))
      : undefined;
  }

  private document(path: string): YamlValue | undefined {
    if (!this.documents.has(path)) {
      const text = this.parts.get(path);
      const result = text === undefined ? undefined : readYaml(text);
      this.documents.set(
        path,
        result && 'value' in result ? result.value : undefined,
      );
    }
    return this.documents.get(path);
  }
}

function isStage(expression: string): boolean {
  return /^(?:opt:stage|sls:stage|self:provider\.stage|self:custom\.stage|env:STAGE)$/.test(
    expression,
  );
}
