import { knownFrom, paramOf } from '../../src/conversation/known';

describe('what is known beforehand', () => {
  test.each<[string, object]>([
    ['s:abc', { subject: 'abc' }],
    ['t:จัดอบรมแล้ว', { text: 'จัดอบรมแล้ว' }],
    ['f:file-1', { files: [{ fileId: 'file-1', mediaType: 'image/jpeg' }] }],
    ['f:file-1,application/pdf', { files: [{ fileId: 'file-1', mediaType: 'application/pdf' }] }],
    ...['', '|||', 'x:1|y:2', 't:', 'nonsense'].map((param): [string, object] => [param, {}]),
  ])('is read from %j', (param, known) => {
    expect(knownFrom(param)).toEqual(known);
  });

  test.each([
    { subject: 'abc', text: 'ก | s:ข | t:ค\nf:ง' },
    { text: '|t:|' },
    {
      files: [
        { fileId: 'file-1', mediaType: 'image/png' },
        { fileId: 'file-2', mediaType: 'application/pdf' },
      ],
      text: 'ประชาคม | หมู่ ๓',
    },
  ])('comes back as it went, whatever the text holds (%#)', (known) => {
    expect(knownFrom(paramOf(known))).toEqual(known);
  });
});
