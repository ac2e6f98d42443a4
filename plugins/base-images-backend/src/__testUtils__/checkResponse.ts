import Ajv2020 from 'ajv/dist/2020';
import { openApiDocument } from '../schema/generated/openapi';

const DOCUMENT = 'openapi.json';
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(openApiDocument, DOCUMENT, undefined, false);

type Json = { [key: string]: Json };

/**
 * Checks an answer against `openapi.yaml`. (`wrapServer` of backend-openapi-utils does not wait for its own checks, so
 * that what they find does not fail a test.)
 *
 * @throws Error that tells what the document does not allow.
 */
export function checkResponse(
  path: string,
  answer: { status: number; text: string },
  method: 'get' | 'post' = 'get',
): void {
  const { pathname } = new URL(path, 'http://localhost');
  const template = Object.keys(openApiDocument.paths).find(candidate =>
    new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
  if (template === undefined) {
    throw new Error(`openapi.yaml has no path ${pathname}`);
  }
  const responses = lookUp(['paths', template, method, 'responses']);
  const status = String(answer.status) in responses ? answer.status : 'default';
  let pointer = ['paths', template, method, 'responses', String(status)];
  const reference = lookUp(pointer).$ref;
  if (typeof reference === 'string') {
    pointer = String(reference).split('/').slice(1);
  }

  if (!lookUp(pointer).content) {
    if (answer.text !== '') {
      throw new Error(`${answer.status} of ${path} must have no body`);
    }
    return;
  }
  const escaped = [...pointer, 'content', 'application/json', 'schema'].map(
    part =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const validate = ajv.getSchema(`${DOCUMENT}#/${escaped.join('/')}`);
  if (!validate) {
    throw new Error(`openapi.yaml has no schema at ${pointer.join(' ')}`);
  }
  if (!validate(JSON.parse(answer.text))) {
    throw new Error(
      `${answer.status} of ${path} is not as openapi.yaml says: ${ajv.errorsText(
        validate.errors,
      )}`,
    );
  }
}

function lookUp(pointer: string[]): Json {
  const document: Json = JSON.parse(JSON.stringify(openApiDocument));
  return pointer.reduce((value, part) => value[part], document);
}
