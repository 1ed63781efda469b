import type { VNode } from 'preact';
import { type Json, listOf, objectOf, textOf } from '../json';
import type { FlexHost } from './host';
import { flexIcon, flexImage } from './media';
import { color } from './metrics';
import { boxLook, boxPadding, gravity, type Layout, layoutOf, placing, type Style, style } from './style';
import { tapCover, tappable } from './tap';
import { flexText } from './text';

/** A box and everything in it; `standard` is its padding unless it sets its own. */
export function flexBox(node: Json, placed: Style, host: FlexHost, standard?: string): VNode {
  const layout = layoutOf(node);
  const look = { ...boxLook(node), ...boxPadding(node, standard), ...placed };
  return (
    <div class="fx-box" style={look} {...tappable(node, host)}>
      {tapCover(node, host)}
      {listOf(node, 'contents').map((child, index) =>
        component(child, { parent: layout, isFirst: index === 0, spacing: node.spacing }, host),
      )}
    </div>
  );
}

function button(node: Json, placed: Style, host: FlexHost): VNode {
  const action = objectOf(node, 'action');
  const kind = node.style === 'primary' || node.style === 'secondary' ? node.style : 'link';
  const paint = color(node.color);
  const look = style({
    ...(kind === 'link' ? { color: paint } : { backgroundColor: paint }),
    height: node.height === 'sm' ? '40px' : '52px',
  });
  return (
    <div class="fx-button" style={{ ...placed, ...style({ justifyContent: gravity(node.gravity) }) }}>
      <button
        type="button"
        class={`fx-${kind}${node.adjustMode === 'shrink-to-fit' ? ' fx-shrink' : ''}`}
        style={look}
        onClick={() => action !== undefined && host.act(action)}
      >
        <span>{(action && textOf(action, 'label')) ?? host.words.open}</span>
      </button>
    </div>
  );
}

function separator(node: Json, placed: Style): VNode {
  const paint = style({ backgroundColor: color(node.color) });
  return <div class="fx-separator" style={{ ...placed, ...paint, flex: '0 0 1px' }} />;
}

interface Place {
  readonly parent: Layout;
  readonly isFirst: boolean;
  readonly spacing: unknown;
}

/** One component of a box. What this page does not know is named in its place. */
function component(node: Json, place: Place, host: FlexHost): VNode {
  const placed = placing(node, place.parent, place.isFirst, place.spacing);
  switch (node.type) {
    case 'box':
      return flexBox(node, placed, host);
    case 'text':
      return flexText(node, placed, host);
    case 'button':
      return button(node, placed, host);
    case 'image':
      return flexImage(node, placed, host);
    case 'icon':
      return flexIcon(node, placed, host);
    case 'separator':
      return separator(node, placed);
    case 'filler':
      return <div style={placed} />;
    default:
      return <span class="fx-unknown">{`${host.words.unknown} ${textOf(node, 'type') ?? ''}`.trim()}</span>;
  }
}
