import { requestKeyAfter, requestKeyOf } from './requestKeyOf';

const UUID = '00000000-0000-4000-8000-000000000000';

describe('requestKeyOf', () => {
  it('is as short as the API wants it, whatever the step is called', () => {
    const key = requestKeyOf({
      task: { id: UUID },
      step: { id: 'x'.repeat(500) },
      each: { key: 'y'.repeat(500) },
    });
    expect(requestKeyAfter(key, UUID).length).toBeLessThanOrEqual(200);
  });
});
