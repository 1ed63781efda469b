import { linkify, localPath } from '../../../simulator/page/links';
import { chatHref, readRoute } from '../../../simulator/page/route';

const HERE = 'http://192.0.2.7:3000/simulator';

describe('addresses of pictures', () => {
  it.each([
    ['https://192.0.2.7:3000/a.png?v=1', '/a.png?v=1'],
    ['https://localhost:3000/a.png', '/a.png'],
    ['https://bot.test/a.png', '/a.png'],
    ['/simulator/api/media/1', '/simulator/api/media/1'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
  ])('are loaded from this machine: %s', (url, path) => {
    expect(localPath(url, HERE)).toBe(path);
  });

  it.each(['https://example.org/a.png', 'data:text/html,<b>', 'file:///etc/passwd', 'https://[', undefined])(
    'are not loaded from elsewhere: %s',
    (url) => {
      expect(localPath(url, HERE)).toBeUndefined();
    },
  );
});

describe('links in a text', () => {
  it('end where Thai begins', () => {
    expect(linkify('ดู https://example.org/aครับ', HERE)).toEqual([
      { text: 'ดู ' },
      { text: 'https://example.org/a', href: 'https://example.org/a' },
      { text: 'ครับ' },
    ]);
  });
});

describe('deep links', () => {
  it('name a chat, and nothing else', () => {
    const chat = { botUserId: 'Ub', userId: 'Uu' };

    expect(readRoute(chatHref(chat))).toEqual(chat);
    expect(readRoute('')).toBeUndefined();
    expect(readRoute('#/Ub')).toBeUndefined();
  });
});
