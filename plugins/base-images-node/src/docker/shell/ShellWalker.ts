import {
  AndOr,
  Command,
  CompoundList,
  parse,
  Pipeline,
  Script,
  Statement,
  SyntaxNode,
} from 'unbash';
import { SourceRange } from '../DockerfileModel';
import { isCertain, joinStatus, negate } from './certainty';
import { Alternatives } from './Alternatives';
import { assignArrays } from './arrays';
import { CompoundWalker } from './CompoundWalker';
import { evaluateTest } from './evaluateTest';
import { expandCommand, redirected, Surroundings } from './expandCommand';
import { ShellCommand, ShellStatus } from './ShellCommand';
import { ShellHost } from './ShellHost';
import { forkState, ShellState } from './ShellState';

const MAXIMUM_SCRIPT_LENGTH = 262_144;
/** What a command costs in comparison with a look at one layer of an image. */
const COMMAND_STEPS = 50;
const MAXIMUM_DEPTH = 24;

/** Tells the place in the Dockerfile of a part of the script. */
export type ScriptPlace = (start: number, end: number) => SourceRange;

/**
 * Goes through a shell script in the order in which it runs, follows what can be decided, and takes both ways where it
 * cannot. Every simple command is handed to the host. Time is bounded by the host's budget.
 */
export class ShellWalker {
  readonly #compound: CompoundWalker;

  constructor(
    private readonly host: ShellHost,
    private readonly place: ScriptPlace,
    private readonly depth: number = 0,
  ) {
    this.#compound = new CompoundWalker(host, place, (part, state, around) =>
      this.#node(part, state, around),
    );
  }

  /** Walks a whole script. */
  async walk(
    script: string,
    state: ShellState,
    conditional: boolean = false,
  ): Promise<ShellStatus> {
    const whole = this.place(0, Math.min(script.length, 1));
    if (this.depth > MAXIMUM_DEPTH || script.length > MAXIMUM_SCRIPT_LENGTH) {
      this.host.doubt('unknown', whole.startLine, 'the script is too long');
      return 'unknown';
    }
    const parsed = parse(script);
    const error = parsed.errors?.[0];
    if (error) {
      const { startLine } = this.place(error.pos, error.pos + 1);
      this.host.doubt('unknown', startLine, 'the script cannot be parsed');
    }
    return this.#statements(parsed, state, { conditional });
  }

  /** A walker for a script inside this one whose places are not known: they are all that of its command. */
  nested(range: SourceRange): ShellWalker {
    return new ShellWalker(this.host, () => range, this.depth + 1);
  }

  async #statements(
    list: Script | CompoundList,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let status: ShellStatus = 'success';
    for (const statement of list.commands) {
      if (state.ended || !this.host.budget.take()) {
        break;
      }
      status = await this.#node(statement.command, state, around);
    }
    return status;
  }

  async #node(
    node: Statement['command'] | SyntaxNode,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    switch (node.type) {
      case 'Command':
        return this.#command(node, state, around);
      case 'AndOr':
        return this.#andOr(node, state, around);
      case 'Pipeline':
        return this.#pipeline(node, state, around);
      case 'Subshell':
        return this.#statements(node.body, forkState(state), around);
      case 'BraceGroup':
        return this.#statements(node.body, state, around);
      case 'If':
        return this.#compound.if(node, state, around);
      case 'For':
        return this.#compound.for(node, state, around);
      case 'Case':
        return this.#compound.case(node, state, around);
      case 'While':
        return this.#compound.while(node, state, around);
      case 'ArithmeticFor':
      case 'Select':
        return this.#compound.someRounds(node.body, state, around);
      case 'CompoundList':
        return this.#statements(node, state, around);
      case 'Redirected':
        return this.#node(node.command, state, {
          ...around,
          ...redirected(node.redirects, state),
        });
      case 'Function':
        if (node.body.type !== 'CompoundList' || node.body.commands.length) {
          state.functions.set(node.name.value, node.body);
        }
        return 'success';
      case 'TestCommand':
        return evaluateTest(node.expression, state);
      case 'Coproc':
        return this.#node(node.body, state, around);
      default:
        return 'unknown';
    }
  }

  async #andOr(
    node: AndOr,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let status = await this.#node(node.commands[0], state, around);
    for (const [index, operator] of node.operators.entries()) {
      const next = node.commands[index + 1];
      const skipped = operator === '&&' ? 'failure' : 'success';
      const runs = operator === '&&' ? 'success' : 'failure';
      if (state.ended || !next) {
        break;
      }
      if (status === skipped && isCertain(node.commands[index])) {
        continue;
      }
      if (status === runs) {
        status = await this.#node(next, state, around);
      } else if (status !== skipped || operator === '||') {
        // A command may fail although it is taken to succeed, so what stands for that case is looked at as well.
        const ways = new Alternatives(state);
        ways.addNone();
        const other = await this.#compound.way(next, state, around, ways);
        if (status !== 'success') {
          ways.join();
        }
        status = operator === '||' ? joinStatus(status, other) : 'unknown';
      }
    }
    return status;
  }

  async #pipeline(
    node: Pipeline,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const upstream: ShellCommand[] = [];
    let status: ShellStatus = 'success';
    for (const [index, command] of node.commands.entries()) {
      const own = node.commands.length > 1 ? forkState(state) : state;
      status = await this.#node(command, own, {
        ...around,
        upstream: index > 0 ? [...upstream] : around.upstream,
      });
      if (command.type === 'Command') {
        const expanded = this.#expand(command, own, around);
        // An assignment alone has no words, and prints nothing.
        upstream.push(...(expanded.words.length > 0 ? [expanded] : []));
      }
    }
    const negated = node.prefixes.some(prefix => prefix.type === 'Negation');
    return negated ? negate(status) : status;
  }

  async #command(
    node: Command,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    if (!this.host.budget.take(COMMAND_STEPS)) {
      return 'unknown';
    }
    const command = this.#expand(node, state, around);
    if (command.words.length === 0) {
      command.variables.forEach((value, name) =>
        state.variables.set(name, value),
      );
      assignArrays(node, state);
      return 'success';
    }
    const body = state.functions.get(command.words[0]);
    if (body && this.depth < MAXIMUM_DEPTH) {
      const inner: ShellState = {
        ...state,
        parameters: command.words.slice(1),
      };
      const walker = new ShellWalker(this.host, this.place, this.depth + 1);
      const status = await walker.#node(body, inner, around);
      state.cwd = inner.cwd;
      return status;
    }
    const status = await this.host.run(command, state, this);
    assignArrays(node, state);
    return status;
  }

  #expand(node: Command, state: ShellState, around: Surroundings) {
    const range = this.place(node.pos, node.end);
    return expandCommand(node, range, state, around);
  }
}
