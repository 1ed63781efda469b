import { type Json, listOf, numberOf, textOf } from '../json';
import type { FlexHost } from './host';
import { color, fontSize, space } from './metrics';
import { gravity, type Style, style } from './style';
import { tappable } from './tap';

const ALIGNS: Readonly<Record<string, string>> = { start: 'start', center: 'center', end: 'end' };

/** The look of letters; spans inherit what they do not set. */
function letters(node: Json, inherit: boolean): Style {
  const decoration = textOf(node, 'decoration');
  const size = inherit && node.size === undefined ? undefined : fontSize(node.size);
  return style({
    fontSize: size,
    color: color(node.color),
    fontWeight: node.weight === 'bold' ? '700' : node.weight === 'regular' ? '400' : undefined,
    fontStyle: node.style === 'italic' ? 'italic' : node.style === 'normal' ? 'normal' : undefined,
    textDecoration:
      decoration === 'underline' || decoration === 'line-through' || decoration === 'none'
        ? decoration
        : undefined,
  });
}

/** Wrapping: one line with an ellipsis, unless `wrap`; then as many lines as `maxLines` allows. */
function lines(node: Json): Style {
  const spacing = space(node.lineSpacing);
  const most = numberOf(node, 'maxLines') ?? 0;
  const height = spacing === undefined ? undefined : `calc(1.4em + ${spacing})`;
  if (node.wrap !== true) return style({ lineHeight: height });
  return style({
    whiteSpace: 'pre-wrap',
    lineHeight: height,
    ...(most > 0
      ? { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: String(most) }
      : {}),
  });
}

/** A text, with its spans when it has some. */
export function flexText(node: Json, placed: Style, host: FlexHost) {
  const spans = listOf(node, 'contents');
  const align = textOf(node, 'align');
  const look = {
    ...letters(node, false),
    ...lines(node),
    ...style({ textAlign: align === undefined ? undefined : ALIGNS[align] }),
  };
  return (
    <div class="fx-text" style={{ ...placed, ...style({ justifyContent: gravity(node.gravity) }) }}>
      <div class="fx-line" style={look} {...tappable(node, host)}>
        {spans.length > 0
          ? spans.map((span) => <span style={letters(span, true)}>{textOf(span, 'text')}</span>)
          : textOf(node, 'text')}
      </div>
    </div>
  );
}
