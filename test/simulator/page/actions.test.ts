import { deedOf, pickedParams } from '../../../simulator/page/actions';

const HERE = 'http://localhost:3000/simulator#/a/b';
const deed = (action: Record<string, unknown>) => deedOf(action, HERE);

describe('what a tap does', () => {
  it('sends a postback with what it shows and says', () => {
    expect(deed({ type: 'postback', data: 'a=1', displayText: 'ส่ง', text: 'เก่า' })).toEqual({
      kind: 'postback',
      postback: { data: 'a=1', displayText: 'ส่ง', text: 'เก่า' },
    });
  });

  it('says a message, copies, switches menus, opens camera, album and places', () => {
    expect(deed({ type: 'message', text: 'สวัสดี' })).toEqual({ kind: 'say', text: 'สวัสดี' });
    expect(deed({ type: 'clipboard', clipboardText: 'PKT-1' })).toEqual({ kind: 'copy', text: 'PKT-1' });
    expect(deed({ type: 'richmenuswitch', richMenuAliasId: 'two', data: 'd' })).toEqual({
      kind: 'switch',
      richMenuAliasId: 'two',
      data: 'd',
    });
    expect(['camera', 'cameraRoll', 'location'].map((type) => deed({ type }).kind)).toEqual([
      'camera',
      'album',
      'place',
    ]);
  });

  it('asks for a date, with the bounds in the form of the native field', () => {
    const asked = { type: 'datetimepicker', mode: 'datetime', data: 'at', min: '2026-02-01t00:00' };

    expect(deed(asked)).toEqual({
      kind: 'pick',
      question: { mode: 'datetime', data: 'at', min: '2026-02-01T00:00' },
    });
    expect(pickedParams('datetime', '2026-02-16T09:00')).toEqual({ datetime: '2026-02-16T09:00' });
  });

  it('opens links of the web, and those of this machine by their path', () => {
    expect(deed({ type: 'uri', uri: 'https://localhost:3000/o/na-kok#top' })).toEqual({
      kind: 'open',
      href: '/o/na-kok#top',
    });
    expect(deed({ type: 'uri', uri: 'tel:1206' })).toEqual({ kind: 'open', href: 'tel:1206' });
    expect(deed({ type: 'uri', linkUri: 'https://www.oic.go.th/a' })).toEqual({
      kind: 'open',
      href: 'https://www.oic.go.th/a',
    });
  });

  it("does what LINE's own addresses do", () => {
    expect(deed({ type: 'uri', uri: 'https://line.me/R/oaMessage/%40id/?%E0%B8%81' })).toEqual({
      kind: 'prefill',
      text: 'ก',
    });
    expect(deed({ type: 'uri', uri: 'https://line.me/R/nv/location/' })).toEqual({ kind: 'place' });
    expect(
      deed({ type: 'uri', uri: 'https://access.line.me/dialog/bot/accountLink?linkToken=t&nonce=n' }),
    ).toEqual({ kind: 'link', linkToken: 't', nonce: 'n' });
  });

  it.each([
    { type: 'uri', uri: 'javascript:alert(1)' },
    { type: 'uri', uri: 'http://[broken' },
    { type: 'datetimepicker', mode: 'year' },
    { type: 'beam' },
    {},
  ])('does nothing for %j', (action) => {
    expect(deed(action)).toEqual({ kind: 'nothing' });
  });
});
