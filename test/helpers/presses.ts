import type { Input } from '../../src/conversation/flow';
import type { Locale } from '../../src/core/texts';
import type { Control, Prompt } from '../../src/speech/prompt';
import { say } from '../../src/speech/wording';

/** Everything there is to press below and inside these messages. */
export function controlsOf(prompts: readonly Prompt[]): readonly Control[] {
  return prompts.flatMap(({ card, controls = [] }) => [
    ...(card?.rows ?? []).flatMap((row) => row.action ?? []),
    ...(card?.actions ?? []),
    ...controls,
  ]);
}

/** Where somebody is who presses the button for a place. */
export const PRESSED_PLACE = 'หมู่ 4 ตำบลตัวอย่าง';

/** What a control sends when it is pressed; `day` is what is picked in a date picker. */
export function inputOf(control: Control, day = '2026-02-15'): Input {
  switch (control.kind) {
    case 'choice':
      return { kind: 'choice', value: control.value, asked: control.asked };
    case 'date':
      return { kind: 'date', date: day, asked: control.asked };
    case 'edit':
      return { kind: 'edit', step: control.step, asked: control.asked };
    case 'command':
      return { kind: 'command', command: control.command, ...(control.asked && { asked: control.asked }) };
    case 'open':
      return {
        kind: 'open',
        name: control.name,
        ...(control.subject !== undefined && { subject: control.subject }),
      };
    case 'camera':
    case 'album':
      return { kind: 'file', fileId: 'file-pressed', mediaType: 'image/jpeg' };
    case 'call':
      throw new Error('ringing somebody sends nothing');
    case 'location':
      return { kind: 'place', place: { address: PRESSED_PLACE, latitude: 16.4, longitude: 102.8 } };
  }
}

/** The control with this value, command, step, flow name or label; throws and lists what there is. */
export function findControl(prompts: readonly Prompt[], wanted: string, locale: Locale): Control {
  const names = (control: Control) => [nameOf(control), say(control.label, locale)];
  const all = controlsOf(prompts);
  const found = all.find((control) => names(control).includes(wanted));
  if (found === undefined) {
    throw new Error(`nothing called "${wanted}" to press; there is: ${all.map(names).join(' | ')}`);
  }
  return found;
}

function nameOf(control: Control): string {
  switch (control.kind) {
    case 'choice':
      return control.value;
    case 'command':
      return control.command;
    case 'edit':
      return control.step;
    case 'open':
      return control.name;
    case 'date':
    case 'camera':
    case 'album':
    case 'location':
    case 'call':
      return control.kind;
  }
}

/** What a person reads: the texts of the messages, and of a card its rows. */
export function readAloud(prompts: readonly Prompt[], locale: Locale): string {
  return prompts
    .flatMap(({ text, card }) => [
      say(text, locale),
      ...(card?.rows ?? []).map(({ label, value }) =>
        [label, value].flatMap((part) => (part === undefined ? [] : say(part, locale))).join(' '),
      ),
    ])
    .join('\n');
}
