import type { Json } from '../json';
import { isJson } from '../json';
import type { PickerMode } from './dates';
import { isPickerValue } from './dates';
import type { Findings, Path } from './report';
import { actionUri, codePoints, INVALID } from './values';

/** Where an action stands; decides its types and its label. */
export type ActionPlace =
  | 'quickReply'
  | 'template'
  | 'templateDefault'
  | 'imageCarousel'
  | 'flexButton'
  | 'flex'
  | 'flexVideo'
  | 'richMenu';

const EVERYWHERE = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'];

const TYPES: Record<ActionPlace, readonly string[]> = {
  quickReply: [...EVERYWHERE, 'camera', 'cameraRoll', 'location'],
  template: EVERYWHERE,
  templateDefault: EVERYWHERE,
  imageCarousel: EVERYWHERE,
  flexButton: EVERYWHERE,
  flex: EVERYWHERE,
  flexVideo: ['uri'],
  richMenu: [...EVERYWHERE, 'richmenuswitch'],
};

const LABELS: Record<ActionPlace, { readonly required: boolean; readonly max: number }> = {
  quickReply: { required: true, max: 20 },
  template: { required: true, max: 20 },
  templateDefault: { required: false, max: 20 },
  imageCarousel: { required: false, max: 12 },
  flexButton: { required: true, max: 40 },
  flex: { required: false, max: 40 },
  flexVideo: { required: false, max: 40 },
  richMenu: { required: false, max: 20 },
};

const FIELDS: Record<string, readonly string[]> = {
  postback: ['data', 'displayText', 'text', 'inputOption', 'fillInText'],
  message: ['text'],
  uri: ['uri', 'altUri'],
  datetimepicker: ['data', 'mode', 'initial', 'max', 'min'],
  clipboard: ['clipboardText'],
  camera: [],
  cameraRoll: [],
  location: [],
  richmenuswitch: ['richMenuAliasId', 'data'],
};

const INPUT_OPTIONS = ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'];

interface Look {
  readonly action: Json;
  readonly path: Path;
  readonly place: ActionPlace;
  readonly findings: Findings;
}

interface Text {
  readonly max: number;
  readonly required?: boolean;
  readonly length?: (text: string) => number;
}

function checkText({ action, path, findings }: Look, name: string, rule: Text): void {
  const value = action[name];
  const at = [...path, name];
  if (value === undefined) {
    if (rule.required === true) findings.add(at, 'must be specified');
  } else if (typeof value !== 'string') findings.add(at, INVALID);
  else if (value === '' && rule.required === true) findings.add(at, 'must be non-empty text');
  else if ((rule.length ?? codePoints)(value) > rule.max) {
    findings.add(at, `must not be longer than ${rule.max} characters`);
  }
}

/** A postback's `data` is said to be counted in characters and reported in bytes: the stricter one holds. */
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const units = (text: string) => text.length;

function checkPostback(look: Look): void {
  const { action, path, place, findings } = look;
  checkText(look, 'data', { max: 300, required: true, length: bytes });
  checkText(look, 'displayText', { max: 300 });
  checkText(look, 'text', { max: 300 });
  checkText(look, 'fillInText', { max: 300 });
  const { displayText, text, inputOption, fillInText } = action;
  if (text !== undefined && (displayText !== undefined || place === 'quickReply')) {
    findings.add([...path, 'text'], INVALID);
  }
  if (inputOption !== undefined && !INPUT_OPTIONS.some((each) => each === inputOption)) {
    findings.add([...path, 'inputOption'], INVALID);
  }
  if (fillInText !== undefined && inputOption !== 'openKeyboard')
    findings.add([...path, 'fillInText'], INVALID);
}

const URI_WORDS: Partial<Record<ActionPlace, string>> = {
  template: 'Invalid action URI',
  templateDefault: 'Invalid action URI',
  imageCarousel: 'Invalid action URI',
  quickReply: 'Invalid action URI',
  richMenu: 'invalid uri',
};

