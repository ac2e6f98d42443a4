import { redact } from './redact';

describe('redact', () => {
  it.each([
    ['AKIAIOSFODNN7EXAMPLE is used', '[redacted] is used'],
    [
      'https://user:hunter2@pypi.acme.example/simple',
      'https://user:[redacted]@pypi.acme.example/simple',
    ],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [redacted]'],
    [
      'X-Amz-Security-Token=FwoGZXIvYXdzEBYaD',
      'X-Amz-Security-Token=[redacted]',
    ],
    ['{"password": "hunter22"}', '{"password": "[redacted]"}'],
    ['export API_KEY=abcd1234', 'export API_KEY=[redacted]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig', '[redacted]'],
  ])('takes the secret out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each(['Step 3/9 : RUN pip install /tmp/a', 'sha256:abc', 'tokens: 12'])(
    'leaves %s alone',
    text => {
      expect(redact(text)).toBe(text);
    },
  );
});
