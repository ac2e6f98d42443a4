import { checkResponse } from './checkResponse';

describe('checkResponse', () => {
  const page = (body: object) => ({ status: 200, text: JSON.stringify(body) });

  it('accepts what openapi.yaml allows', () => {
    const empty = page({ items: [], totalItems: 0, pageInfo: {} });
    expect(() => checkResponse('/sources?limit=1', empty)).not.toThrow();
    const notModified = { status: 304, text: '' };
    expect(() => checkResponse('/sources', notModified)).not.toThrow();
  });

  it.each([
    ['/nothing', page({}), 'no path /nothing'],
    ['/sources', page({ items: [] }), "required property 'totalItems'"],
    [
      '/sources',
      page({ items: [{}], totalItems: 1, pageInfo: {} }),
      "items/0 must have required property 'id'",
    ],
    ['/sources', { status: 304, text: '{}' }, 'must have no body'],
    ['/sources/x', { status: 404, text: '{}' }, "required property 'error'"],
  ])('refuses what it does not: %s', (path, answer, message) => {
    expect(() => checkResponse(path, answer)).toThrow(message);
  });
});