function checkOneUri(look: Look, value: unknown, at: Path): void {
  const { place, findings } = look;
  if (typeof value !== 'string') findings.add(at, value === undefined ? 'must be specified' : INVALID);
  else if (value === '' || value.length > 1000) findings.add(at, 'size must be between 0 and 1000');
  else {
    const wrong = actionUri(value);
    if (wrong !== undefined) findings.add(at, URI_WORDS[place] ?? wrong);
  }
}

function checkUri(look: Look): void {
  const { action, path, findings } = look;
  checkOneUri(look, action.uri, [...path, 'uri']);
  const { altUri } = action;
  if (altUri === undefined) return;
  if (!isJson(altUri)) findings.add([...path, 'altUri'], INVALID);
  else if (altUri.desktop !== undefined) checkOneUri(look, altUri.desktop, [...path, 'altUri', 'desktop']);
}

function checkPicker(look: Look): void {
  const { action, path, findings } = look;
  checkText(look, 'data', { max: 300, required: true, length: bytes });
  const { mode, min, max } = action;
  if (mode !== 'date' && mode !== 'time' && mode !== 'datetime') {
    findings.add([...path, 'mode'], mode === undefined ? 'must be specified' : INVALID);
    return;
  }
  const isValue = (value: unknown) =>
    typeof value === 'string' && isPickerValue(mode satisfies PickerMode, value);
  for (const name of ['initial', 'max', 'min']) {
    if (action[name] !== undefined && !isValue(action[name])) findings.add([...path, name], INVALID);
  }
  if (isValue(min) && isValue(max) && String(min).toLowerCase() >= String(max).toLowerCase()) {
    findings.add([...path, 'max'], 'max must be later than min');
  }
}

function checkSwitch(look: Look): void {
  const { action, path, findings } = look;
  const alias = action.richMenuAliasId;
  if (typeof alias !== 'string' || !/^[a-z0-9_-]{1,32}$/.test(alias)) {
    findings.add([...path, 'richMenuAliasId'], alias === undefined ? 'must be specified' : INVALID);
  }
  checkText(look, 'data', { max: 300, required: true, length: bytes });
}

/** The checks of each type's own fields. */
const OWN_FIELDS: Readonly<Record<string, (look: Look) => void>> = {
  postback: checkPostback,
  message: (look) => checkText(look, 'text', { max: 300, required: true }),
  uri: checkUri,
  datetimepicker: checkPicker,
  clipboard: (look) => checkText(look, 'clipboardText', { max: 1000, required: true, length: units }),
  richmenuswitch: checkSwitch,
};

function checkLabel({ action, path, place, findings }: Look): void {
  const { max, required } = LABELS[place];
  const { label } = action;
  const at = [...path, 'label'];
  // Icons of the phone itself have no meaning without their name.
  if (label === undefined) findings.add(at, required ? 'must be specified' : undefined);
  else if (typeof label !== 'string') findings.add(at, INVALID);
  else if (label.trim() === '') findings.add(at, required ? 'must be non-empty text' : undefined);
  else if (codePoints(label) > max) {
    findings.add(at, place.startsWith('flex') ? INVALID : `label must not be longer than ${max} characters`);
  }
}

/** Checks an action for the place it stands in (line-platform.md §6). Unknown fields are refused inside Flex only. */
export function checkAction(findings: Findings, value: unknown, path: Path, place: ActionPlace): void {
  if (!isJson(value)) {
    findings.add(path, value === undefined ? 'must be specified' : INVALID);
    return;
  }
  const fields = typeof value.type === 'string' && TYPES[place].includes(value.type) && FIELDS[value.type];
  if (!fields) {
    findings.add([...path, 'type'], INVALID);
    return;
  }
  const look: Look = { action: value, path, place, findings };
  checkLabel(look);
  OWN_FIELDS[String(value.type)]?.(look);
  if (!place.startsWith('flex')) return;
  for (const name of Object.keys(value)) {
    if (name !== 'type' && name !== 'label' && !fields.includes(name))
      findings.add([...path, name], 'unknown field');
  }
}
