import type { Json } from '../json';
import { isJson } from '../json';
import type { ActionPlace } from './actions';
import { checkAction } from './actions';
import type { ComponentRule } from './flex-properties';
import { BLOCK_STYLE, CHILDREN, COMPONENTS, GRADIENT } from './flex-properties';
import type { Path } from './report';
import { Findings } from './report';
import type { Check } from './values';
import { INVALID, oneOf } from './values';

const BUBBLE_BYTES = 30_000;
const CAROUSEL_BYTES = 50_000;
const CAROUSEL_ITEMS = 12;
const ANIMATED_IMAGES = 10;
const BLOCKS = ['header', 'hero', 'body', 'footer'] as const;
const BUBBLE_FIELDS = ['type', 'size', 'direction', ...BLOCKS, 'styles', 'action'];
const VIDEO_SIZES = ['kilo', 'mega', 'giga'];

/** What a component may know of its surroundings. */
interface Surroundings {
  readonly findings: Findings;
  readonly allowed: readonly string[];
  readonly isBlock?: boolean;
  animated: { count: number };
}

function checkFields(
  findings: Findings,
  value: unknown,
  path: Path,
  rules: Readonly<Record<string, Check>>,
): void {
  if (!isJson(value)) {
    findings.add(path, INVALID);
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    const check = Object.hasOwn(rules, name) ? rules[name] : undefined;
    findings.add([...path, name], check === undefined ? 'unknown field' : check(each));
  }
}

function checkBackground(findings: Findings, value: unknown, path: Path): void {
  checkFields(findings, value, path, GRADIENT);
  for (const name of ['type', 'angle', 'startColor', 'endColor']) {
    if (isJson(value) && value[name] === undefined) findings.add([...path, name], 'must be specified');
  }
}

function checkText(component: Json, path: Path, around: Surroundings): void {
  const { text, contents } = component;
  const hasSpans = Array.isArray(contents) && contents.length > 0;
  if (!hasSpans && (text === undefined || text === '')) {
    around.findings.add([...path, 'text'], 'must be non-empty text');
  }
}

const ACTION_PLACES: Readonly<Record<string, ActionPlace>> = { button: 'flexButton', video: 'flexVideo' };

function checkChildren(component: Json, path: Path, around: Surroundings): void {
  const { contents } = component;
  if (!Array.isArray(contents)) {
    around.findings.add([...path, 'contents'], INVALID);
    return;
  }
  const allowed = component.type === 'text' ? ['span'] : (CHILDREN[String(component.layout)] ?? []);
  contents.forEach((child, index) => {
    checkComponent(child, [...path, 'contents', index], { ...around, allowed, isBlock: false });
  });
}

function checkNested(name: string, component: Json, path: Path, around: Surroundings): void {
  const at = [...path, name];
  if (name === 'contents') checkChildren(component, path, around);
  else if (name === 'background') checkBackground(around.findings, component.background, at);
  else if (name === 'altContent') {
    checkComponent(component.altContent, at, { ...around, allowed: ['box', 'image'], isBlock: false });
  } else {
    checkAction(around.findings, component.action, at, ACTION_PLACES[String(component.type)] ?? 'flex');
  }
}

function checkProperties(component: Json, rule: ComponentRule, path: Path, around: Surroundings): void {
  const { findings } = around;
  for (const name of rule.required) {
    if (component[name] === undefined) findings.add([...path, name], 'must be specified');
  }
  for (const [name, each] of Object.entries(component)) {
    if (name === 'type') continue;
    const check = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined;
    if (check === undefined) findings.add([...path, name], 'unknown field');
    else if (check === 'nested') checkNested(name, component, path, around);
    else findings.add([...path, name], check(each));
  }
}

function checkComponent(value: unknown, path: Path, around: Surroundings): void {
  const { findings } = around;
  const rule =
    isJson(value) && typeof value.type === 'string' && Object.hasOwn(COMPONENTS, value.type)
      ? COMPONENTS[value.type]
      : undefined;
  if (!isJson(value) || rule === undefined || !around.allowed.includes(String(value.type))) {
    findings.add(path, INVALID);
    return;
  }
  checkProperties(value, rule, path, around);
  if (value.type === 'text') checkText(value, path, around);
  if (value.animated === true) around.animated.count += 1;
  if (around.isBlock === true && value.position === 'absolute') findings.add([...path, 'position'], INVALID);
}

