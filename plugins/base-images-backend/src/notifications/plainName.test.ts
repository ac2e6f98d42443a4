import { plainName } from './plainName';

describe('plainName', () => {
  it.each([
    ['receipt-label', 'receipt-label'],
    ['infra/label_lambda/Dockerfile', 'infra/label_lambda/Dockerfile'],
    ['belege/prüfung', 'belege/prüfung'],
    ['https://evil.example/a?b=c', 'https-evil-example/a-b-c'],
    ['www.evil.example', 'www-evil-example'],
    ['<https://evil.example|label-lambda>', 'https-evil-example-label-lambda'],
    ['[label](javascript:alert(1))', 'label-javascript-alert-1'],
    ['<img src=x onerror=alert(1)>', 'img-src-x-onerror-alert-1'],
    ['**bold** __it__ `code`', 'bold-it-code'],
    ['@channel <!here>', 'channel-here'],
    ['a\u202Egnp.exe\nb', 'a-gnp-exe-b'],
    ['evil\u3002example', 'evil-example'],
    ['../..', 'unnamed'],
    ['x'.repeat(100_000), `${'x'.repeat(59)}…`],
  ])('shows %j as %j', (name, shown) => {
    expect(plainName(name)).toBe(shown);
  });
});
