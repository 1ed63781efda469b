import { render } from 'preact-render-to-string';
import { flexMessage } from '../../../../simulator/page/flex/container';
import type { FlexHost } from '../../../../simulator/page/flex/host';
import type { Json } from '../../../../simulator/page/json';

const host: FlexHost = {
  act: () => undefined,
  local: (url) => (url?.startsWith('https://here/') === true ? url.slice('https://here'.length) : undefined),
  words: { open: 'open', picture: 'no picture', unknown: 'unknown' },
};

const draw = (contents: Json) => render(flexMessage(contents, 'alt', host));
const body = (...contents: Json[]) =>
  draw({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const say = { type: 'postback', label: 'ตกลง', data: 'ok' };

describe('a Flex message', () => {
  it('escapes what the bot wrote', () => {
    const html = body(
      { type: 'text', text: '<img src=x onerror=alert(1)>' },
      { type: 'button', action: { ...say, label: '"><script>' } },
    );

    expect(html).toContain('&lt;img src=x onerror=alert(1)>');
    expect(html).not.toContain('<script>');
  });

  it('lets no unchecked value into a style', () => {
    const evil = 'red;background:url(https://evil)';
    const html = body(
      { type: 'text', text: 'a', color: evil, size: evil, margin: evil },
      { type: 'box', layout: 'vertical', backgroundColor: evil, paddingAll: evil, width: evil, contents: [] },
      { type: 'box', layout: 'vertical', contents: [], background: { type: 'linearGradient', angle: evil } },
    );

    expect(html).not.toContain('evil');
  });

  it('has the widths and corners of its sizes, mega unless told', () => {
    const sized = (size?: string) => draw({ type: 'bubble', ...(size && { size }), body: { type: 'box' } });

    expect(sized()).toContain('width:300px;border-radius:17px');
    expect(sized('nano')).toContain('width:120px;border-radius:10px');
    expect(sized('giga')).toContain('width:500px;border-radius:5px');
    expect(sized('huge')).toContain('width:300px');
  });

  it('pads its blocks as LINE does, unless they set it themselves', () => {
    const box = { type: 'box', layout: 'vertical', contents: [] };
    const html = draw({
      type: 'bubble',
      header: box,
      body: { ...box, paddingStart: 'none' },
      footer: { ...box, paddingAll: '5%' },
    });

    expect(html).toMatch(/fx-header.*padding:20px.*fx-body.*padding:19px 20px 10px;padding-inline-start:0px/);
    expect(html).toMatch(/fx-footer.*padding:5%/);
  });

  it('draws lines between blocks where the styles ask for them, never above the first', () => {
    const box = { type: 'box', layout: 'vertical', contents: [] };
    const separated = { separator: true, separatorColor: '#ff0000' };
    const html = draw({
      type: 'bubble',
      body: box,
      footer: box,
      styles: { body: separated, footer: { ...separated, backgroundColor: '#00ff00' } },
    });

    expect(html.match(/border-top:1px solid #ff0000/g)).toHaveLength(1);
    expect(html).toContain('background-color:#00ff00');
  });

  it('shows a carousel as bubbles in a labelled row that the keyboard reaches', () => {
    const bubble = { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [] } };
    const html = draw({ type: 'carousel', contents: [bubble, bubble] });

    expect(html).toContain('role="group" tabindex="0" aria-label="alt"');
    expect(html.match(/fx-bubble/g)).toHaveLength(2);
  });

  it.each([
    {},
    { type: 'bubble' },
    { type: 'bubble', body: 'text' },
    { type: 'bubble', body: { type: 'box', contents: [null, 3, 'x', {}, { type: 'map' }] } },
    { type: 'carousel', contents: 'none' },
    { type: 'bubble', hero: { type: 'video' } },
    {
      type: 'bubble',
      body: { type: 'box', layout: 'baseline', contents: [{ type: 'button' }, { type: 'text' }] },
    },
  ])('survives %j', (contents) => {
    expect(draw(contents)).toContain('<');
  });

  it('names a component it does not know', () => {
    expect(body({ type: 'map' })).toContain('unknown map');
  });
});

describe('components of a Flex message', () => {
  it('share a row by their flex, and keep their own size at 0', () => {
    const html = body({
      type: 'box',
      layout: 'horizontal',
      contents: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b', flex: 3 },
        { type: 'text', text: 'c', flex: 0 },
        { type: 'box', layout: 'vertical', width: '30%', contents: [] },
      ],
    });

    const shares = [...html.matchAll(/flex:([^;"]+)/g)].map(([, share]) => share).slice(-4);
    expect(shares.map((share) => share?.trim())).toEqual(['1 0 0px', '3 0 0px', '0 0 auto', '0 0 auto']);
  });

  it('stand apart by the spacing of their box, or by their own margin; the first stands at the edge', () => {
    const html = body({
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: 'a', margin: 'xxl' },
        { type: 'text', text: 'b' },
        { type: 'text', text: 'c', margin: '3px' },
      ],
    });

    expect([...html.matchAll(/margin-top:(\w+)/g)].map(([, gap]) => gap)).toEqual(['8px', '3px']);
  });

  it('can be placed freely', () => {
    const placed = { position: 'absolute', offsetTop: 'sm', offsetEnd: '10%' };
    const html = body({ type: 'text', text: 'a' }, { type: 'text', text: 'b', ...placed });

    expect(html).toContain('position:absolute;top:4px;inset-inline-end:10%');
  });

  it('have gradients, borders and corners', () => {
    const html = body({
      type: 'box',
      layout: 'vertical',
      contents: [],
      borderWidth: 'semi-bold',
      borderColor: '#112233',
      cornerRadius: 'xl',
      background: {
        type: 'linearGradient',
        angle: '45deg',
        startColor: '#ff0000',
        endColor: '#0000ff',
        centerColor: '#00ff00',
        centerPosition: '30%',
      },
    });

    expect(html).toContain('linear-gradient(45deg, #ff0000, #00ff00 30%, #0000ff)');
    expect(html).toContain('border:3px solid #112233;border-radius:16px;overflow:hidden');
  });

  it('write text in one line, or in as many as they may', () => {
    const html = body(
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two', wrap: true, maxLines: 2, size: 'xxl', weight: 'bold', align: 'end' },
    );

    expect(html).toContain('style="font-size:16px;">one');
    expect(html).toMatch(
      /font-size:29px;font-weight:700;white-space:pre-wrap;.*line-clamp:2;text-align:end;">two/,
    );
  });

  it('write spans instead of the text, each with its own look', () => {
    const html = body({
      type: 'text',
      text: 'ignored',
      contents: [
        { type: 'span', text: 'a' },
        { type: 'span', text: 'b', color: '#ff0000', decoration: 'line-through' },
      ],
    });

    expect(html).toContain(
      '<span>a</span><span style="color:#ff0000;text-decoration:line-through;">b</span>',
    );
    expect(html).not.toContain('ignored');
  });

  it('show buttons as buttons, in their heights and colours', () => {
    const html = body(
      { type: 'button', action: say },
      { type: 'button', action: say, style: 'primary', color: '#06663a', height: 'sm' },
      { type: 'button', action: say, style: 'link', color: '#06663a' },
    );

    expect(html).toContain('class="fx-link" style="height:52px;"');
    expect(html).toContain('class="fx-primary" style="background-color:#06663a;height:40px;"');
    expect(html).toContain('class="fx-link" style="color:#06663a;height:52px;"');
    expect(html.match(/<button type="button"/g)).toHaveLength(3);
  });

  it('show pictures of this machine, and a frame for all others', () => {
    const html = body(
      { type: 'image', url: 'https://here/a.png', size: 'full', aspectRatio: '20:13', aspectMode: 'cover' },
      { type: 'image', url: 'https://elsewhere/b.png' },
    );

    expect(html).toContain('width:100%;aspect-ratio:20 / 13');
    expect(html).toContain('<img src="/a.png" alt style="object-fit:cover;"');
    expect(html).toContain('no picture');
    expect(html).not.toContain('elsewhere');
  });

  it('can be tapped as a whole: by a role, or by a cover where there are buttons inside', () => {
    const box = { type: 'box', layout: 'vertical', action: say };
    const plain = body({ ...box, contents: [{ type: 'text', text: 'words' }] });
    const nested = body({ ...box, contents: [{ type: 'button', action: say }] });

    expect(plain).toContain('role="button" tabindex="0"');
    expect(nested).not.toContain('role="button"');
    expect(nested).toContain('class="fx-cover" aria-label="ตกลง"');
  });
});
