import { logProgressParam, readLogProgressParam } from '../../../src/measures/flows/log-progress-param';

describe('the parameter of log-progress', () => {
  test.each([
    ['m:abc', { measureId: 'abc' }],
    ['t:จัดอบรมแล้ว', { text: 'จัดอบรมแล้ว' }],
    ['f:file-1', { evidence: [{ fileId: 'file-1', mediaType: 'image/jpeg' }] }],
    ['f:file-1,application/pdf', { evidence: [{ fileId: 'file-1', mediaType: 'application/pdf' }] }],
    ['', {}],
    ['nonsense', {}],
  ])('reads %s', (param, known) => {
    expect(readLogProgressParam(param)).toEqual(known);
  });

  test.each([
    { measureId: 'abc', text: 'ก | m:ข | t:ค\nf:ง' },
    { text: '|t:|' },
    {
      evidence: [
        { fileId: 'file-1', mediaType: 'image/png' },
        { fileId: 'file-2', mediaType: 'application/pdf' },
      ],
      text: 'ประชาคม | หมู่ ๓',
    },
  ])('gives back what was put in, whatever the sentence holds (%#)', (known) => {
    expect(readLogProgressParam(logProgressParam(known))).toEqual(known);
  });
});
