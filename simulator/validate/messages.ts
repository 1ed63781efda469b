import type { Json } from '../json';
import { isJson } from '../json';
import { checkAction } from './actions';
import { Fields } from './fields';
import { checkFlexContents } from './flex';
import { checkImagemap } from './imagemap';
import type { Path, ValidationProblem } from './report';
import { dotted, Findings, slashed } from './report';
import { checkTemplate } from './templates';
import { checkEmojis, checkSubstitution } from './text-messages';
import { httpsUrl, INVALID } from './values';

const MAX_MESSAGES = 5;
const MAX_QUICK_REPLIES = 13;
const MAX_TEXT = 5000;
const MAX_ALT_TEXT = 1500;
const PLENTY = Number.MAX_SAFE_INTEGER;

/** The outer checks by message type (line-platform.md §4). */
const TYPES: Readonly<Record<string, (fields: Fields) => void>> = {
  text: (fields) => {
    fields.text('text', MAX_TEXT);
    fields.text('quoteToken', PLENTY, false);
    checkEmojis(fields);
  },
  textV2: (fields) => {
    fields.text('text', MAX_TEXT);
    fields.text('quoteToken', PLENTY, false);
  },
  sticker: (fields) => {
    fields.pattern('packageId', /^\d+$/);
    fields.pattern('stickerId', /^\d+$/);
    fields.text('quoteToken', PLENTY, false);
  },
  image: (fields) => {
    fields.url('originalContentUrl', httpsUrl);
    fields.url('previewImageUrl', httpsUrl);
  },
  video: (fields) => {
    fields.url('originalContentUrl', httpsUrl);
    fields.url('previewImageUrl', httpsUrl);
    fields.pattern('trackingId', /^[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>[\]]{1,100}$/, false);
  },
  audio: (fields) => {
    fields.url('originalContentUrl', httpsUrl);
    fields.number('duration', 1, PLENTY);
  },
  location: (fields) => {
    fields.text('title', 100);
    fields.text('address', 100);
    fields.number('latitude', -90, 90);
    fields.number('longitude', -180, 180);
  },
  imagemap: checkImagemap,
  template: (fields) => {
    fields.text('altText', MAX_ALT_TEXT);
    if (fields.owner.template === undefined) fields.findings.add(fields.at('template'), 'May not be empty');
  },
  flex: (fields) => {
    fields.text('altText', MAX_ALT_TEXT);
    if (fields.owner.contents === undefined) fields.findings.add(fields.at('contents'), 'May not be empty');
  },
  coupon: (fields) => {
    fields.text('couponId', PLENTY);
    fields.pattern('deliveryTag', /^[a-zA-Z0-9_]{1,30}$/, false);
  },
};

function checkSender(fields: Fields): void {
  const { sender } = fields.owner;
  if (sender === undefined || sender === null) return;
  if (!isJson(sender)) {
    fields.findings.addWrongType(fields.at('sender'));
    return;
  }
  const inner = new Fields(sender, fields.at('sender'), fields.findings);
  inner.text('name', 20, false);
  inner.url('iconUrl', httpsUrl, false);
  if (typeof sender.name === 'string' && /\bLINE\b/i.test(sender.name)) {
    fields.findings.add(inner.at('name'), 'Must not contain the word LINE');
  }
}

function checkOuter(findings: Findings, message: unknown, path: Path): void {
  if (!isJson(message)) {
    findings.addWrongType(path);
    return;
  }
  const fields = new Fields(message, path, findings);
  const check =
    typeof message.type === 'string' && Object.hasOwn(TYPES, message.type) ? TYPES[message.type] : undefined;
  if (check === undefined) {
    const words = `Must be one of the following values: [${Object.keys(TYPES).join(', ')}]`;
    findings.add([...path, 'type'], typeof message.type === 'string' ? words : 'May not be empty');
    return;
  }
  check(fields);
  checkSender(fields);
}

function checkQuickReply(findings: Findings, value: unknown): void {
  const path = ['quickReply', 'items'];
  const items = isJson(value) ? value.items : undefined;
  if (!Array.isArray(items) || items.length === 0) {
    findings.add(path, 'must be specified');
    return;
  }
  if (items.length > MAX_QUICK_REPLIES)
    findings.add(path, `must not be more than ${MAX_QUICK_REPLIES} items`);
  items.forEach((item: unknown, index) => {
    const at = [...path, index];
    if (!isJson(item) || item.type !== 'action') {
      findings.add([...at, 'type'], INVALID);
      return;
    }
    if (item.imageUrl !== undefined && item.imageUrl !== null) {
      findings.add([...at, 'imageUrl'], httpsUrl(item.imageUrl));
    }
    checkAction(findings, item.action, [...at, 'action'], 'quickReply');
  });
}

function innerProblems(message: Json, messageIndex: number): ValidationProblem[] {
  const flex = message.type === 'flex' ? checkFlexContents(message.contents) : new Findings();
  const others = new Findings();
  if (message.type === 'template') checkTemplate(others, message.template, ['template']);
  if (message.type === 'textV2') checkSubstitution(others, message);
  if (message.quickReply !== undefined && message.quickReply !== null) {
    checkQuickReply(others, message.quickReply);
  }
  const layer = 'message' as const;
  return [
    ...flex.all.map((each) => ({
      layer,
      property: `/${slashed(each.path)}`,
      message: each.message,
      messageIndex,
    })),
    ...others.all.map((each) => ({
      layer,
      property: slashed(each.path),
      message: each.message,
      messageIndex,
    })),
  ];
}

function outerProblems(findings: Findings): ValidationProblem[] {
  return findings.all.map(({ path, message, wrongType }) => ({
    layer: wrongType === true ? 'type' : 'body',
    property: dotted(path),
    message,
    ...(typeof path[1] === 'number' && { messageIndex: path[1] }),
  }));
}

/**
 * Everything LINE would refuse in `messages` of a send request; an empty list means it would be accepted. Any JSON
 * may be given, nothing is thrown (line-platform.md §4–§9).
 */
export function validateMessages(messages: unknown): ValidationProblem[] {
  if (messages !== undefined && messages !== null && !Array.isArray(messages)) {
    return [{ layer: 'type', property: 'messages', message: INVALID }];
  }
  const list: readonly unknown[] = messages ?? [];
  if (list.length < 1 || list.length > MAX_MESSAGES) {
    return [{ layer: 'body', property: 'messages', message: `Size must be between 1 and ${MAX_MESSAGES}` }];
  }
  const findings = new Findings();
  list.forEach((message, index) => checkOuter(findings, message, ['messages', index]));
  const inner = list.flatMap((message, index) => (isJson(message) ? innerProblems(message, index) : []));
  return [...outerProblems(findings), ...inner];
}
