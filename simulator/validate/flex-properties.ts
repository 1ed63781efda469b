import type { Check } from './values';
import { aspectRatio, flag, grammar, httpsUrl, oneOf, wholeNumber } from './values';

/** A component: what it must have, and every property it may have with its check (line-platform.md §7.2). */
export interface ComponentRule {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Check | 'nested'>>;
}

const offsets = {
  position: grammar.position,
  offsetTop: grammar.padding,
  offsetBottom: grammar.padding,
  offsetStart: grammar.padding,
  offsetEnd: grammar.padding,
};
const adjustMode = oneOf('shrink-to-fit');
const weight = oneOf('regular', 'bold');
const style = oneOf('normal', 'italic');
const decoration = oneOf('none', 'underline', 'line-through');

/** Accepted as it is: looked at elsewhere. */
const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'invalid property');

/** The allow-list: a property that is not here is an `unknown field`. */
export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  box: {
    required: ['layout', 'contents'],
    properties: {
      layout: oneOf('horizontal', 'vertical', 'baseline'),
      contents: 'nested',
      backgroundColor: grammar.color,
      borderColor: grammar.color,
      borderWidth: grammar.borderWidth,
      cornerRadius: grammar.cornerRadius,
      width: grammar.length,
      maxWidth: grammar.length,
      height: grammar.length,
      maxHeight: grammar.length,
      flex: wholeNumber,
      spacing: grammar.margin,
      margin: grammar.margin,
      paddingAll: grammar.padding,
      paddingTop: grammar.padding,
      paddingBottom: grammar.padding,
      paddingStart: grammar.padding,
      paddingEnd: grammar.padding,
      ...offsets,
      action: 'nested',
      justifyContent: oneOf(
        'center',
        'flex-start',
        'flex-end',
        'space-between',
        'space-around',
        'space-evenly',
      ),
      alignItems: oneOf('center', 'flex-start', 'flex-end'),
      background: 'nested',
    },
  },
  button: {
    required: ['action'],
    properties: {
      action: 'nested',
      flex: wholeNumber,
      margin: grammar.margin,
      ...offsets,
      height: oneOf('sm', 'md'),
      style: oneOf('primary', 'secondary', 'link'),
      color: grammar.color,
      gravity: grammar.gravity,
      adjustMode,
      scaling: flag,
    },
  },
  image: {
    required: ['url'],
    properties: {
      url: httpsUrl,
      flex: wholeNumber,
      margin: grammar.margin,
      ...offsets,
      align: grammar.align,
      gravity: grammar.gravity,
      size: grammar.imageSize,
      aspectRatio,
      aspectMode: oneOf('fit', 'cover'),
      backgroundColor: grammar.color,
      action: 'nested',
      animated: flag,
    },
  },
  video: {
    required: ['url', 'previewUrl', 'altContent'],
    properties: {
      url: httpsUrl,
      previewUrl: httpsUrl,
      altContent: 'nested',
      aspectRatio,
      action: 'nested',
    },
  },
  icon: {
    required: ['url'],
    properties: {
      url: httpsUrl,
      margin: grammar.margin,
      ...offsets,
      size: grammar.textSize,
      scaling: flag,
      aspectRatio,
    },
  },
  text: {
    required: [],
    properties: {
      text: anyText,
      contents: 'nested',
      adjustMode,
      flex: wholeNumber,
      margin: grammar.margin,
      ...offsets,
      size: grammar.textSize,
      scaling: flag,
      align: grammar.align,
      gravity: grammar.gravity,
      wrap: flag,
      lineSpacing: grammar.lineSpacing,
      maxLines: wholeNumber,
      weight,
      color: grammar.color,
      action: 'nested',
      style,
      decoration,
    },
  },
  span: {
    required: [],
    properties: { text: anyText, color: grammar.color, size: grammar.textSize, weight, style, decoration },
  },
  separator: { required: [], properties: { margin: grammar.margin, color: grammar.color } },
  filler: { required: [], properties: { flex: wholeNumber } },
};

/** `styles` of a bubble, per block. */
export const BLOCK_STYLE: Readonly<Record<string, Check>> = {
  backgroundColor: grammar.color,
  separator: flag,
  separatorColor: grammar.color,
};

/** A box's `background`. */
export const GRADIENT: Readonly<Record<string, Check>> = {
  type: oneOf('linearGradient'),
  angle: grammar.angle,
  startColor: grammar.color,
  endColor: grammar.color,
  centerColor: grammar.color,
  centerPosition: grammar.percent,
};

/** Which components may stand in a box of which layout. */
export const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  baseline: ['icon', 'text', 'filler'],
  horizontal: ['box', 'button', 'image', 'text', 'separator', 'filler'],
  vertical: ['box', 'button', 'image', 'text', 'separator', 'filler'],
};
