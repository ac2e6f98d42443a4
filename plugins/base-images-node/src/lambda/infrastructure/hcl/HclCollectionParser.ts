import { Expression, RecordEntry } from '../program/Expression';
import { HclScanner, identifier } from './HclScanner';

/** Reads what brackets enclose: arguments, tuples, objects and `for` expressions. */
export abstract class HclCollectionParser extends HclScanner {
  /** @param newlines - whether the expression may go on in the next line. */
  protected abstract expression(newlines: boolean, depth: number): Expression;

  protected call(name: string, offset: number, depth: number): Expression {
    const positional: Expression[] = [];
    const line = this.line();
    for (;;) {
      this.skip(true);
      if (this.take(')')) {
        return {
          type: 'call',
          offset,
          line,
          callee: { type: 'name', name },
          positional,
          keywords: [],
        };
      }
      positional.push(this.expression(true, depth + 1));
      this.skip(true);
      if (this.text.startsWith('...', this.position)) {
        this.position += 3;
      }
      this.take(',');
    }
  }

  protected tuple(depth: number): Expression {
    const items: Expression[] = [];
    for (;;) {
      this.skip(true);
      if (this.take(']')) {
        return { type: 'list', items };
      }
      items.push(this.expression(true, depth + 1));
      this.skip(true);
      this.take(',');
    }
  }

  protected object(depth: number): Expression {
    const entries: RecordEntry[] = [];
    for (;;) {
      this.skip(true);
      if (this.take('}')) {
        return { type: 'record', entries };
      }
      const written = this.expression(true, depth + 1);
      // A bare word is its own key.
      const key: Expression =
        written.type === 'name'
          ? { type: 'text', parts: [written.name] }
          : written;
      this.skip(true);
      if (!this.take('=')) {
        this.expect(':');
      }
      entries.push({ key, value: this.expression(false, depth + 1) });
      this.skip(true);
      this.take(',');
    }
  }

  protected isFor(): boolean {
    this.skip(true);
    return /^for\s/.test(this.text.slice(this.position, this.position + 4));
  }

  /** Passes over a `for` expression: `for NAMES in VALUE : RESULT … if CONDITION`. */
  protected passFor(closing: string, depth: number): Expression {
    this.position += 3;
    do {
      this.skip(true);
      this.match(identifier);
      this.skip(true);
    } while (this.take(','));
    this.match(identifier);
    this.expression(true, depth + 1);
    this.skip(true);
    this.expect(':');
    for (;;) {
      this.expression(true, depth + 1);
      this.skip(true);
      if (this.text.startsWith('=>', this.position)) {
        this.position += 2;
        continue;
      }
      if (this.text.startsWith('...', this.position)) {
        this.position += 3;
        this.skip(true);
      }
      if (this.take(closing)) {
        return { type: 'other' };
      }
      if (this.match(identifier) !== 'if') {
        throw this.error();
      }
    }
  }
}
