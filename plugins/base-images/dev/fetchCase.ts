import { errorResponse } from '../src/__testUtils__/responseError';
import { cases, Refusal } from './cases';
import { fetchRebuildCase } from './fetchRebuildCase';

/** Answers for the backend: the case that has the name of the entity. */
export async function fetchCase(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const url = new URL(String(input));
  if (/\/sources\/[^/]+$/.test(url.pathname)) {
    return Response.json({
      target: 'https://github.com/acme/receipts/tree/main',
    });
  }
  const [, name] = /\/([^/]+)\/coverage$/.exec(url.pathname) ?? [];
  return name === undefined
    ? answerWith(fetchRebuildCase(url, init))
    : answerWith(cases[name].answer);
}

/** Undefined is a backend that never answers. */
function answerWith(answer: object | Refusal | undefined): Promise<Response> {
  if (answer === undefined) {
    return new Promise(() => {});
  }
  return Promise.resolve(
    isRefusal(answer)
      ? errorResponse(answer.status, answer.name, answer.message)
      : Response.json(answer),
  );
}

function isRefusal(answer: object | Refusal): answer is Refusal {
  return 'status' in answer;
}
