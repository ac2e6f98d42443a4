import { textValue, unknown, Value } from '../program/Value';
import { resolveInTree, toAbsolute } from '../treePath';
import { evaluateHcl, HclScope } from '../hcl/evaluateHcl';
import { HclBlock, HclBody } from '../hcl/parseHcl';

/** The `.tf` files of one folder, as one. */
export interface TerraformFolder {
  /** Path from the root of the tree. */
  path: string;
  blocks: { block: HclBlock; file: string }[];
}

/** A block of a module with `count` or `for_each` filled in. */
export interface TerraformBlock {
  /** What other expressions call it, inside its module: `aws_lambda_function.x`, `module.y`, with `[key]` behind. */
  address: string;
  block: HclBlock;
  file: string;
  scope: HclScope;
}

const MAX_INSTANCES = 64;

/** One use of a folder as a module, with the values of its variables. */
export class TerraformModule {
  private readonly known = new Map<string, Value>();
  private readonly following = new Set<string>();
  private readonly children = new Map<string, TerraformModule>();

  /**
   * @param id - tells it from every other use.
   * @param rootFolder - folder in which Terraform runs.
   * @param variables - what the caller passes.
   */
  constructor(
    readonly id: string,
    readonly folder: TerraformFolder,
    readonly rootFolder: string,
    private readonly variables: ReadonlyMap<string, Value>,
    private readonly budget: { steps: number },
  ) {}

  /** The module that a `module` block with a local source uses; its outputs can be looked up from then on. */
  addChild(
    called: TerraformBlock,
    folders: ReadonlyMap<string, TerraformFolder>,
  ): TerraformModule | undefined {
    const source = attribute(called, 'source');
    const path =
      source?.kind === 'text' && /^\.\.?\//.test(source.text)
        ? resolveInTree(this.folder.path, source.text)
        : undefined;
    const folder = path === undefined ? undefined : folders.get(path);
    if (!folder) {
      return undefined;
    }
    const variables = new Map<string, Value>();
    for (const name of called.block.body.attributes.keys()) {
      const value = attribute(called, name);
      if (value) {
        variables.set(name, value);
      }
    }
    const child = new TerraformModule(
      `${this.id}${called.address}/`,
      folder,
      this.rootFolder,
      variables,
      this.budget,
    );
    this.children.set(called.address, child);
    return child;
  }

  /** Every block of one of these types, once for each instance. */
  blocks(...types: string[]): TerraformBlock[] {
    return this.folder.blocks
      .filter(({ block }) => types.includes(block.type))
      .flatMap(({ block, file }) => {
        const address =
          block.type === 'resource'
            ? block.labels.slice(0, 2).join('.')
            : `${block.type}.${block.labels[0] ?? ''}`;
        return this.instances(block.body).map(({ key, scope }) => ({
          address: key === undefined ? address : `${address}[${key}]`,
          block,
          file,
          scope,
        }));
      });
  }

  private instances(
    body: HclBody,
  ): { key: string | undefined; scope: HclScope }[] {
    const forEach = body.attributes.get('for_each');
    const items = forEach && evaluateHcl(forEach.value, this.scope());
    let pairs: [string, Value][] = [];
    if (items?.kind === 'record') {
      pairs = [...items.entries];
    } else if (items?.kind === 'list') {
      pairs = items.items.flatMap((item): [string, Value][] =>
        item.kind === 'text' && item.exact ? [[item.text, item]] : [],
      );
    }
    return pairs.length === 0
      ? [{ key: undefined, scope: this.scope() }]
      : pairs.slice(0, MAX_INSTANCES).map(([key, value]) => ({
          key,
          scope: this.scope(
            new Map([
              ['key', textValue(key, true)],
              ['value', value],
            ]),
          ),
        }));
  }

  private scope(each?: ReadonlyMap<string, Value>): HclScope {
    return {
      budget: this.budget,
      lookUp: path => this.lookUp(path, each),
    };
  }

  private lookUp(
    path: string[],
    each: ReadonlyMap<string, Value> | undefined,
  ): { value: Value; taken: number } | undefined {
    const [root, name] = path;
    switch (root) {
      case 'path':
        return {
          value: textValue(
            toAbsolute(name === 'module' ? this.folder.path : this.rootFolder),
            true,
          ),
          taken: 2,
        };
      case 'each': {
        const value = each?.get(name);
        return value && { value, taken: 2 };
      }
      case 'var':
        return { value: this.variable(name), taken: 2 };
      case 'local':
        return { value: this.local(name), taken: 2 };
      case 'module':
        return this.output(path);
      default:
        // Resources keep the module that they belong to.
        return /^[a-z][a-z0-9]*_/.test(root)
          ? {
              value: unknown(
                `${this.id}|${path.join('.').replace(/\.\[/g, '[')}`,
              ),
              taken: path.length,
            }
          : undefined;
    }
  }

  private variable(name: string): Value {
    return (
      this.variables.get(name) ??
      this.follow(`var.${name}`, name, () =>
        this.folder.blocks
          .find(
            ({ block }) =>
              block.type === 'variable' && block.labels[0] === name,
          )
          ?.block.body.attributes.get('default'),
      )
    );
  }

  private local(name: string): Value {
    return this.follow(`local.${name}`, name, () =>
      this.folder.blocks
        .filter(({ block }) => block.type === 'locals')
        .map(({ block }) => block.body.attributes.get(name))
        .find(Boolean),
    );
  }

  private output(path: string[]): { value: Value; taken: number } {
    const index = path[2]?.startsWith('[') ? path[2] : '';
    const name = path[index ? 3 : 2];
    const address = `module.${path[1]}${index}`;
    const child = this.children.get(address);
    const output = child?.folder.blocks.find(
      ({ block }) => block.type === 'output' && block.labels[0] === name,
    );
    const value = output?.block.body.attributes.get('value');
    return child && value
      ? {
          value: child.follow(`output.${name}`, name, () => value),
          taken: index ? 4 : 3,
        }
      : {
          value: unknown(`${this.id}|${address}.${name ?? ''}`),
          taken: path.length,
        };
  }

  private follow(
    key: string,
    name: string,
    find: () => HclBody['attributes'] extends Map<string, infer A>
      ? A | undefined
      : never,
  ): Value {
    const known = this.known.get(key);
    if (known || this.following.has(key)) {
      return known ?? unknown(name);
    }
    const found = find();
    this.following.add(key);
    const value = found
      ? evaluateHcl(found.value, this.scope())
      : unknown(name);
    this.following.delete(key);
    this.known.set(key, value);
    return value;
  }
}

/** The value of an attribute of a block; undefined where it has none, or null. */
export function attribute(
  { block, scope }: Pick<TerraformBlock, 'block' | 'scope'>,
  name: string,
): Value | undefined {
  const found = block.body.attributes.get(name);
  const value = found && evaluateHcl(found.value, scope);
  return value?.kind === 'none' ? undefined : value;
}
