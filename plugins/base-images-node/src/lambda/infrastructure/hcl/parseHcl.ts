import { Expression } from '../program/Expression';
import { HclExpressionParser } from './HclExpressionParser';
import { HclSyntaxError, identifier } from './HclScanner';

/** A body: its attributes by name, and its blocks in order. */
export interface HclBody {
  attributes: Map<string, { value: Expression; line: number }>;
  blocks: HclBlock[];
}

/** A block such as `resource "aws_lambda_function" "upload" { … }`. */
export interface HclBlock {
  type: string;
  labels: string[];
  body: HclBody;
  /** 1-based. */
  line: number;
}

class HclParser extends HclExpressionParser {
  /** Attributes and blocks up to the end of the text, or to the brace that closes the block. */
  body(isNested: boolean, depth: number): HclBody {
    this.checkDepth(depth);
    const body: HclBody = { attributes: new Map(), blocks: [] };
    for (;;) {
      this.skip(true);
      if (this.position >= this.text.length) {
        if (isNested) {
          throw this.error();
        }
        return body;
      }
      if (isNested && this.take('}')) {
        return body;
      }
      const line = this.line();
      const name = this.match(identifier) ?? this.fail();
      this.skip(false);
      if (this.peek() === '=' && this.text[this.position + 1] !== '=') {
        this.position += 1;
        const value = this.expression(false, depth + 1);
        body.attributes.set(name, { value, line });
      } else {
        body.blocks.push(this.block(name, line, depth));
      }
    }
  }

  private block(type: string, line: number, depth: number): HclBlock {
    const labels: string[] = [];
    for (;;) {
      this.skip(false);
      if (this.take('{')) {
        return { type, labels, body: this.body(true, depth + 1), line };
      }
      if (this.take('"')) {
        const end = this.text.indexOf('"', this.position);
        if (end === -1) {
          throw this.error();
        }
        labels.push(this.text.slice(this.position, end));
        this.position = end + 1;
      } else {
        labels.push(this.match(identifier) ?? this.fail());
      }
    }
  }
}

/**
 * Reads HCL native syntax (HashiCorp, "HCL Native Syntax Specification"), as Terraform and Docker Bake write it: structure,
 * templates, references, calls, tuples and objects. Arithmetic, comparisons and `for` expressions are passed over.
 */
export function parseHcl(
  text: string,
): { body: HclBody } | { problem: string; line: number } {
  const parser = new HclParser(text);
  try {
    return { body: parser.body(false, 0) };
  } catch (error) {
    if (error instanceof HclSyntaxError) {
      return { problem: 'The HCL syntax is not valid.', line: error.line };
    }
    throw error;
  }
}

/** Reads the template that the text of an HCL string is. */
export function parseHclTemplate(text: string): Expression {
  try {
    return new HclExpressionParser(text).template(undefined, 0);
  } catch (error) {
    if (error instanceof HclSyntaxError) {
      return { type: 'other' };
    }
    throw error;
  }
}