function heroAllows(bubble: Json, inCarousel: boolean): string[] {
  const size = bubble.size ?? 'mega';
  const videoFits = !inCarousel && VIDEO_SIZES.some((each) => each === size);
  return videoFits ? ['box', 'image', 'video'] : ['box', 'image'];
}

function checkStyles(findings: Findings, styles: unknown, path: Path): void {
  if (!isJson(styles)) {
    findings.add(path, INVALID);
    return;
  }
  for (const [block, style] of Object.entries(styles)) {
    const isBlock = (BLOCKS as readonly string[]).includes(block);
    if (isBlock) checkFields(findings, style, [...path, block], BLOCK_STYLE);
    else findings.add([...path, block], 'unknown field');
  }
}

function checkBubble(findings: Findings, bubble: Json, path: Path, inCarousel: boolean): void {
  const animated = { count: 0 };
  for (const name of Object.keys(bubble)) {
    if (!BUBBLE_FIELDS.includes(name)) findings.add([...path, name], 'unknown field');
  }
  const words = {
    size: oneOf('nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'),
    direction: oneOf('ltr', 'rtl'),
  };
  for (const [name, check] of Object.entries(words)) {
    if (bubble[name] !== undefined) findings.add([...path, name], check(bubble[name]));
  }
  if (BLOCKS.every((block) => bubble[block] === undefined)) {
    findings.add(path, 'At least one block must be specified');
  }
  for (const block of BLOCKS) {
    if (bubble[block] === undefined) continue;
    const allowed = block === 'hero' ? heroAllows(bubble, inCarousel) : ['box'];
    checkComponent(bubble[block], [...path, block], { findings, allowed, isBlock: true, animated });
  }
  if (bubble.styles !== undefined) checkStyles(findings, bubble.styles, [...path, 'styles']);
  if (bubble.action !== undefined) checkAction(findings, bubble.action, [...path, 'action'], 'flex');
  if (animated.count > ANIMATED_IMAGES)
    findings.add(path, `must not be more than ${ANIMATED_IMAGES} animated images`);
}

function checkCarousel(findings: Findings, carousel: Json): void {
  for (const name of Object.keys(carousel)) {
    if (name !== 'type' && name !== 'contents') findings.add([name], 'unknown field');
  }
  const { contents } = carousel;
  if (!Array.isArray(contents) || contents.length === 0) {
    findings.add(
      ['contents'],
      contents === undefined || Array.isArray(contents) ? 'must be specified' : INVALID,
    );
    return;
  }
  if (contents.length > CAROUSEL_ITEMS) {
    findings.add(['contents'], `must not be more than ${CAROUSEL_ITEMS} items`);
  }
  const size = (bubble: unknown) => (isJson(bubble) ? (bubble.size ?? 'mega') : 'mega');
  contents.forEach((bubble: unknown, index) => {
    const path = ['contents', index];
    if (!isJson(bubble) || bubble.type !== 'bubble') {
      findings.add(path, INVALID);
      return;
    }
    if (size(bubble) !== size(contents[0])) findings.add([...path, 'size'], INVALID);
    checkBubble(findings, bubble, path, true);
  });
}

/** UTF-8 size of the JSON; how LINE measures is unknown, decimal kilobytes are the stricter reading. */
function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

function isTooLarge(container: Json): boolean {
  if (container.type === 'bubble') return jsonBytes(container) > BUBBLE_BYTES;
  const bubbles: readonly unknown[] = Array.isArray(container.contents) ? container.contents : [];
  return jsonBytes(container) > CAROUSEL_BYTES || bubbles.some((bubble) => jsonBytes(bubble) > BUBBLE_BYTES);
}

/** Checks the `contents` of a Flex message; paths start at the container (line-platform.md §7). */
export function checkFlexContents(value: unknown): Findings {
  const findings = new Findings();
  if (!isJson(value) || (value.type !== 'bubble' && value.type !== 'carousel'))
    findings.add(['type'], INVALID);
  else if (isTooLarge(value)) findings.add([], 'the size of the container exceeds the limit');
  else if (value.type === 'bubble') checkBubble(findings, value, [], false);
  else checkCarousel(findings, value);
  return findings;
}
