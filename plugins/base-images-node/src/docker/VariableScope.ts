import { VariableLookup, VariableValue } from './expandWord';

/** The variables of a stage: build arguments, and environment variables, which win over them. */
export class VariableScope {
  static create(environment: Readonly<Record<string, string>>): VariableScope {
    return new VariableScope(
      new Map(
        Object.entries(environment).map(([name, value]) => [
          name,
          { value, unset: [] },
        ]),
      ),
      new Map(),
    );
  }

  #all: ReadonlyMap<string, VariableValue> | undefined;

  private constructor(
    private readonly environment: Map<string, VariableValue>,
    private readonly args: Map<string, VariableValue>,
  ) {}

  readonly lookup: VariableLookup = name =>
    this.environment.get(name) ?? this.args.get(name);

  /** For a stage that stands on this one: both kinds are inherited. */
  inherit(): VariableScope {
    return new VariableScope(new Map(this.environment), new Map(this.args));
  }

  setArgument(name: string, value: VariableValue | undefined) {
    if (value) {
      this.args.set(name, value);
    }
    this.#all = undefined;
  }

  setEnvironment(name: string, value: VariableValue) {
    this.environment.set(name, value);
    this.#all = undefined;
  }

  /** All variables as they are now. */
  snapshot(): ReadonlyMap<string, VariableValue> {
    this.#all ??= new Map([...this.args, ...this.environment]);
    return this.#all;
  }

  environmentSnapshot(): ReadonlyMap<string, VariableValue> {
    return new Map(this.environment);
  }
}
