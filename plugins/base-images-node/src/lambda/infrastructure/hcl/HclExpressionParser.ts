import { Expression } from '../program/Expression';
import { HclCollectionParser } from './HclCollectionParser';
import { identifier, MAX_DEPTH } from './HclScanner';

const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const operator = /==|!=|<=|>=|&&|\|\||[-+*/%<>]/y;
const heredoc = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const other: Expression = { type: 'other' };

/** Reads expressions and templates. Arithmetic and comparisons are passed over. */
export class HclExpressionParser extends HclCollectionParser {
  /** A template, up to a quote or the end of the text; the quote is taken. */
  template(quote: '"' | undefined, depth: number): Expression {
    this.checkDepth(depth);
    const parts: (string | Expression)[] = [];
    let text = '';
    while (this.position < this.text.length) {
      const character = this.text[this.position];
      const next = this.text[this.position + 1];
      if (quote && character === quote) {
        this.position += 1;
        parts.push(text);
        return { type: 'text', parts };
      }
      if (quote && character === '\n') {
        throw this.error();
      }
      if (quote && character === '\\') {
        text += unescape(next ?? '');
        this.position += 2;
      } else if (
        (character === '$' || character === '%') &&
        next === character &&
        this.text[this.position + 2] === '{'
      ) {
        text += `${character}{`;
        this.position += 3;
      } else if (character === '$' && next === '{') {
        this.position += 2;
        this.take('~');
        parts.push(text, this.expression(true, depth + 1));
        text = '';
        this.skip(true);
        this.take('~');
        this.expect('}');
      } else if (character === '%' && next === '{') {
        parts.push(text, other);
        text = '';
        const end = this.text.indexOf('}', this.position);
        this.position = end === -1 ? this.text.length : end + 1;
      } else {
        text += character;
        this.position += 1;
      }
    }
    if (quote) {
      throw this.error();
    }
    parts.push(text);
    return { type: 'text', parts };
  }

  protected expression(newlines: boolean, depth: number): Expression {
    this.checkDepth(depth);
    let value = this.operand(newlines, depth);
    for (;;) {
      this.skip(newlines);
      if (this.match(operator) !== undefined) {
        this.operand(newlines, depth);
        value = other;
      } else if (this.take('?')) {
        const whenTrue = this.expression(newlines, depth + 1);
        this.skip(newlines);
        this.expect(':');
        const whenFalse = this.expression(newlines, depth + 1);
        return { type: 'choice', options: [whenTrue, whenFalse] };
      } else {
        return value;
      }
    }
  }

  private operand(newlines: boolean, depth: number): Expression {
    this.skip(newlines);
    while (this.take('!') || this.take('-')) {
      this.skip(newlines);
    }
    return this.traversal(this.primary(depth), newlines, depth);
  }

  private primary(depth: number): Expression {
    const document = this.match(heredoc);
    if (document !== undefined) {
      return this.heredoc(document, depth);
    }
    if (this.take('"')) {
      return this.template('"', depth + 1);
    }
    if (this.take('(')) {
      const value = this.expression(true, depth + 1);
      this.skip(true);
      this.expect(')');
      return value;
    }
    if (this.take('[')) {
      return this.isFor() ? this.passFor(']', depth) : this.tuple(depth);
    }
    if (this.take('{')) {
      return this.isFor() ? this.passFor('}', depth) : this.object(depth);
    }
    const digits = this.match(number);
    if (digits !== undefined) {
      return { type: 'text', parts: [digits] };
    }
    const offset = this.position;
    const name = this.match(identifier) ?? this.fail();
    if (this.take('(')) {
      return this.call(name, offset, depth);
    }
    if (name === 'null') {
      return { type: 'none' };
    }
    return name === 'true' || name === 'false'
      ? { type: 'text', parts: [name] }
      : { type: 'name', name };
  }

  private traversal(
    start: Expression,
    newlines: boolean,
    depth: number,
  ): Expression {
    let value = start;
    for (let steps = 0; steps < MAX_DEPTH; steps += 1) {
      if (this.peek() === '.' && this.text[this.position + 1] !== '.') {
        this.position += 1;
        if (this.take('*')) {
          continue;
        }
        const name = this.match(identifier) ?? this.match(number);
        value = { type: 'member', object: value, name: name ?? this.fail() };
      } else if (this.take('[')) {
        this.skip(true);
        if (!this.take('*')) {
          const index = this.expression(true, depth + 1);
          value = { type: 'index', object: value, index };
        }
        this.skip(true);
        this.expect(']');
      } else {
        return value;
      }
    }
    this.skip(newlines);
    throw this.error();
  }

  private heredoc(opening: string, depth: number): Expression {
    const [, , label] = new RegExp(heredoc.source, 'u').exec(opening) ?? [];
    const end = new RegExp(`^[ \\t]*${label}[ \\t]*\\r?$`, 'gm');
    end.lastIndex = this.position;
    const closing = end.exec(this.text);
    if (!closing) {
      throw this.error();
    }
    const content = new HclExpressionParser(
      this.text.slice(this.position, closing.index),
    );
    this.position = closing.index + closing[0].length;
    return content.template(undefined, depth + 1);
  }
}

function unescape(character: string): string {
  switch (character) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    default:
      return character;
  }
}
