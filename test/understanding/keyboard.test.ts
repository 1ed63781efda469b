import { asOnOtherKeys } from '../../src/understanding/keyboard';

describe('a keyboard that was set to the other language', () => {
  test.each([
    ['l;ylfu', 'สวัสดี'],
    ['้ำสสน', 'hello'],
  ])('%j meant %j', (typed, meant) => {
    expect(asOnOtherKeys(typed)).toBe(meant);
  });

  test.each(['สวัสดี hello', '12345', ''])('%j is as it was meant', (typed) => {
    expect(asOnOtherKeys(typed)).toBeUndefined();
  });
});
