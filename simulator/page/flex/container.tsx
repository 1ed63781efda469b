import type { VNode } from 'preact';
import { type Json, listOf, objectOf, textOf } from '../json';
import { flexBox } from './component';
import type { FlexHost } from './host';
import { flexImage, flexVideo } from './media';
import { blockPadding, bubbleSize, color } from './metrics';
import { style } from './style';
import { tapCover, tappable } from './tap';

const BLOCKS = ['header', 'hero', 'body', 'footer'] as const;

function hero(node: Json, host: FlexHost): VNode {
  if (node.type === 'video') {
    const instead = objectOf(node, 'altContent');
    const playable = host.local(textOf(node, 'url')) !== undefined;
    return playable || instead === undefined ? flexVideo(node, host) : hero(instead, host);
  }
  return node.type === 'box' ? flexBox(node, {}, host) : flexImage(node, {}, host);
}

function block(bubble: Json, name: (typeof BLOCKS)[number], isFirst: boolean, host: FlexHost) {
  const node = objectOf(bubble, name);
  if (node === undefined) return null;
  const styles = objectOf(objectOf(bubble, 'styles') ?? {}, name) ?? {};
  const size = bubbleSize(bubble.size).name;
  const line = styles.separator === true && !isFirst;
  const look = style({
    backgroundColor: color(styles.backgroundColor),
    borderTop: line ? `1px solid ${color(styles.separatorColor) ?? '#d4d6da'}` : undefined,
  });
  const padding = blockPadding(name, size, bubble.footer !== undefined);
  return (
    <div class={`fx-block fx-${name}`} style={look}>
      {name === 'hero' ? hero(node, host) : flexBox(node, { flex: '1 0 auto' }, host, padding)}
    </div>
  );
}

function bubble(node: Json, host: FlexHost): VNode {
  const { width, radius } = bubbleSize(node.size);
  const present = BLOCKS.filter((name) => objectOf(node, name) !== undefined);
  return (
    <div
      class="fx-bubble"
      dir={node.direction === 'rtl' ? 'rtl' : 'ltr'}
      style={{ width, borderRadius: radius }}
      {...tappable(node, host)}
    >
      {tapCover(node, host)}
      {present.map((name, index) => block(node, name, index === 0, host))}
    </div>
  );
}

/** A Flex message's `contents`: a bubble, or a carousel of bubbles to be moved sideways. */
export function flexMessage(contents: Json, altText: string, host: FlexHost): VNode {
  if (contents.type === 'bubble') return bubble(contents, host);
  if (contents.type !== 'carousel') return <div class="fx-unknown">{altText}</div>;
  return (
    <div class="carousel" role="group" tabIndex={0} aria-label={altText}>
      {listOf(contents, 'contents').map((each) => bubble(each, host))}
    </div>
  );
}
